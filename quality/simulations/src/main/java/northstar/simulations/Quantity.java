package northstar.simulations;

/** What is counted in many experiments of one kind. */
enum Quantity {
    /** Experiments without effect in which one was found, at the last look or at any. */
    FALSE_POSITIVES("found without effect"),
    /** Experiments without effect whose intervals hold 0, those of all looks. */
    COVERAGE("covered without effect"),
    /** Experiments with an effect whose intervals hold it, those of all looks. */
    COVERAGE_WITH_EFFECT("covered with effect"),
    /** Experiments with an effect whose last relative interval holds it. */
    RELATIVE_COVERAGE("relative covered"),
    /** Experiments with an effect in which one was found. */
    POWER("power");

    private final String label;

    Quantity(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Returns how many of how many it was. */
    Share of(Rates without, Rates with) {
        return switch (this) {
            case FALSE_POSITIVES -> new Share(without.rejected(), without.runs());
            case COVERAGE -> new Share(without.covered(), without.decided());
            case COVERAGE_WITH_EFFECT -> new Share(with.covered(), with.decided());
            case RELATIVE_COVERAGE -> new Share(with.relativeCovered(), with.relative());
            case POWER -> new Share(with.rejected(), with.runs());
        };
    }

    /**
     * Returns what was promised.
     *
     * @param method who promised
     * @param power what theory expects of it
     */
    Promise promise(Method method, double power) {
        boolean isExact = method != Method.ANYTIME && !(this == RELATIVE_COVERAGE && method != Method.FIXED);
        return switch (this) {
            case FALSE_POSITIVES -> new Promise(Method.ALPHA, false, !isExact);
            case COVERAGE, COVERAGE_WITH_EFFECT, RELATIVE_COVERAGE -> new Promise(1 - Method.ALPHA, !isExact, false);
            case POWER -> new Promise(power, false, false);
        };
    }

    /**
     * A number of experiments among many.
     *
     * @param hits how many
     * @param trials of how many
     */
    record Share(long hits, long trials) {
        double value() {
            return trials == 0 ? 0 : (double) hits / trials;
        }
    }

    /**
     * What a share should be.
     *
     * @param value the share
     * @param isLeast whether more is as good
     * @param isMost whether less is as good
     */
    record Promise(double value, boolean isLeast, boolean isMost) {
        /** Beyond this many standard deviations one of a thousand shares lies. */
        private static final double BAND = 3.2905;

        /** Returns whether a share is what chance makes of the promise. */
        boolean isKeptBy(Share share) {
            double band = BAND * Math.sqrt(value * (1 - value) / Math.max(1, share.trials()));
            double miss = share.value() - value;
            // Half a hit for the steps between shares.
            double step = 0.5 / Math.max(1, share.trials());
            return (isLeast || miss <= band + step) && (isMost || -miss <= band + step);
        }
    }
}
