package northstar.cli.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.domain.Reason;
import northstar.domain.definition.Analysis.Method;
import northstar.evaluation.ExperimentPlan;
import northstar.evaluation.ExperimentPlan.Remedy;
import northstar.evaluation.ExperimentPlan.Schedule;
import northstar.evaluation.MetricPlan;
import northstar.evaluation.MetricPlan.Reach;
import northstar.evaluation.RunOutlook;
import northstar.evaluation.Traffic;

/** A plan in sentences. */
final class PlanWords {
    /** Growth of the number of units below which the same ones come again so often that it should be said. */
    private static final double RARER = 0.98;

    private static final double CHEAP = 1.0005;

    private final Plan printed;
    private final ExperimentPlan plan;

    PlanWords(Plan printed) {
        this.printed = printed;
        this.plan = printed.plan();
    }

    /** Returns the sentence that matters most. */
    Line headline() {
        Schedule schedule = plan.schedule();
        return plan.binding()
                .map(binding -> schedule == null ? ofUnits(binding) : ofWeeks(binding, schedule))
                .orElse(Line.of("Nothing that a win needs can be planned."));
    }

    private Line ofUnits(MetricPlan binding) {
        return Line.of(PlanReport.units(binding.units()) + " units", Emphasis.STRONG)
                .plus(" are needed, all groups together; " + because(binding)
                        + ". How long that takes depends on the units a day (--per-day).");
    }

    private Line ofWeeks(MetricPlan binding, Schedule schedule) {
        String come = PlanReport.units(binding.units()) + " units are needed, "
                + Figures.count(Math.round(schedule.units())) + " come in " + weeks(schedule.weeks()) + "; "
                + because(binding) + ".";
        String result = schedule.resultDays() > 7.0 * schedule.weeks()
                ? String.format(Locale.ROOT, " The last check is on day %.0f.", Math.ceil(schedule.resultDays()))
                : "";
        return schedule.isEnough()
                ? Line.of(weeks(schedule.weeks()), Emphasis.STRONG).plus(" will do: " + come + result)
                : Line.of("Out of reach", Emphasis.BAD)
                        .plus(" within " + weeks(schedule.weeks()) + ": " + come + result);
    }

    private static String weeks(int weeks) {
        return Figures.count(weeks, "week");
    }

    private String because(MetricPlan binding) {
        return plan.metrics().stream().filter(MetricPlan::decides).count() > 1
                ? binding.metric() + " needs most"
                : "for a change of " + binding.metric() + " by " + PlanReport.size(binding, binding.size());
    }

    /** Returns what else is to be known. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        plan.binding().ifPresent(binding -> {
            sentences.add(together());
            declared(binding, sentences);
            looks(binding, sentences);
            explained(binding, sentences);
        });
        traffic(sentences);
        plan.unplanned().forEach((metric, reason) -> sentences.add(unplanned(metric, reason)));
        return sentences;
    }

    private String together() {
        int deciding = 1 + printed.data().pinned().guardrails().size();
        String chance = "A change that is as good as planned is shown to be a win with a chance of "
                + Figures.chosen(plan.power());
        return deciding > 1
                ? chance + ": " + (deciding == 2 ? "both metrics" : "all " + deciding + " metrics")
                        + " that decide have to succeed, each with "
                        + Figures.chosen(plan.powerOfEach()) + "."
                : chance + ".";
    }

    private void declared(MetricPlan binding, List<String> sentences) {
        Reach declared = binding.declared();
        Reach planned = binding.planned();
        if (declared == null || (planned != null && planned.days() == declared.days())) {
            return;
        }
        sentences.add(String.format(
                Locale.ROOT,
                "The definition's window of %s brings %s units: a chance of %s for %s%s.",
                Figures.count(Math.round(declared.days()), "day"),
                Figures.count(Math.round(declared.units())),
                Figures.chance(declared.chance()),
                binding.metric(),
                declared.smallest() == null
                        ? ""
                        : ", and " + PlanReport.size(binding, declared.smallest()) + " is the smallest it finds"));
    }

    private void looks(MetricPlan binding, List<String> sentences) {
        if (plan.method() == Method.FIXED || binding.costOfLooks() < CHEAP) {
            sentences.add("It is judged once, at the end.");
            return;
        }
        sentences.add(String.format(
                Locale.ROOT,
                "Looking %s costs %s more units than a single look at the end, at most; on average it stops after %s if the"
                        + " change is as planned, and after %s if there is none.",
                often(printed.data().pinned().experiment().analysis().looks()),
                Figures.roughly(binding.costOfLooks() - 1),
                PlanReport.units(binding.expectedUnits()),
                PlanReport.units(binding.idleUnits())));
    }

    private static String often(Duration looks) {
        return looks.equals(Duration.ofDays(1)) ? "daily" : looks.equals(Duration.ofDays(7)) ? "weekly" : "in between";
    }

    private static void explained(MetricPlan binding, List<String> sentences) {
        double explained = binding.baseline().explained();
        if (explained > 0) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "What is known of each unit before explains %s of the variation of %s and saves %s units.",
                    Figures.roughly(explained),
                    binding.metric(),
                    PlanReport.units(binding.unadjustedUnits() - binding.units())));
        }
    }

    private void traffic(List<String> sentences) {
        Traffic traffic = plan.traffic();
        if (traffic != null && traffic.exponent() < RARER) {
            sentences.add(String.format(
                    Locale.ROOT,
                    "The same units come again: %s in the first week, %s in eight.",
                    Figures.count(Math.round(traffic.units(7))),
                    Figures.count(Math.round(traffic.units(56)))));
        }
    }

    private static String unplanned(String metric, Reason reason) {
        return reason == Reason.NO_DATA
                ? metric + " is not planned: nothing is known of it (give --mean " + metric + "=… and --sd " + metric
                        + "=…)."
                : metric + " is not planned: relative to its level such a change has no meaning (" + reason + ").";
    }

    /** Returns what can be done, the most promising first. */
    List<String> remedies() {
        return plan.remedies().stream().map(this::remedy).toList();
    }

