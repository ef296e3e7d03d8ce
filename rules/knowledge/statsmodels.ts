/** statsmodels: models get their rows when made; `fit` takes none and gives a results object. */
import type { Api, EstimatorApi, LibraryKnowledge } from '../api/python/knowledge.ts';
import { data, estimator, plainFunction } from './entry.ts';

type Facts = Partial<Omit<EstimatorApi, 'is' | 'names' | 'parameters'>>;

const RESULTS = 'statsmodels.base.model.Results';
const FORECASTS = 'statsmodels.tsa.base.tsa_model.TimeSeriesModelResults';
const WITHOUT_ROWS = { fit: { parameters: [], features: null, labels: null } } as const satisfies Facts;

const model = (signature: string, task: EstimatorApi['task'], facts: Facts = {}): EstimatorApi =>
  estimator(signature, {
    role: 'model',
    learns: 'labels',
    by: 'model',
    ...(task === undefined ? {} : { task }),
    output: task === 'classification' ? 'probabilities' : 'values',
    data: { features: 'exog', labels: 'endog' },
    ...WITHOUT_ROWS,
    methods: { fit: ['fit', 'fit_regularized'] },
    methodParameters: { fit: [], fit_regularized: [] },
    fitReturns: RESULTS,
    bases: [],
    ...facts,
  });
const regression = (signature: string): EstimatorApi => model(signature, 'regression');
const classification = (signature: string): EstimatorApi => model(signature, 'classification');
const forecast = (signature: string, facts: Facts = {}): EstimatorApi => model(signature, 'forecast', { fitReturns: FORECASTS, methodParameters: { fit: [], predict: ['params'] }, ...facts });
/** `endog` only; what may be given beside it is no label. */
const series = (signature: string): EstimatorApi => forecast(signature, { data: { features: 'endog', labels: null } });
const formula = (name: string, task: EstimatorApi['task'], parameters = 'formula, data, subset, drop_cols'): EstimatorApi => model(`statsmodels.formula.api.${name}(${parameters})`, task, { data: { features: null, labels: null, frame: 'data' } });
const test = (signature: string): Api => plainFunction(signature, { tags: ['statistical-test'] });

