package northstar.events;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.MetricPair;
import northstar.domain.moments.Moments;
import northstar.domain.moments.PowerSums;

/** The form of one variant's moments. */
final class MomentsCodec extends Codec<Moments> {
    static final Codec<Moments> CODEC = new MomentsCodec();

    private MomentsCodec() {}

    @Override
    Moments decode(Node node) {
        node.knows("units", "metrics", "crosses", "quantiles", "daily");
        SortedMap<MetricPair, PowerSums> crosses = new TreeMap<>();
        for (Cross cross : node.member("crosses").list(MomentsCodec::cross)) {
            if (crosses.put(cross.pair(), cross.sums()) != null) {
                throw node.member("crosses").refusal("must name each pair of metrics only once");
            }
        }
        return new Moments(
                Value.count(node.member("units")),
                node.sorted("metrics", MomentsCodec::metricMoments),
                crosses,
                node.has("quantiles")
                        ? node.sorted("quantiles", QuantileSumsCodec.CODEC::decode)
                        : Collections.emptySortedMap(),
                node.has("daily") ? node.sorted("daily", PowerSumsCodec.CODEC::decode) : Collections.emptySortedMap());
    }

    private static MetricMoments metricMoments(Node node) {
        node.knows("sums", "covariates", "excluded");
        return new MetricMoments(
                node.member("sums").as(PowerSumsCodec.CODEC::decode),
                Value.texts(node.member("covariates")),
                Value.count(node.member("excluded")));
    }

    private static Cross cross(Node node) {
        node.knows("first", "second", "sums");
        return new Cross(
                new MetricPair(Value.text(node.member("first")), Value.text(node.member("second"))),
                node.member("sums").as(PowerSumsCodec.CODEC::decode));
    }

    @Override
    void encode(JsonOut out, Moments moments) {
        out.begin()
                .put("units", moments.units())
                .putMap("metrics", moments.metrics(), MomentsCodec::encode)
                .putList(
                        "crosses",
                        moments.crosses().entrySet().stream()
                                .map(entry -> new Cross(entry.getKey(), entry.getValue()))
                                .toList(),
                        MomentsCodec::encode);
        if (!moments.quantiles().isEmpty()) {
            out.putMap("quantiles", moments.quantiles(), QuantileSumsCodec.CODEC::encode);
        }
        if (!moments.daily().isEmpty()) {
            out.putMap("daily", moments.daily(), PowerSumsCodec.CODEC::encode);
        }
        out.end();
    }

    private static void encode(JsonOut out, MetricMoments moments) {
        out.begin()
                .put("sums", moments.sums(), PowerSumsCodec.CODEC::encode)
                .put("covariates", moments.covariates())
                .put("excluded", moments.excluded())
                .end();
    }

    private static void encode(JsonOut out, Cross cross) {
        out.begin()
                .put("first", cross.pair().first())
                .put("second", cross.pair().second())
                .put("sums", cross.sums(), PowerSumsCodec.CODEC::encode)
                .end();
    }

    private record Cross(MetricPair pair, PowerSums sums) {}
}
