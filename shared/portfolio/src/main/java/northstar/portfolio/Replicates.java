package northstar.portfolio;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import northstar.domain.ranking.VariantResult;

/**
 * Which experiments are to be read as one, because a later one declares to replicate an earlier one.
 *
 * <p>The declaration counts only within a feature, and is followed through: an experiment, its replicate and the replicate's
 * replicate are one group. One that names an unknown experiment stands alone.
 */
final class Replicates {
    private Replicates() {}

    /** Returns the results in groups of experiments, in the order in which the groups are first met. */
    static List<List<VariantResult>> groups(List<VariantResult> results) {
        Map<String, String> features = new LinkedHashMap<>();
        Map<String, String> leaders = new LinkedHashMap<>();
        for (VariantResult result : results) {
            features.put(result.experiment(), result.feature());
            leaders.put(result.experiment(), result.experiment());
        }
        for (VariantResult result : results) {
            String other = result.replicates();
            if (other != null && result.feature().equals(features.get(other))) {
                leaders.put(leader(leaders, result.experiment()), leader(leaders, other));
            }
        }
        Map<String, List<VariantResult>> groups = new LinkedHashMap<>();
        for (VariantResult result : results) {
            groups.computeIfAbsent(leader(leaders, result.experiment()), key -> new ArrayList<>())
                    .add(result);
        }
        return List.copyOf(groups.values());
    }

    private static String leader(Map<String, String> leaders, String experiment) {
        String current = experiment;
        String next = leaders.getOrDefault(current, current);
        while (!next.equals(current)) {
            current = next;
            next = leaders.getOrDefault(current, current);
        }
        return current;
    }
}
