package northstar.events;

import java.time.Duration;
import northstar.domain.definition.Analysis;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.Covariates;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.ErrorSpending;
import org.jspecify.annotations.Nullable;

/** The form of how an experiment is tested, with the defaults of what is left out. */
final class AnalysisForm {
    private static final double ALPHA = 0.05;
    private static final double POWER = 0.8;
    private static final Duration LOOKS = Duration.ofDays(1);
    private static final Duration LOOKBACK = Duration.ofDays(14);

    private AnalysisForm() {}

    static Analysis decode(@Nullable Node node, DataSource data) {
        if (node == null) {
            return new Analysis(Method.GROUP_SEQUENTIAL, ALPHA, POWER, null, LOOKS, null, usual(data));
        }
        return node.as(analysis -> analysis(analysis, data));
    }

    private static Analysis analysis(Node node, DataSource data) {
        node.knows("method", "alpha", "power", "mde", "looks", "plannedUnits", "covariates", "spending");
        Node method = node.optional("method");
        Node units = node.optional("plannedUnits");
        Node covariates = node.optional("covariates");
        Node spending = node.optional("spending");
        Method chosen = method == null ? Method.GROUP_SEQUENTIAL : Value.choice(method, Words.KEBAB, Method.values());
        if (spending != null && chosen != Method.GROUP_SEQUENTIAL) {
            throw spending.refusal("must be left out unless method is group-sequential");
        }
        return new Analysis(
                chosen,
                Value.numberOr(node.optional("alpha"), ALPHA),
                Value.numberOr(node.optional("power"), POWER),
                Value.numberOrNull(node.optional("mde")),
                Value.durationOr(node.optional("looks"), LOOKS),
                units == null ? null : (Long) Value.count(units),
                covariates == null ? usual(data) : covariates.as(given -> covariates(given, data)),
                spending == null ? ErrorSpending.USUAL : ErrorSpendingForm.decode(spending));
    }

    private static Covariates usual(DataSource data) {
        return data instanceof DataSource.Events ? new Covariates.Lookback(LOOKBACK) : new Covariates.None();
    }

    private static Covariates covariates(Node node, DataSource data) {
        if ("none".equals(node.content())) {
            return new Covariates.None();
        }
        if (!node.isObject()) {
            throw node.refusal("must be none, {lookback} or {columns}");
        }
        if (node.has("columns")) {
            node.knows("columns");
            if (!(data instanceof DataSource.Units)) {
                throw node.refusal("must be {lookback} or none: columns are those of a table of units");
            }
            return new Covariates.Columns(Value.texts(node.member("columns")));
        }
        node.knows("lookback");
        if (!(data instanceof DataSource.Events)) {
            throw node.refusal("must be {columns} or none: only events can be looked back on");
        }
        return new Covariates.Lookback(Value.duration(node.member("lookback")));
    }

    static void encode(JsonOut out, Analysis analysis) {
        out.begin("analysis")
                .put("method", Words.KEBAB, analysis.method())
                .put("alpha", analysis.alpha())
                .put("power", analysis.power())
                .putIfAny("mde", analysis.mde())
                .put("looks", analysis.looks())
                .putIfAny("plannedUnits", analysis.plannedUnits());
        switch (analysis.covariates()) {
            case Covariates.None _ -> out.put("covariates", "none");
            case Covariates.Lookback lookback ->
                out.begin("covariates").put("lookback", lookback.length()).end();
            case Covariates.Columns columns ->
                out.begin("covariates").put("columns", columns.names()).end();
        }
        if (!analysis.spending().equals(ErrorSpending.USUAL)) {
            ErrorSpendingForm.encode(out, "spending", analysis.spending());
        }
        out.end();
    }
}
