package northstar.evaluation;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import northstar.domain.definition.Experiment;
import northstar.domain.evaluation.Effect.Role;
import northstar.statistics.Accrual;
import northstar.statistics.PlannedTest;
import northstar.statistics.StoppingRule;
import org.jspecify.annotations.Nullable;

/** The tests of one plan: metrics that look at the same times with the same errors share theirs, which is costly to find. */
final class TestCache {
    private final Experiment experiment;
    private final Accrual accrual;
    private final Map<Key, PlannedTest> tests = new HashMap<>();

    private record Key(
            boolean isGuardrail,
            double alpha,
            double power,
            @Nullable Duration to,
            double days) {}

    TestCache(Experiment experiment, Accrual accrual) {
        this.experiment = experiment;
        this.accrual = accrual;
    }

    /** Returns the test of a metric if units come in for some days. */
    PlannedTest of(PlannedMetric metric, double days) {
        boolean isGuardrail = metric.role() == Role.GUARDRAIL;
        Duration to = metric.metric().window().to();
        Key key = new Key(isGuardrail, metric.alpha(), metric.power(), to, days);
        return tests.computeIfAbsent(key, _ -> {
            PlannedLooks looks = PlannedLooks.of(experiment, to, days);
            var method = experiment.analysis().method();
            StoppingRule rule = isGuardrail
                    ? looks.claim(metric.claim(), method, metric.alpha(), accrual)
                    : looks.effect(method, metric.alpha(), experiment.analysis().alpha(), accrual);
            return PlannedTest.of(rule, metric.power());
        });
    }
}