export const statsmodels: LibraryKnowledge = {
  library: 'statsmodels',
  distributions: ['statsmodels'],
  version: '0.15.0',
  aliases: {
    'statsmodels.api.tsa': 'statsmodels.tsa.api',
    'statsmodels.api.formula': 'statsmodels.formula.api',
    'statsmodels.regression.linear_model': 'statsmodels.api',
    'statsmodels.discrete.discrete_model': 'statsmodels.api',
    'statsmodels.genmod.generalized_linear_model': 'statsmodels.api',
    'statsmodels.robust.robust_linear_model': 'statsmodels.api',
    'statsmodels.tools.tools': 'statsmodels.api',
    'statsmodels.tools': 'statsmodels.api',
    'statsmodels.tsa.statespace.sarimax': 'statsmodels.tsa.api',
    'statsmodels.tsa.holtwinters': 'statsmodels.tsa.api',
    'statsmodels.tsa.ar_model': 'statsmodels.tsa.api',
    'statsmodels.tsa.vector_ar.var_model': 'statsmodels.tsa.api',
    'statsmodels.tsa.seasonal': 'statsmodels.tsa.api',
    'statsmodels.tsa.stattools': 'statsmodels.tsa.api',
  },
  entries: [
    regression('statsmodels.api.OLS(endog, exog, missing, hasconst)'),
    regression('statsmodels.api.WLS(endog, exog, weights, missing, hasconst)'),
    regression('statsmodels.api.GLS(endog, exog, sigma, missing, hasconst)'),
    regression('statsmodels.api.GLSAR(endog, exog, rho, missing, hasconst)'),
    regression('statsmodels.api.RLM(endog, exog, M, missing)'),
    regression('statsmodels.api.QuantReg(endog, exog)'),
    regression('statsmodels.api.RecursiveLS(endog, exog, constraints)'),
    regression('statsmodels.api.Poisson(endog, exog, offset, exposure, missing, check_rank)'),
    regression('statsmodels.api.NegativeBinomial(endog, exog, loglike_method, offset, exposure, missing, check_rank)'),
    regression('statsmodels.api.NegativeBinomialP(endog, exog, p, offset, exposure, missing, check_rank)'),
    regression('statsmodels.api.GeneralizedPoisson(endog, exog, p, offset, exposure, missing, check_rank)'),
    regression('statsmodels.api.ZeroInflatedPoisson(endog, exog, exog_infl, offset, exposure, inflation, missing)'),
    regression('statsmodels.api.ZeroInflatedNegativeBinomialP(endog, exog, exog_infl, offset, exposure, inflation, p, missing)'),
    regression('statsmodels.api.MixedLM(endog, exog, groups, exog_re, exog_vc, use_sqrt, missing)'),
    regression('statsmodels.api.PHReg(endog, exog, status, entry, strata, offset, ties, missing)'),
    model('statsmodels.api.GLM(endog, exog, family, offset, exposure, freq_weights, var_weights, missing)', 'either'),
    model('statsmodels.api.GEE(endog, exog, groups, time, family, cov_struct, missing, offset, exposure, dep_data, constraint, update_dep, weights)', 'either'),
    classification('statsmodels.api.Logit(endog, exog, offset, check_rank)'),
    classification('statsmodels.api.Probit(endog, exog, offset, check_rank)'),
    classification('statsmodels.api.MNLogit(endog, exog, check_rank)'),
    classification('statsmodels.api.ConditionalLogit(endog, exog, missing)'),
    formula('ols', 'regression'),
    formula('wls', 'regression'),
    formula('gls', 'regression'),
    formula('glsar', 'regression'),
    formula('rlm', 'regression'),
    formula('quantreg', 'regression'),
    formula('mixedlm', 'regression', 'formula, data, re_formula, vc_formula, subset'),
    formula('poisson', 'regression'),
    formula('negativebinomial', 'regression'),
    formula('phreg', 'regression', 'formula, data, status, entry, strata, offset, subset'),
    formula('glm', 'either'),
    formula('gee', 'either', 'formula, groups, data, subset'),
    formula('logit', 'classification'),
    formula('probit', 'classification'),
    formula('mnlogit', 'classification'),
    estimator(RESULTS, { role: 'model', learns: 'labels', by: 'model', output: 'values', bases: [], methods: { predict: ['predict', 'get_prediction'] }, methodParameters: { predict: ['exog', 'transform'], get_prediction: ['exog', 'transform'] } }),

    forecast('statsmodels.tsa.arima.model.ARIMA(endog, exog, order, seasonal_order, trend, enforce_stationarity, enforce_invertibility, concentrate_scale, trend_offset, dates, freq, missing, validate_specification, validate_exog)', { data: { features: 'exog', labels: 'endog' } }),
    forecast('statsmodels.tsa.arima_model.ARIMA(endog, order, exog, dates, freq, missing)', { lifetime: { deprecated: '0.12', removed: '0.13', replacement: 'statsmodels.tsa.arima.model.ARIMA' } }),
    forecast('statsmodels.tsa.arima_model.ARMA(endog, order, exog, dates, freq, missing)', { lifetime: { deprecated: '0.12', removed: '0.13', replacement: 'statsmodels.tsa.arima.model.ARIMA' } }),
    forecast('statsmodels.tsa.api.SARIMAX(endog, exog, order, seasonal_order, trend, measurement_error, time_varying_regression, mle_regression, simple_differencing, enforce_stationarity, enforce_invertibility, hamilton_representation, concentrate_scale, trend_offset, use_exact_diffuse, dates, freq, missing, validate_specification, validate_exog)'),
    forecast('statsmodels.tsa.api.AutoReg(endog, lags, trend, seasonal, exog, hold_back, period, missing, *, deterministic)'),
    series('statsmodels.tsa.api.VAR(endog, exog, dates, freq, missing)'),
    series('statsmodels.tsa.api.ExponentialSmoothing(endog, trend, damped_trend, seasonal, *, seasonal_periods, initialization_method, initial_level, initial_trend, initial_seasonal, use_boxcox, bounds, dates, freq, missing)'),
    series('statsmodels.tsa.api.SimpleExpSmoothing(endog, initialization_method, initial_level)'),
    series('statsmodels.tsa.api.Holt(endog, exponential, damped_trend, initialization_method, initial_level, initial_trend)'),
    estimator(FORECASTS, { role: 'model', learns: 'labels', by: 'model', task: 'forecast', output: 'values', bases: [], methods: { predict: ['predict', 'forecast', 'get_forecast', 'get_prediction'] }, methodParameters: { predict: ['start', 'end', 'dynamic'], forecast: ['steps'], get_forecast: ['steps'], get_prediction: ['start', 'end', 'dynamic'] } }),
    data('statsmodels.tsa.api.seasonal_decompose(x, model, filt, period, two_sided, extrapolate_trend)', { rows: 'same', learns: 'statistics', by: 'decomposition', returns: 'unknown' }),
    data('statsmodels.tsa.api.STL(endog, period, seasonal, trend, low_pass)', { rows: 'same', learns: 'statistics', by: 'decomposition', returns: 'unknown' }),
    data('statsmodels.api.add_constant(data, prepend, has_constant)', { rows: 'same' }),
    data('statsmodels.api.PCA(data, ncomp, standardize, demean, normalize, gls, weights, method, missing, tol, max_iter, tol_em, max_em_iter, svd_full_matrices)', { rows: 'aggregate', by: 'decomposition', returns: 'unknown' }),
    data('statsmodels.api.nonparametric.lowess(endog, exog, frac, it, delta, xvals, is_sorted, missing, return_sorted)', { data: ['exog', 'endog'], rows: 'same', learns: 'labels', by: 'model', returns: { form: 'array', className: 'numpy.ndarray' } }),
    test('statsmodels.tsa.api.adfuller(x, maxlag, regression, autolag, store, regresults, *, result_object)'),
    test('statsmodels.tsa.api.kpss(x, regression, nlags, store, *, result_object)'),
    test('statsmodels.tsa.api.acf(x, adjusted, nlags, qstat, fft, alpha, bartlett_confint, missing, *, result_object)'),
    test('statsmodels.tsa.api.pacf(x, nlags, method, alpha, *, result_object)'),
    test('statsmodels.stats.outliers_influence.variance_inflation_factor(exog, exog_idx, *, standardize)'),
    test('statsmodels.stats.anova.anova_lm(*args)'),
    test('statsmodels.stats.diagnostic.het_breuschpagan(resid, exog_het, robust)'),
    test('statsmodels.stats.stattools.durbin_watson(resids, axis)'),
    test('statsmodels.stats.multicomp.pairwise_tukeyhsd(endog, groups, alpha, use_var)'),
    plainFunction('statsmodels.graphics.tsaplots.plot_acf(x, ax, lags, *, alpha, use_vlines, adjusted, fft, missing, title, zero, auto_ylims, bartlett_confint, vlines_kwargs)', { tags: ['plot'] }),
    plainFunction('statsmodels.graphics.tsaplots.plot_pacf(x, ax, lags, alpha, method, use_vlines, title, zero, vlines_kwargs)', { tags: ['plot'] }),
    plainFunction('statsmodels.api.qqplot(data, dist, distargs, a, loc, scale, fit, line, ax)', { tags: ['plot'] }),
  ],
};
