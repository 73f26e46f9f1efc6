package northstar.events;

import java.util.Locale;

/** How the names of an enum stand in documents. */
enum Words {
    /** {@code TOO_EARLY}. */
    CODE,
    /** {@code north-star}. */
    KEBAB,
    /** {@code run longer}. */
    SPACED;

    /** Returns the word for a constant. */
    String of(Enum<?> constant) {
        return switch (this) {
            case CODE -> constant.name();
            case KEBAB -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            case SPACED -> constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
