package northstar.statistics;

/**
 * Check that a covariate has the same mean in both arms before the experiment could change anything.
 *
 * @param covariate index among the covariates, from 0
 * @param difference treatment mean minus control mean
 * @param standardError standard error of the difference, above 0
 * @param statistic {@code difference / standardError}, standard normal if units were assigned at random
 * @param pValue two-sided; investigate below 0.001 / number of covariates, do not "fix" it by adjusting
 */
public record CovariateCheck(int covariate, double difference, double standardError, double statistic, double pValue) {}
