package northstar.portfolio;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import northstar.domain.Reason;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.VariantResult;

/** Results of made-up companies. */
final class Companies {
    private static final List<Verdict> VERDICTS = List.of(Verdict.values());
    private static final List<Status> STATUSES = List.of(Status.RUNNING, Status.COMPLETE, Status.STOPPED);

    private Companies() {}

    /** Returns a company of features with one experiment each. */
    static List<VariantResult> simple(int features) {
        SplittableRandom random = new SplittableRandom(features);
        List<VariantResult> results = new ArrayList<>();
        for (int k = 0; k < features; k++) {
            results.add(ResultBuilder.feature("feature-" + k)
                    .effect(.01 * random.nextGaussian(), random.nextDouble(.003, .02))
                    .yearly(random.nextDouble(100, 5_000))
                    .build());
        }
        return results;
    }

    /** Returns a company with several experiments and treatments per feature, of which some cannot be ranked. */
    static List<VariantResult> mixed(int features, SplittableRandom random) {
        List<VariantResult> results = new ArrayList<>();
        for (int k = 0; k < features; k++) {
            String feature = "feature-" + k;
            for (int round = 0; round <= random.nextInt(3); round++) {
                for (String variant : List.of("a", "b", "c").subList(0, 1 + random.nextInt(3))) {
                    ResultBuilder result = ResultBuilder.feature(feature)
                            .experiment(feature + "-" + round)
                            .variant(variant)
                            .day(20 * round)
                            .verdict(VERDICTS.get(random.nextInt(VERDICTS.size())))
                            .status(STATUSES.get(random.nextInt(STATUSES.size())))
                            .effect(.01 * random.nextGaussian(), random.nextDouble(.003, .02))
                            .yearly(random.nextDouble(100, 5_000));
                    results.add(
                            switch (random.nextInt(8)) {
                                case 0 -> result.undefined(Reason.NO_VARIANCE).build();
                                case 1 -> result.scale(null).build();
                                case 2 -> result.replicates(feature + "-0").build();
                                default -> result.build();
                            });
                }
            }
        }
        return results;
    }
}
