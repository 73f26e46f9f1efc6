package northstar.events;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Metric;
import northstar.domain.definition.NorthStar;
import org.jspecify.annotations.Nullable;

/** Reads definition files: one or several YAML documents, in the structures that the details of events have. */
public final class DefinitionDocuments {
    private DefinitionDocuments() {}

    /**
     * Returns what a file declares.
     *
     * @throws MalformedInputException with file and line, if something in it is not as the contract says
     * @throws IOException if the file cannot be read
     */
    public static Definitions read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(Limits.FILE + 1);
        }
        String name = file.toString();
        if (bytes.length > Limits.FILE) {
            String most = Limits.FILE + " bytes";
            throw refusal(name, "more than " + most, "must be at most " + most);
        }
        String text;
        try {
            text = Utf8.text(bytes);
        } catch (MalformedInputException e) {
            throw e.in(name, path -> 0);
        }
        return parse(name, text);
    }

    /**
     * Returns what a text declares.
     *
     * @param name the file's name, as it stands in messages
     * @throws MalformedInputException with all that is not as the contract says, each with its line
     */
    public static Definitions parse(String name, String yaml) {
        Definitions all = Definitions.NONE;
        Problems problems = new Problems();
        boolean empty = true;
        for (YamlTree.Document document : YamlTree.parse(name, yaml)) {
            if (document.content() == null) {
                continue;
            }
            empty = false;
            Definitions before = all;
            try {
                all = Node.root("", document.content()).as(node -> before.plus(definitions(node)));
            } catch (MalformedInputException e) {
                problems.add(e.in(name, document::line));
            }
        }
        if (empty) {
            throw refusal(name, "empty", "must declare something");
        }
        problems.refuse();
        return all;
    }

    private static Definitions definitions(Node node) {
        node.knows("northStar", "metrics", "experiment", "experiments", "defaults");
        Problems problems = new Problems();
        List<NorthStar> stars = new ArrayList<>();
        SortedMap<String, Metric> metrics = new TreeMap<>();
        List<Experiment> experiments = new ArrayList<>();
        part(node.optional("northStar"), problems, star -> stars.add(NorthStarCodec.CODEC.decode(star)));
        part(node.optional("metrics"), problems, all -> metrics.putAll(MetricsCodec.CODEC.decode(all)));
        Node defaults = node.optional("defaults");
        part(defaults, problems, usual -> usual.knows(ExperimentCodec.keys()));
        if (defaults != null && !node.has("experiments")) {
            throw defaults.refusal("must stand beside a list of experiments");
        }
        part(node.optional("experiment"), problems, one -> experiments.add(ExperimentCodec.CODEC.decode(one)));
        part(
                node.optional("experiments"),
                problems,
                list -> experiments.addAll(list.list(one -> ExperimentCodec.CODEC.decode(one.filled(defaults)))));
        problems.refuse();
        return new Definitions(stars, metrics, experiments);
    }

    private static MalformedInputException refusal(String file, String value, String rule) {
        return new MalformedInputException("file", value, rule).in(file, path -> 0);
    }

    /** Reads a part of a document, if it is there, and goes on to the next one if something is wrong in it. */
    private static void part(@Nullable Node node, Problems problems, Consumer<Node> reader) {
        if (node == null) {
            return;
        }
        try {
            node.as(part -> {
                reader.accept(part);
                return part;
            });
        } catch (MalformedInputException e) {
            problems.add(e);
        }
    }
}
