/**
 * Evaluations and rankings as people read them, and as rows of a spreadsheet; pure.
 *
 * <p>{@link northstar.cli.report.EvaluationReport} and {@link northstar.cli.report.RankingReport} are for people,
 * {@link northstar.cli.report.EffectRows} and {@link northstar.cli.report.FeatureRows} for spreadsheets.
 */
@NullMarked
package northstar.cli.report;

import org.jspecify.annotations.NullMarked;
