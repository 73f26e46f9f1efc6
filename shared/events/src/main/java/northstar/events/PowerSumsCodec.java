package northstar.events;

import java.math.BigDecimal;
import java.util.List;
import northstar.domain.moments.PowerSums;
import org.jspecify.annotations.Nullable;

/** The form of exact sums: decimals are texts, so that no reader rounds them. */
final class PowerSumsCodec extends Codec<PowerSums> {
    static final Codec<PowerSums> CODEC = new PowerSumsCodec();

    private PowerSumsCodec() {}

    @Override
    PowerSums decode(Node node) {
        node.knows("n", "values", "products", "cubes");
        return new PowerSums(
                Value.count(node.member("n")),
                node.member("values").list(Value::exactDecimal),
                decimals(node.nullable("products")),
                decimals(node.nullable("cubes")));
    }

    private static @Nullable List<BigDecimal> decimals(@Nullable Node node) {
        return node == null ? null : node.list(Value::exactDecimal);
    }

    @Override
    void encode(JsonOut out, PowerSums sums) {
        out.begin()
                .put("n", sums.n())
                .put("values", texts(sums.values()))
                .put("products", texts(sums.products()))
                .put("cubes", texts(sums.cubes()))
                .end();
    }

    private static @Nullable List<String> texts(@Nullable List<BigDecimal> decimals) {
        return decimals == null
                ? null
                : decimals.stream().map(BigDecimal::toString).toList();
    }
}
