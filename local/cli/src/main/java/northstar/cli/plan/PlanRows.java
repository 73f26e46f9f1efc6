package northstar.cli.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import northstar.cli.report.Csv;
import northstar.cli.report.Csv.Column;
import northstar.cli.report.ScreenWords;
import northstar.evaluation.MetricPlan;
import northstar.evaluation.MetricPlan.Reach;
import org.jspecify.annotations.Nullable;

/** Plans as a spreadsheet: a row for each metric. */
public final class PlanRows {
    private record Row(String experiment, MetricPlan metric) {}

    private static final Csv<Row> SHEET = new Csv<>(List.of(
            new Column<>("experiment", Row::experiment),
            of("metric", MetricPlan::metric),
            of("role", metric -> ScreenWords.json(metric.role())),
            of("mean", metric -> metric.baseline().mean()),
            of("variance", metric -> metric.baseline().variance()),
            of("explained", metric -> metric.baseline().explained()),
            of("size", MetricPlan::size),
            of("alpha", MetricPlan::alpha),
            of("power", MetricPlan::power),
            of("decides", MetricPlan::decides),
            of("fixedUnits", MetricPlan::fixedUnits),
            of("units", MetricPlan::units),
            of("expectedUnits", MetricPlan::expectedUnits),
            of("idleUnits", MetricPlan::idleUnits),
            reach("planned.days", MetricPlan::planned, Reach::days),
            reach("planned.units", MetricPlan::planned, Reach::units),
            reach("planned.smallest", MetricPlan::planned, Reach::smallest),
            reach("planned.chance", MetricPlan::planned, Reach::chance),
            reach("declared.days", MetricPlan::declared, Reach::days),
            reach("declared.units", MetricPlan::declared, Reach::units),
            reach("declared.smallest", MetricPlan::declared, Reach::smallest),
            reach("declared.chance", MetricPlan::declared, Reach::chance)));

    private PlanRows() {}

    private static Column<Row> of(String head, Function<MetricPlan, @Nullable Object> value) {
        return new Column<>(head, row -> value.apply(row.metric()));
    }

    private static Column<Row> reach(
            String head, Function<MetricPlan, @Nullable Reach> which, Function<Reach, @Nullable Object> value) {
        return of(head, metric -> {
            Reach reach = which.apply(metric);
            return reach == null ? null : value.apply(reach);
        });
    }

    /** Returns the text of the sheet. */
    public static String text(List<Plan> plans) {
        List<Row> rows = new ArrayList<>();
        for (Plan plan : plans) {
            plan.plan().metrics().forEach(metric -> rows.add(new Row(plan.plan().experiment(), metric)));
        }
        return SHEET.text(rows);
    }
}
