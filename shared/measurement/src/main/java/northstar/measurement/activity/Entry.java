package northstar.measurement.activity;

import java.time.LocalDateTime;
import java.util.Collection;
import northstar.domain.definition.Experiment;
import northstar.lake.SealedDay;
import org.jooq.Condition;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * What stands for an exposure where nobody was exposed: the first thing that a unit does.
 *
 * @param event the only thing that counts, or null for anything
 */
record Entry(@Nullable String event) {
    /** Returns whether it may have been on a day. */
    boolean isOn(SealedDay day) {
        return event == null
                || day.groups().stream().anyMatch(group -> group.name().equals(event));
    }

    /** Returns the activities that count, in the shape of exposures to the control. */
    Table<?> exposures(Experiment experiment, Collection<String> files) {
        Condition counted = event == null ? DSL.trueCondition() : UnitValues.EVENT.eq(DSL.inline(event));
        return DSL.select(
                        ActivityQueries.unit(experiment).as(ExposureQueries.UNIT),
                        DSL.inline(experiment.key()).as(ExposureQueries.EXPERIMENT),
                        DSL.inline(experiment.control().key()).as(ExposureQueries.VARIANT),
                        DSL.field(DSL.name("at"), LocalDateTime.class).as(ExposureQueries.TIME),
                        DSL.inline((String) null, SQLDataType.VARCHAR).as(ExposureQueries.ATTRIBUTES))
                .from(Functions.files(files))
                .where(counted)
                .asTable("entries");
    }
}
