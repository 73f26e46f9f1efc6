package northstar.domain.definition;

import java.time.Duration;
import northstar.domain.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * How an experiment is tested; fixed at its start.
 *
 * @param method which error is controlled over the looks
 * @param alpha two-sided error of the North Star Metric's test, in (0, 1)
 * @param power planned chance to find an effect of size {@code mde}, in (0, 1)
 * @param mde smallest effect that the plan is to find, relative, or null
 * @param looks time between two looks, at least one day
 * @param plannedUnits units of all arms at the end, or null if not planned
 * @param covariates what lowers the variance
 * @param spending how a group-sequential test shares its error among the looks; the usual one for other methods
 */
public record Analysis(
        Method method,
        double alpha,
        double power,
        @Nullable Double mde,
        Duration looks,
        @Nullable Long plannedUnits,
        Covariates covariates,
        ErrorSpending spending) {
    public Analysis {
        Arguments.openUnit("alpha", alpha);
        Arguments.openUnit("power", power);
        if (mde != null) {
            Arguments.positive("mde", mde);
        }
        if (looks.compareTo(Duration.ofDays(1)) < 0) {
            throw Arguments.refusal("looks", looks, "at least P1D");
        }
        if (plannedUnits != null && plannedUnits < 1) {
            throw Arguments.refusal("plannedUnits", plannedUnits, "at least 1");
        }
        if (method != Method.GROUP_SEQUENTIAL && !spending.equals(ErrorSpending.USUAL)) {
            throw Arguments.refusal("spending", spending, "left out unless method is group-sequential");
        }
    }

    /** Creates an analysis that shares its error as usual. */
    public Analysis(
            Method method,
            double alpha,
            double power,
            @Nullable Double mde,
            Duration looks,
            @Nullable Long plannedUnits,
            Covariates covariates) {
        this(method, alpha, power, mde, looks, plannedUnits, covariates, ErrorSpending.USUAL);
    }

    /** Which error is controlled over the looks. */
    public enum Method {
        /** One test, at the final look; looking earlier shows no test. */
        FIXED,
        /** Tests at planned looks that share the error. */
        GROUP_SEQUENTIAL,
        /** Tests at any time, for any length. */
        ANYTIME
    }
}
