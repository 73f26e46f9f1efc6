package northstar.cli.lake;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import northstar.lake.Lake;
import northstar.lake.Landed;
import northstar.lake.Landing;
import northstar.lake.Manifests;
import northstar.lake.RawReader;
import northstar.lake.engine.DuckDb;
import northstar.lake.imports.Readers;

/** The records of a lake that were refused. */
public final class RefusedRecords {
    private final Lake lake;
    private final DuckDb.Limits limits;

    RefusedRecords(Lake lake, DuckDb.Limits limits) {
        this.lake = lake;
        this.limits = limits;
    }

    /** Returns those of a bucket, given a folder for copies of its objects. */
    public static RefusedRecords ofBucket(Function<Path, Lake> bucket) {
        DuckDb.Limits limits = DuckDb.Limits.ofMachine();
        return new RefusedRecords(bucket.apply(limits.spillParent()), limits);
    }

    /**
     * Reads their objects again.
     *
     * @param progress hears what is being done
     * @param landed hears what landed of each object, and how many of its records were refused before
     */
    public List<Redriven> tryAgain(Consumer<String> progress, ObjLongConsumer<Landed> landed) {
        List<Redriven> redriven = new ArrayList<>();
        for (Landed before : new Manifests(lake).landed()) {
            Optional<String> rejected = before.complete() ? before.rejected() : Optional.empty();
            if (rejected.isPresent()) {
                progress.accept("Trying " + before.object() + " again…");
                landing().redrive(rejected.get()).ifPresent(now -> {
                    redriven.add(new Redriven(before.object(), before.refused(), now.refused()));
                    landed.accept(now, before.refused());
                });
            }
        }
        return List.copyOf(redriven);
    }

    private Landing landing() {
        return new Landing(limits, lake, key -> Readers.of(key).orElseGet(RawReader::new));
    }
}
