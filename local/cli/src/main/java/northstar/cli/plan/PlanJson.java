package northstar.cli.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import northstar.cli.report.ScreenWords;
import northstar.evaluation.ExperimentPlan;
import northstar.evaluation.ExperimentPlan.Schedule;
import northstar.evaluation.MetricPlan;
import northstar.evaluation.MetricPlan.Reach;
import northstar.evaluation.RunOutlook;
import northstar.evaluation.Traffic;
import northstar.events.ForeignJson;
import org.jspecify.annotations.Nullable;

/** A plan for programs. */
public final class PlanJson {
    private PlanJson() {}

    /** Returns one object. */
    public static String of(Plan printed) {
        ExperimentPlan plan = printed.plan();
        Traffic traffic = plan.traffic();
        Map<String, @Nullable Object> reasons = new TreeMap<>();
        plan.unplanned().forEach((metric, reason) -> reasons.put(metric, reason.name()));
        return ForeignJson.write(object(
                "experiment",
                plan.experiment(),
                "method",
                ScreenWords.json(plan.method()),
                "power",
                plan.power(),
                "powerOfEach",
                plan.powerOfEach(),
                "mde",
                plan.mde(),
                "basis",
                printed.data().origin(),
                "traffic",
                traffic == null ? null : object("first", traffic.first(), "exponent", traffic.exponent()),
                "schedule",
                schedule(plan.schedule()),
                "binding",
                plan.binding().map(MetricPlan::metric).orElse(null),
                "metrics",
                plan.metrics().stream().map(PlanJson::metric).toList(),
                "unplanned",
                reasons,
                "remedies",
                plan.remedies().stream()
                        .map(remedy -> object(
                                "kind",
                                ScreenWords.json(remedy.kind()),
                                "metric",
                                remedy.metric(),
                                "value",
                                remedy.value()))
                        .toList(),
                "outlooks",
                printed.outlooks().stream().map(PlanJson::outlook).toList()));
    }

    private static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }

    private static @Nullable Object schedule(@Nullable Schedule schedule) {
        return schedule == null
                ? null
                : object(
                        "weeks",
                        schedule.weeks(),
                        "units",
                        schedule.units(),
                        "resultDays",
                        schedule.resultDays(),
                        "isEnough",
                        schedule.isEnough());
    }

    private static Object metric(MetricPlan metric) {
        return object(
                "metric",
                metric.metric(),
                "role",
                ScreenWords.json(metric.role()),
                "mean",
                metric.baseline().mean(),
                "variance",
                metric.baseline().variance(),
                "explained",
                metric.baseline().explained(),
                "size",
                metric.size(),
                "alpha",
                metric.alpha(),
                "power",
                metric.power(),
                "decides",
                metric.decides(),
                "fixedUnits",
                metric.fixedUnits(),
                "units",
                metric.units(),
                "expectedUnits",
                metric.expectedUnits(),
                "idleUnits",
                metric.idleUnits(),
                "planned",
                reach(metric.planned()),
                "declared",
                reach(metric.declared()),
                "curve",
                metric.curve().stream()
                        .map(point -> object("size", point.size(), "chance", point.chance()))
                        .toList());
    }

    private static @Nullable Object reach(@Nullable Reach reach) {
        return reach == null
                ? null
                : object(
                        "days",
                        reach.days(),
                        "units",
                        reach.units(),
                        "smallest",
                        reach.smallest(),
                        "chance",
                        reach.chance());
    }

    private static Object outlook(RunOutlook outlook) {
        RunOutlook.Worth worth = outlook.worth();
        return object(
                "variant",
                outlook.variant(),
                "progress",
                outlook.progress(),
                "daysLeft",
                outlook.daysLeft(),
                "chance",
                outlook.chance(),
                "chanceIfPlanned",
                outlook.chanceIfPlanned(),
                "isFutile",
                outlook.isFutile(),
                "worth",
                worth == null ? null : object("days", worth.days(), "net", worth.net()));
    }
}
