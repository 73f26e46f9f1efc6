package northstar.lake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import northstar.lake.engine.DuckDb;
import org.jspecify.annotations.Nullable;

/**
 * Seals days: all parts of a day become one table in which each thing stands once.
 *
 * <p>A row counts unless another one is the same thing and comes before it. Activities are the same thing if they have one
 * id and their days are at most {@value #REACH} days apart; exposures if experiment, variant, unit and time are equal. Before
 * comes what was received earlier; of what was received at once, what has the smaller MD5 of all it says. So a day is a
 * function of the parts that lie at most {@value #REACH} days around it, in whatever order they came.
 *
 * <p>A day is sealed again when its parts are others than those that its manifest names, and when the parts of another
 * day hold one of its ids for the first time, or no more. Those days are sealed first: a crash in between leaves a day that
 * is seen to be unsealed, and sealing it does the rest. Thread-safe.
 */
public final class DaySeals implements SealedDays {
    /** So many days around a day, an id means the same activity. */
    public static final int REACH = 7;

    private static final int ATTEMPTS = 10;
    private static final LocalDate FIRST = Times.day(Times.EARLIEST);
    private static final LocalDate LAST = Times.day(Times.LATEST);

    private final DuckDb.Limits limits;
    private final Lake lake;
    private final SealLease lease;
    private final Manifests manifests;
    private final SealedManifests sealed;

    /**
     * Makes the seals of a lake.
     *
     * @param limits what the SQL engine may use; each sealing has an engine of its own
     * @param lake the lake
     * @param lease keeps others from sealing at the same time
     */
    public DaySeals(DuckDb.Limits limits, Lake lake, SealLease lease) {
        this.limits = limits;
        this.lake = lake;
        this.lease = lease;
        this.manifests = new Manifests(lake);
        this.sealed = new SealedManifests(lake);
    }

    @Override
    public SortedSet<LocalDate> days(Kind kind) {
        return PartList.days(lake, kind);
    }

    @Override
    public Lake lake() {
        return lake;
    }

    @Override
    public List<SealedDay> seal(Kind kind, LocalDate from, LocalDate to) {
        LocalDate first = from.isBefore(FIRST) ? FIRST : from;
        LocalDate last = to.isAfter(LAST) ? LAST : to;
        if (first.isAfter(last)) {
            return List.of();
        }
        return lease.holding(kind.name().toLowerCase(Locale.ROOT), () -> sealed(kind, first, last));
    }

    private List<SealedDay> sealed(Kind kind, LocalDate from, LocalDate to) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<List<SealedDay>> sealed = attempt(kind, from, to);
            if (sealed.isPresent()) {
                return sealed.get();
            }
        }
        throw new IllegalStateException("parts are replaced faster than they are sealed");
    }

    /** Seals, unless a part vanishes meanwhile because its object is landed anew. */
    private Optional<List<SealedDay>> attempt(Kind kind, LocalDate from, LocalDate to) {
        int reach = reach(kind);
        PartList list = PartList.read(lake, sealed, kind, from.minusDays(3L * reach), to.plusDays(3L * reach));
        List<LocalDate> dirty = list.days(from.minusDays(reach), to.plusDays(reach)).stream()
                .filter(list::isDirty)
                .toList();
        Map<LocalDate, SealedDay> now = new TreeMap<>(list.sealed());
        if (!dirty.isEmpty()) {
            try (Copies copies = new Copies(lake, list.around(dirty, 2 * reach))) {
                if (!copies.isWhole()) {
                    return Optional.empty();
                }
                now.putAll(seal(kind, list, dirty, copies));
            }
        }
        return Optional.of(now.values().stream()
                .filter(day -> !day.day().isBefore(from) && !day.day().isAfter(to))
                .toList());
    }

    private static int reach(Kind kind) {
        return switch (kind) {
            case EXPOSURES -> 0;
            case ACTIVITIES -> REACH;
        };
    }

    private Map<LocalDate, SealedDay> seal(Kind kind, PartList list, List<LocalDate> dirty, Copies copies) {
        Map<LocalDate, SealedDay> sealed = new TreeMap<>();
        int reach = reach(kind);
        try (Scratch scratch = new Scratch(limits.spillParent());
                Engine engine = new Engine(limits)) {
            DayTables tables = new DayTables(kind, reach, engine, scratch);
            SortedSet<LocalDate> concerned = concerned(tables, list, dirty, copies, reach);
            List<LocalDate> days = new ArrayList<>(concerned);
            days.addAll(dirty);
            tables.judge(copies.files(list.around(days, reach)));
            for (LocalDate day : days) {
                DayTables.Table table = tables.write(day, copies.files(list.parts(day)));
                sealed.put(day, store(table, list.names(day), list.sealed().get(day)));
            }
        }
        return sealed;
    }

    /** Returns the sealed days that have to be sealed again because of what is new on the dirty ones. */
    private static SortedSet<LocalDate> concerned(
            DayTables tables, PartList list, List<LocalDate> dirty, Copies copies, int reach) {
        SortedSet<LocalDate> concerned = new TreeSet<>();
        for (LocalDate day : dirty) {
            SortedSet<LocalDate> near = new TreeSet<>();
            for (LocalDate other : list.days(day.minusDays(reach), day.plusDays(reach))) {
                // Another dirty day is sealed now, or when it is asked for.
                if (!list.isDirty(other)) {
                    near.add(other);
                }
            }
            if (list.hasLost(day)) {
                concerned.addAll(near);
            } else if (!near.isEmpty()) {
                concerned.addAll(
                        tables.sharing(copies.files(list.added(day)), copies.files(list.around(near, 0)), near));
            }
        }
        return concerned;
    }

    private SealedDay store(DayTables.Table table, List<String> parts, @Nullable SealedDay before) {
        SealedDay sealed = table.sealed(parts);
        if (sealed.equals(before)
                && (sealed.table() == null || lake.find(sealed.table()).isPresent())) {
            return sealed;
        }
        if (sealed.table() != null) {
            lake.put(sealed.table(), table.file());
        }
        manifests.put(sealed);
        for (Lake.StoredObject older : lake.list(sealed.kind().table(sealed.day()))) {
            if (!older.key().equals(sealed.table())) {
                lake.delete(older.key());
            }
        }
        return sealed;
    }
}
