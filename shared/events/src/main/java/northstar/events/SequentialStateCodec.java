package northstar.events;

import northstar.domain.evaluation.SequentialState;
import northstar.domain.evaluation.SequentialState.Analysis;
import northstar.domain.evaluation.SequentialState.GroupSequential;
import northstar.domain.evaluation.SequentialState.OneSided;
import northstar.domain.evaluation.SequentialState.Running;
import northstar.domain.evaluation.SequentialState.TestState;
import northstar.domain.evaluation.SequentialState.TwoSided;
import org.jspecify.annotations.Nullable;

/** The form of what sequential tests carry from look to look. */
final class SequentialStateCodec extends Codec<SequentialState> {
    static final Codec<SequentialState> CODEC = new SequentialStateCodec();

    private SequentialStateCodec() {}

    @Override
    SequentialState decode(Node node) {
        node.knows("looks", "sampleRatioAlarm", "tests");
        return new SequentialState(
                Value.smallCount(node.member("looks")),
                Value.flag(node.member("sampleRatioAlarm")),
                node.member("tests").map(SequentialStateCodec::running));
    }

    private static Running running(Node node) {
        node.knows("effect", "nonInferiority", "deterioration");
        Node effect = node.nullable("effect");
        return new Running(
                effect == null ? null : effect.as(SequentialStateCodec::ofEffect),
                ofClaim(node.nullable("nonInferiority")),
                ofClaim(node.nullable("deterioration")));
    }

    private static TestState ofEffect(Node node) {
        return node.has("analyses") ? groupSequential(node) : twoSided(node);
    }

    private static @Nullable TestState ofClaim(@Nullable Node node) {
        if (node == null) {
            return null;
        }
        return node.has("analyses") ? groupSequential(node) : oneSided(node);
    }

    private static GroupSequential groupSequential(Node node) {
        node.knows("analyses");
        return new GroupSequential(node.member("analyses").list(SequentialStateCodec::analysis));
    }

    private static Analysis analysis(Node node) {
        node.knows("spendingTime", "information", "pValue", "crossed");
        return new Analysis(
                Value.number(node.member("spendingTime")),
                Value.number(node.member("information")),
                Value.number(node.member("pValue")),
                (int) Value.number(node.member("crossed")));
    }

    private static TwoSided twoSided(Node node) {
        node.knows("burnedIn", "smallestPValue", "rejectedUp", "rejectedDown", "information");
        return new TwoSided(
                Value.flag(node.member("burnedIn")),
                Value.number(node.member("smallestPValue")),
                Value.flag(node.member("rejectedUp")),
                Value.flag(node.member("rejectedDown")),
                Value.number(node.member("information")));
    }

    private static OneSided oneSided(Node node) {
        node.knows("burnedIn", "smallestPValue", "information");
        return new OneSided(
                Value.flag(node.member("burnedIn")),
                Value.number(node.member("smallestPValue")),
                Value.number(node.member("information")));
    }

    @Override
    void encode(JsonOut out, SequentialState state) {
        out.begin()
                .put("looks", state.looks())
                .put("sampleRatioAlarm", state.sampleRatioAlarm())
                .putMap("tests", state.tests(), SequentialStateCodec::encode)
                .end();
    }

    private static void encode(JsonOut out, Running running) {
        out.begin()
                .put("effect", running.effect(), SequentialStateCodec::encode)
                .put("nonInferiority", running.nonInferiority(), SequentialStateCodec::encode)
                .put("deterioration", running.deterioration(), SequentialStateCodec::encode)
                .end();
    }

    private static void encode(JsonOut out, TestState state) {
        switch (state) {
            case TwoSided test ->
                out.begin()
                        .put("burnedIn", test.burnedIn())
                        .put("smallestPValue", test.smallestPValue())
                        .put("rejectedUp", test.rejectedUp())
                        .put("rejectedDown", test.rejectedDown())
                        .put("information", test.information())
                        .end();
            case OneSided test ->
                out.begin()
                        .put("burnedIn", test.burnedIn())
                        .put("smallestPValue", test.smallestPValue())
                        .put("information", test.information())
                        .end();
            case GroupSequential test ->
                out.begin()
                        .putList("analyses", test.analyses(), SequentialStateCodec::encode)
                        .end();
        }
    }

    private static void encode(JsonOut out, Analysis analysis) {
        out.begin()
                .put("spendingTime", analysis.spendingTime())
                .put("information", analysis.information())
                .put("pValue", analysis.pValue())
                .put("crossed", analysis.crossed())
                .end();
    }
}
