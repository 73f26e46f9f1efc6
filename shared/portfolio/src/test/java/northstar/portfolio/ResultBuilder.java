package northstar.portfolio;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import northstar.domain.Reason;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.VariantResult;
import northstar.domain.ranking.VariantResult.Basis;
import northstar.domain.ranking.VariantResult.Measured;
import northstar.domain.ranking.VariantResult.Scale;
import org.jspecify.annotations.Nullable;

/** Builds results, of which a test names only what matters to it. */
record ResultBuilder(
        String northStar,
        String experiment,
        String feature,
        String variant,
        Instant start,
        Status status,
        Verdict verdict,
        @Nullable Measured measured,
        @Nullable Reason undefined,
        @Nullable Scale scale,
        @Nullable Double effort,
        @Nullable String replicates,
        List<Reason> flags) {
    static final String NORTH_STAR = "nights";
    static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

    /** Returns a complete, inconclusive experiment of a feature with a single treatment worth 1,000 units a year per 1. */
    static ResultBuilder feature(String feature) {
        return new ResultBuilder(
                NORTH_STAR,
                feature + "-1",
                feature,
                "treatment",
                START,
                Status.COMPLETE,
                Verdict.INCONCLUSIVE,
                measured(0.01, 0.01),
                null,
                new Scale(2, 500, Basis.MEASURED),
                null,
                null,
                List.of());
    }

    private static Measured measured(double effect, double standardError) {
        return new Measured(effect, standardError, 1 + effect, 0.6 * standardError);
    }

    ResultBuilder northStar(String key) {
        return new ResultBuilder(
                key,
                experiment,
                feature,
                variant,
                start,
                status,
                verdict,
                measured,
                undefined,
                scale,
                effort,
                replicates,
                flags);
    }

    ResultBuilder experiment(String key) {
        return new ResultBuilder(
                northStar,
                key,
                feature,
                variant,
                start,
                status,
                verdict,
                measured,
                undefined,
                scale,
                effort,
                replicates,
                flags);
    }

    ResultBuilder variant(String key) {
        return new ResultBuilder(
                northStar,
                experiment,
                feature,
                key,
                start,
                status,
                verdict,
                measured,
                undefined,
                scale,
                effort,
                replicates,
                flags);
    }

    ResultBuilder day(int day) {
        return new ResultBuilder(
                northStar,
                experiment,
                feature,
                variant,
                START.plus(day, ChronoUnit.DAYS),
                status,
                verdict,
                measured,
                undefined,
                scale,
                effort,
                replicates,
                flags);
    }

    ResultBuilder status(Status newStatus) {
        return new ResultBuilder(
                northStar,
                experiment,
                feature,
                variant,
                start,
                newStatus,
                verdict,
                measured,
                undefined,
                scale,
                effort,
                replicates,
                flags);
    }

    ResultBuilder verdict(Verdict newVerdict) {
        return new ResultBuilder(
                northStar,
                experiment,
                feature,
                variant,
                start,
                status,
                newVerdict,
                measured,
                undefined,
                scale,
                effort,
                replicates,
                flags);
    }

    ResultBuilder effect(double effect, double standardError) {
        return effect(measured(effect, standardError));
    }

    ResultBuilder effect(Measured newMeasured) {
        return new ResultBuilder(
                northStar,
                experiment,
                feature,
                variant,
                start,
                status,
                verdict,
                newMeasured,
                null,
                scale,
                effort,
                replicates,
                flags);
    }

    ResultBuilder undefined(Reason reason) {
        return new ResultBuilder(
                northStar,
                experiment,
                feature,
                variant,
                start,
                status,
                verdict,
                null,
                reason,
                scale,
                effort,
                replicates,
                flags);
    }

    /** Sets North Star units a year per unit of relative effect. */
    ResultBuilder yearly(double yearly) {
        return scale(new Scale(1, yearly, Basis.STATED));
    }

    ResultBuilder scale(@Nullable Scale newScale) {
        return new ResultBuilder(
                northStar,
                experiment,
                feature,
                variant,
                start,
                status,
                verdict,
                measured,
                undefined,
                newScale,
                effort,
                replicates,
                flags);
    }

    ResultBuilder effort(double weeks) {
        return new ResultBuilder(
                northStar,
                experiment,
                feature,
                variant,
                start,
                status,
                verdict,
                measured,
                undefined,
                scale,
                weeks,
                replicates,
                flags);
    }

    ResultBuilder replicates(String key) {
        return new ResultBuilder(
                northStar,
                experiment,
                feature,
                variant,
                start,
                status,
                verdict,
                measured,
                undefined,
                scale,
                effort,
                key,
                flags);
    }

    ResultBuilder flags(Reason... reasons) {
        return new ResultBuilder(
                northStar,
                experiment,
                feature,
                variant,
                start,
                status,
                verdict,
                measured,
                undefined,
                scale,
                effort,
                replicates,
                List.of(reasons));
    }

    /** Returns the result of a look fourteen days after the start. */
    VariantResult build() {
        return new VariantResult(
                northStar,
                experiment,
                feature,
                variant,
                start.plus(14, ChronoUnit.DAYS),
                start,
                status,
                verdict,
                measured,
                undefined,
                scale,
                effort,
                replicates,
                flags);
    }
}
