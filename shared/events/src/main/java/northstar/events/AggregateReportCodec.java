package northstar.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import northstar.domain.moments.AggregateReport;
import northstar.domain.moments.AggregateReport.Row;
import org.jspecify.annotations.Nullable;

/** The form of the numbers of one checkpoint: {@code {experiment, at, rows}}. */
final class AggregateReportCodec extends Codec<AggregateReport> {
    static final Codec<AggregateReport> CODEC = new AggregateReportCodec();

    private AggregateReportCodec() {}

    @Override
    AggregateReport decode(Node node) {
        node.knows("experiment", "at", "rows");
        return report(node, Value.instant(node.member("at")));
    }

    static AggregateReport report(Node node, Instant at) {
        List<Row> rows = node.member("rows").list(AggregateReportCodec::row);
        return new AggregateReport(Value.text(node.member("experiment")), at, rows);
    }

    private static Row row(Node node) {
        node.knows("variant", "metric", "n", "mean", "variance", "m3");
        return new Row(
                Value.text(node.member("variant")),
                Value.text(node.member("metric")),
                Value.count(node.member("n")),
                Value.decimal(node.member("mean")),
                known(node.member("variance")),
                known(node.optional("m3")));
    }

    private static @Nullable BigDecimal known(@Nullable Node node) {
        return node == null || node.isNull() ? null : Value.decimal(node);
    }

    @Override
    void encode(JsonOut out, AggregateReport report) {
        out.begin();
        members(out, report);
        out.end();
    }

    static void members(JsonOut out, AggregateReport report) {
        out.put("experiment", report.experiment())
                .put("at", report.at())
                .putList("rows", report.rows(), AggregateReportCodec::encode);
    }

    private static void encode(JsonOut out, Row row) {
        out.begin()
                .put("variant", row.variant())
                .put("metric", row.metric())
                .put("n", row.n())
                .put("mean", row.mean())
                .put("variance", row.variance())
                .putIfAny("m3", row.m3())
                .end();
    }
}
