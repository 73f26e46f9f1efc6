package northstar.events;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import northstar.domain.Reason;

/** Draws the parts of structures at random: the same seed, the same structure. */
abstract class Drawn {
    private static final List<String> TEXTS = List.of(
            "plain",
            "with \"quotes\" and \\",
            "line\nbreak\ttab",
            "Zürich 東京 \uD83D\uDE80",
            "</script>",
            "a\u2028b",
            " x ",
            "null",
            "1e5");

    final Random random;

    Drawn(long seed) {
        random = new Random(seed);
    }

    boolean coin() {
        return random.nextBoolean();
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }

    <T> T maybe(Supplier<T> draw) {
        return coin() ? draw.get() : null;
    }

    <T> List<T> some(Supplier<T> draw) {
        List<T> drawn = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            drawn.add(draw.get());
        }
        return drawn;
    }

    List<String> someKeys() {
        return some(this::key).stream().distinct().toList();
    }

    String key() {
        return oneOf(List.of("a", "nights-booked", "x9", "0-zero", "search-ranking-v2", "b".repeat(48)));
    }

    String text() {
        return oneOf(TEXTS);
    }

    double real() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> random.nextInt(1000);
            case 2 -> -random.nextDouble();
            case 3 -> random.nextDouble() * 1e-300;
            case 4 -> random.nextDouble() * 1e300;
            default -> random.nextDouble();
        };
    }

    double unit() {
        return Math.max(1e-12, random.nextDouble());
    }

    double positive() {
        return Math.abs(real()) + 1e-9;
    }

    long count() {
        return random.nextLong(1L << 50);
    }

    Instant instant() {
        return Instant.ofEpochSecond(random.nextInt(), coin() ? 0 : random.nextInt(1_000_000_000));
    }

    Duration duration() {
        return Duration.ofSeconds(1 + random.nextInt(10_000_000)).multipliedBy(coin() ? 1 : 86);
    }

    Duration days() {
        return Duration.ofDays(1 + random.nextInt(60));
    }

    LocalDate date() {
        return LocalDate.ofEpochDay(random.nextInt(40_000));
    }

    BigDecimal decimal() {
        return new BigDecimal(new java.math.BigInteger(1 + random.nextInt(150), random), random.nextInt(60) - 20)
                .multiply(BigDecimal.valueOf(coin() ? 1 : -1));
    }

    Reason reason() {
        return oneOf(Reason.values());
    }

    List<Reason> reasons() {
        return some(this::reason).stream().distinct().toList();
    }
}
