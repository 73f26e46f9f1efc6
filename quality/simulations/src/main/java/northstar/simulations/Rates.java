package northstar.simulations;

/**
 * What a method said in many experiments of one kind.
 *
 * @param runs experiments
 * @param decided of which it gave a result
 * @param rejected of all experiments, in which it found an effect
 * @param covered of those decided, in which its intervals held the truth
 * @param relative of those decided, in which there was a relative interval
 * @param relativeCovered of those, in which it held the truth
 * @param variance sum over those decided of the squared standard error at the last look
 */
record Rates(
        long runs, long decided, long rejected, long covered, long relative, long relativeCovered, double variance) {
    static final Rates NONE = new Rates(0, 0, 0, 0, 0, 0, 0);

    Rates plus(Outcome outcome) {
        return new Rates(
                runs + 1,
                decided + (outcome.isDecided() ? 1 : 0),
                rejected + (outcome.rejects() ? 1 : 0),
                covered + (outcome.isDecided() && outcome.covers() ? 1 : 0),
                relative + (outcome.relative() == Outcome.Coverage.NONE ? 0 : 1),
                relativeCovered + (outcome.relative() == Outcome.Coverage.YES ? 1 : 0),
                variance + outcome.variance());
    }

    Rates plus(Rates other) {
        return new Rates(
                runs + other.runs,
                decided + other.decided,
                rejected + other.rejected,
                covered + other.covered,
                relative + other.relative,
                relativeCovered + other.relativeCovered,
                variance + other.variance);
    }

    /** Returns a true effect in standard errors of the last look, by the mean of their squares; 0 if nothing was decided. */
    double drift(double effect) {
        return decided == 0 ? 0 : effect / Math.sqrt(variance / decided);
    }
}
