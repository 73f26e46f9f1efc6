package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class WorkedExamplesTest {
    @ParameterizedTest
    @CsvFileSource(resources = "worked-examples.csv", useHeadersInDisplayName = true)
    void library_inputsOfTheExample_printedDigits(String example, String quantity, String expected) {
        double value = new BigDecimal(expected).doubleValue();
        double lastDigit = Math.pow(10, -new BigDecimal(expected).scale());
        double tolerance = Math.max(1e-9 * Math.abs(value), 0.500001 * lastDigit);

        assertThat(WorkedExamples.of(example))
                .hasEntrySatisfying(quantity, actual -> assertThat(actual).isCloseTo(value, within(tolerance)));
    }
}
