package northstar.events;

import java.util.Locale;
import java.util.Optional;

/** The kinds of events that the product knows, named as in the {@code detail-type} of their envelope. */
public enum DetailType {
    NORTH_STAR_DEFINED("North Star Defined"),
    METRICS_DEFINED("Metrics Defined"),
    EXPERIMENT_LAUNCHED("Experiment Launched"),
    EXPERIMENT_CHANGED("Experiment Changed"),
    EXPERIMENT_STOPPED("Experiment Stopped"),
    FEATURE_SHIPPED("Feature Shipped"),
    FEATURE_ROLLED_BACK("Feature Rolled Back"),
    DECISION_RECORDED("Decision Recorded"),
    AGGREGATES_REPORTED("Aggregates Reported"),
    EVALUATION_DUE("Evaluation Due"),
    EXPERIMENT_MEASURED("Experiment Measured"),
    EXPERIMENT_EVALUATED("Experiment Evaluated"),
    ATTENTION_NEEDED("Attention Needed"),
    FEATURES_RANKED("Features Ranked"),
    DEFINITION_REGISTERED("Definition Registered"),
    DEFINITION_REJECTED("Definition Rejected"),
    EXPOSURE("Exposure"),
    ACTIVITY("Activity"),
    EVENTS_LANDED("Events Landed");

    private final String title;

    DetailType(String title) {
        this.title = title;
    }

    /** Returns the text of {@code detail-type}. */
    public String title() {
        return title;
    }

    /** Returns the name of the folder under {@code events/} that holds its schema and samples. */
    public String folder() {
        return title.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** Returns whether such an event declares or decides something. */
    public boolean isDefinition() {
        return compareTo(DECISION_RECORDED) <= 0;
    }

    /** Returns the kind of event that a {@code detail-type} names, if the product knows it. */
    public static Optional<DetailType> of(String title) {
        for (DetailType type : values()) {
            if (type.title.equals(title)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
