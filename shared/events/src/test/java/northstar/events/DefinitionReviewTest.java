package northstar.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionReviewTest {
    private static final String STAR = """
            northStar: {key: star, name: Nights booked per week, coreValue: Guests find a stay they trust, metric: nights}
            metrics:
              nights: {type: mean, event: booked, value: nights}
              searches: {type: mean, event: search}
              amount: {type: mean, column: amount}
              per-gift: {type: ratio, numerator: {column: amount}, denominator: {event: gift}}
              ready: {type: mean}
              funnel: {type: funnel, steps: [a, b]}
              back: {type: retention, event: visit, window: P7D}
              load: {type: quantile, level: 0.9, event: load, value: ms}
              days: {type: active-days, event: visit}
              seats: {type: last, event: plan, value: seats}
              rate: {type: proportion, event: gift}
            """;

    private static DefinitionReview review(String yaml) {
        return DefinitionReview.of(DefinitionDocuments.parse("x.yaml", yaml));
    }

    private static String experiment(String rest) {
        return "experiment: {key: x, feature: f, variants: [{key: a, control: true}, {key: b}], start:"
                + " 2026-10-01T00:00:00Z, end: 2026-10-15T00:00:00Z, " + rest + "}\n";
    }

    @Test
    void of_soundDefinitions_findsNothing() {
        DefinitionReview review = review(
                STAR
                        + experiment(
                                "indicators: [searches], exploratory: [funnel, back, load, days, seats, rate], data: {events: {}}"));

        assertThat(review.errors()).isEmpty();
        assertThat(review.warnings()).isEmpty();
    }

    @Test
    void of_unknownMetrics_areErrors() {
        DefinitionReview review = review("""
                northStar: {key: star, name: n, coreValue: c, metric: nights, outcomes: [money], guardrails: [{metric: ill}],
                  inputs: [{metric: seen}, {metric: seen, drives: felt}]}
                """
                + experiment(
                        "indicators: [serches], guardrails: [{metric: slow}], exploratory: [odd], data: {events: {}}"));

        assertThat(review.errors())
                .containsExactly(
                        "northStar star: metric == \"nights\", must be a defined metric",
                        "northStar star: outcomes[0] == \"money\", must be a defined metric",
                        "northStar star: guardrails[0].metric == \"ill\", must be a defined metric",
                        "northStar star: inputs[0].metric == \"seen\", must be a defined metric",
                        "northStar star: inputs[1].metric == \"seen\", must be a defined metric",
                        "northStar star: inputs[1].drives == \"felt\", must be a defined metric",
                        "experiment x: indicators[0] == \"serches\", must be a defined metric",
                        "experiment x: guardrails[0].metric == \"slow\", must be a defined metric",
                        "experiment x: exploratory[0] == \"odd\", must be a defined metric");
    }

    @Test
    void of_experimentWithoutItsNorthStar_isAnError() {
        assertThat(review(experiment("data: {events: {}}")).errors())
                .containsExactly("experiment x: northStar == absent, must be given where 0 are defined");
        assertThat(review(STAR + experiment("northStar: sun, data: {events: {}}"))
                        .errors())
                .containsExactly("experiment x: northStar == \"sun\", must be defined");
        assertThat(review(STAR + "---\nnorthStar: {key: sun, name: n, coreValue: c, metric: nights}\n"
                                + experiment("data: {events: {}}"))
                        .errors())
                .containsExactly("experiment x: northStar == absent, must be given where 2 are defined");
        assertThat(review(STAR + experiment("northStar: star, data: {events: {}}"))
                        .errors())
                .isEmpty();
    }

    @Test
    void of_metricsThatTheDoorCannotMeasure_areErrors() {
        assertThat(review(STAR
                                + experiment("indicators: [amount, funnel], exploratory: [per-gift, ready],"
                                        + " data: {units: {file: u.csv, variant: g}}"))
                        .errors())
                .containsExactly(
                        "experiment x: metric \"nights\" must name a column, since the data are a table of units",
                        "experiment x: metric \"funnel\" must name a column, since the data are a table of units",
                        "experiment x: metric \"per-gift\" must name a column, since the data are a table of units",
                        "experiment x: metric \"ready\" must name a column, since the data are a table of units");
        assertThat(review(STAR + experiment("indicators: [ready, rate, load], data: {aggregates: {}}"))
                        .errors())
                .containsExactly(
                        "experiment x: metric \"load\" must be of type mean or proportion, since the data are aggregates");
        assertThat(review(STAR + experiment("indicators: [ready, amount], data: {events: {}}"))
                        .errors())
                .containsExactly(
                        "experiment x: metric \"ready\" must name an event, since the data are events",
                        "experiment x: metric \"amount\" must name an event, since the data are events");
    }

    @Test
    void of_manyIndicators_isAWarning() {
        DefinitionReview review = review(STAR.replace(
                        "metric: nights}",
                        "metric: nights, inputs: [{metric: rate}, {metric: rate}, {metric: rate}, {metric: rate}, {metric:"
                                + " rate}, {metric: rate}]}")
                + experiment("indicators: [searches, funnel, back, load, days, seats], data: {events: {}}"));

        assertThat(review.errors()).isEmpty();
        assertThat(review.warnings())
                .containsExactly(
                        "northStar star: inputs.length == 6, should be at most 5",
                        "experiment x: indicators.length == 6, should be at most 5");
    }

    @Test
    void of_northStarWithoutSentence_isAWarning() {
        assertThat(review("northStar: {key: star, metric: m}\nmetrics: {m: {type: mean}}\n")
                        .warnings())
                .containsExactly(
                        "northStar star: name == absent, should be given, so that the North Star can be said in one sentence",
                        "northStar star: coreValue == absent, should be given, so that the North Star can be said in one"
                                + " sentence");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Registrations per week | registrations can rise without it: people register without ever coming back",
                "registered users       | registrations can rise without it: people register without ever coming back",
                "Accounts created       | registrations can rise without it: people register without ever coming back",
                "Sign-ups               | sign ups can rise without it: people sign up without ever coming back",
                "weekly signups         | sign ups can rise without it: people sign up without ever coming back",
                "Page views             | page views can rise without it: they rise, too, when more pages are needed for the same",
                "pageviews              | page views can rise without it: they rise, too, when more pages are needed for the same",
                "Ad impressions         | page views can rise without it: they rise, too, when more pages are needed for the same",
                "Visits                 | visits can rise without it: people can be sent to a page that gives them nothing",
                "unique visitors        | visits can rise without it: people can be sent to a page that gives them nothing",
                "Logins                 | logins can rise without it: whoever is logged out more often logs in more often",
                "log-ins                | logins can rise without it: whoever is logged out more often logs in more often",
                "App opens              | logins can rise without it: whoever is logged out more often logs in more often",
                "app downloads          | downloads can rise without it: what was downloaded need not be used",
                "Installs               | downloads can rise without it: what was downloaded need not be used",
                "nights booked to date  | totals to date can rise without it: a total to date can only rise, whatever is done",
                "cumulative orders      | totals to date can rise without it: a total to date can only rise, whatever is done"
            })
    void of_vanityName_isAWarningWithItsReason(String name, String reason) {
        assertThat(review("northStar: {key: star, name: " + name
                                + ", coreValue: c, metric: m}\nmetrics: {m: {type: mean}}\n")
                        .warnings())
                .containsExactly(
                        "northStar star: name == \"" + name + "\", should tell value for customers: " + reason);
    }

    @Test
    void of_vanityMetricOrEvent_isAWarning() {
        assertThat(review(
                                "northStar: {key: star, name: n, coreValue: c, metric: logins}\nmetrics: {logins: {type: mean,"
                                        + " event: user_signed_up}}\n")
                        .warnings())
                .containsExactly(
                        "northStar star: metric == \"logins\", should tell value for customers: logins can rise without it:"
                                + " whoever is logged out more often logs in more often",
                        "northStar star: event of the metric == \"user_signed_up\", should tell value for customers: sign ups"
                                + " can rise without it: people sign up without ever coming back");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nights booked per week",
                "Songs played",
                "Revisited plans",
                "Catalogins",
                "Orders delivered on time"
            })
    void of_nameOfValue_isNoWarning(String name) {
        assertThat(review("northStar: {key: star, name: " + name
                                + ", coreValue: c, metric: m}\nmetrics: {m: {type: mean}}\n")
                        .warnings())
                .isEmpty();
    }

    @Test
    void plus_twoFiles_areReviewedTogether() {
        Definitions star = DefinitionDocuments.parse("star.yaml", STAR);
        Definitions experiment =
                DefinitionDocuments.parse("x.yaml", experiment("indicators: [searches], data: {events: {}}"));

        assertThat(DefinitionReview.of(experiment.plus(star)).errors()).isEmpty();
        assertThatThrownBy(() -> star.plus(star))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("metrics.amount == a second time, must be declared only once");
    }
}