    private String remedy(Remedy remedy) {
        double value = remedy.value();
        return switch (remedy.kind()) {
            case RAISE_ALLOCATION ->
                "let " + (value < 1 ? Figures.roughly(value) + " of the" : "all") + " units in (allocation)";
            case SPLIT_EVENLY -> "split the units evenly: " + PlanReport.units(value) + " are needed then";
            case ADJUST ->
                "take out what is known of the units before: it has to explain " + Figures.roughly(value)
                        + " of the variation of " + remedy.metric();
            case TRIGGER -> "count only units that meet the change";
            case MORE_TRAFFIC -> String.format(Locale.ROOT, "get %.3g times as many units", value);
            case LARGER_EFFECT -> {
                MetricPlan metric = metric(remedy.metric(), value);
                yield metric.isGuardrail()
                        ? "accept a margin of " + Figures.roughly(value) + " for " + remedy.metric()
                        : "look for a change of " + remedy.metric() + " by " + Figures.roughly(value);
            }
            case INDICATOR ->
                "judge by " + remedy.metric() + ", which foretells: " + PlanReport.units(value) + " units will do";
            case PROJECT -> "do not measure " + remedy.metric() + " directly: project it from the leading indicators";
        };
    }

    private MetricPlan metric(String key, double smallest) {
        return plan.metrics().stream()
                .filter(metric -> metric.metric().equals(key)
                        && metric.planned() != null
                        && Objects.equals(metric.planned().smallest(), smallest))
                .findFirst()
                .orElseThrow();
    }

    /** Returns what is likely to become of the treatments. */
    List<String> outlook() {
        return printed.outlooks().stream().map(this::outlook).toList();
    }

    private String outlook(RunOutlook outlook) {
        List<String> parts = new ArrayList<>();
        if (outlook.chance() != null && outlook.chanceIfPlanned() != null) {
            parts.add(outlook.variant() + ": " + Figures.chance(outlook.progress())
                    + " of the plan is in. The last check will show a win with a chance of "
                    + Figures.chance(outlook.chance())
                    + ", given the data and what is usual of such changes; if the change is "
                    + Figures.chosen(plan.mde()) + " in truth, with " + Figures.chance(outlook.chanceIfPlanned())
                    + ".");
        } else {
            parts.add(outlook.variant() + ": the experiment is over.");
        }
        if (outlook.isFutile()) {
            parts.add("Advice: stop, a win has become unlikely.");
        }
        RunOutlook.Worth worth = outlook.worth();
        if (worth != null) {
            parts.add(worth(worth, outlook.daysLeft()));
        }
        return String.join(" ", parts);
    }

    private static String worth(RunOutlook.Worth worth, double left) {
        if (worth.days() == 0) {
            return "More data are not worth the wait.";
        }
        String planned = left > 0 ? " (" + Figures.count(Math.round(left)) + " are planned)" : "";
        return "It pays to collect data for " + Figures.count(worth.days(), "more day") + planned
                + ": over a year that is worth " + Figures.quantity(worth.net()) + " days of the North Star Metric.";
    }
}
