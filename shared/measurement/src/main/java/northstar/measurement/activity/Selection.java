package northstar.measurement.activity;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.definition.Condition;
import northstar.domain.definition.Source.Activities;
import northstar.domain.definition.Source.Occurrence;

/**
 * Which activities count.
 *
 * @param event their name
 * @param where conditions on properties, all of which have to hold
 * @param isFirstEver whether only the first of a unit's matching activities counts, whenever it was
 */
record Selection(String event, SortedMap<String, List<Condition>> where, boolean isFirstEver) {
    Selection {
        where = Collections.unmodifiableSortedMap(new TreeMap<>(where));
    }

    static Selection of(Activities source) {
        return new Selection(source.event(), new TreeMap<>(source.where()), source.occurrence() == Occurrence.FIRST);
    }

    static Selection ofStep(String event) {
        return new Selection(event, new TreeMap<>(Map.of()), false);
    }
}
