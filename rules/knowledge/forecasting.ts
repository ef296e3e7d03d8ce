/** Prophet and pmdarima. */
import type { EstimatorApi, LibraryKnowledge } from '../api/python/knowledge.ts';
import { crossValidation, data, estimator, plainFunction, seededIf, split, splitter, train } from './entry.ts';

const FORECAST = { role: 'model', learns: 'labels', by: 'model', task: 'forecast', output: 'values' } as const;

/** Takes the series first, then what is known beside it. */
const arima = (signature: string, facts: Partial<EstimatorApi> = {}): EstimatorApi =>
  estimator(signature, { ...FORECAST, fit: { parameters: ['y', 'X'], features: 'X', labels: 'y' }, methods: { 'partial-fit': ['update'], predict: ['predict'] }, methodParameters: { predict: ['n_periods', 'X', 'return_conf_int', 'alpha'], update: ['y', 'X', 'maxiter'], fit_predict: ['y', 'X', 'n_periods'] }, ...facts });

export const prophet: LibraryKnowledge = {
  library: 'prophet',
  distributions: ['prophet', 'fbprophet'],
  version: '1.5.0',
  aliases: { fbprophet: 'prophet', 'prophet.forecaster': 'prophet' },
  entries: [
    estimator('prophet.Prophet(growth, changepoints, n_changepoints, changepoint_range, yearly_seasonality, weekly_seasonality, daily_seasonality, holidays, seasonality_mode, seasonality_prior_scale, holidays_prior_scale, changepoint_prior_scale, mcmc_samples, interval_width, uncertainty_samples, stan_backend, scaling, holidays_mode)', { ...FORECAST, fit: { parameters: ['df'], features: 'df', labels: null }, methodParameters: { predict: ['df', 'vectorized'] }, bases: [] }),
    data('prophet.Prophet.make_future_dataframe(periods, freq, include_history)', { data: [], rows: 'new', returns: { form: 'frame', className: 'pandas.DataFrame' } }),
    ...['add_seasonality(name, period, fourier_order, prior_scale, mode, condition_name)', 'add_regressor(name, prior_scale, standardize, mode, regressor_predictor)', 'add_country_holidays(country_name)'].map((signature) => plainFunction(`prophet.Prophet.${signature}`, { returns: 'self' })),
    crossValidation('prophet.diagnostics.cross_validation(model, horizon, period, initial, parallel, cutoffs, disable_tqdm, extra_output_columns)', { estimator: 'model', features: 'model', labels: null, gives: 'predictions' }),
    plainFunction('prophet.diagnostics.performance_metrics(df, metrics, rolling_window, monthly)', { tags: ['metric-without-truth'] }),
    plainFunction('prophet.plot.plot_plotly(m, fcst, uncertainty, plot_cap, trend, changepoints, changepoints_threshold, xlabel, ylabel, figsize)', { tags: ['plot'] }),
  ],
};

export const pmdarima: LibraryKnowledge = {
  library: 'pmdarima',
  distributions: ['pmdarima'],
  version: '2.1.1',
  aliases: { pyramid: 'pmdarima', 'pmdarima.arima.arima': 'pmdarima' },
  entries: [
    arima('pmdarima.ARIMA | pmdarima.arima.ARIMA(order, seasonal_order, start_params, method, maxiter, suppress_warnings, out_of_sample_size, scoring, scoring_args, trend, with_intercept)'),
    arima('pmdarima.AutoARIMA | pmdarima.arima.AutoARIMA(start_p, d, start_q, max_p, max_d, max_q, start_P, D, start_Q, max_P, max_D, max_Q, max_order, m, seasonal, stationary, information_criterion, alpha, test, seasonal_test, stepwise, n_jobs, start_params, trend, method, maxiter, offset_test_args, seasonal_test_args, suppress_warnings, error_action, trace, random, random_state, n_fits, out_of_sample_size, scoring, scoring_args, with_intercept)', seededIf('random', [true], 'when asked')),
    train('pmdarima.auto_arima | pmdarima.arima.auto_arima(y, X, start_p, d, start_q, max_p, max_d, max_q, start_P, D, start_Q, max_P, max_D, max_Q, max_order, m, seasonal, stationary, information_criterion, alpha, test, seasonal_test, stepwise, n_jobs, start_params, trend, method, maxiter, offset_test_args, seasonal_test_args, suppress_warnings, error_action, trace, random, random_state, n_fits, return_valid_fits, out_of_sample_size, scoring, scoring_args, with_intercept, sarimax_kwargs)', { features: 'y', labels: null, returns: { object: 'pmdarima.ARIMA' }, ...seededIf('random', [true], 'when asked') }),
    split('pmdarima.model_selection.train_test_split(*arrays, test_size, train_size)', { data: ['arrays'], gives: 'pairs', sides: 2, shuffle: 'never', testSize: 'test_size', trainSize: 'train_size' }),
    splitter('pmdarima.model_selection.RollingForecastCV(h, step, initial)', { way: 'time', shuffle: 'never', isDisjointAcrossTurns: false }),
    splitter('pmdarima.model_selection.SlidingWindowForecastCV(h, step, window_size)', { way: 'time', shuffle: 'never', isDisjointAcrossTurns: false }),
    crossValidation('pmdarima.model_selection.cross_val_score(estimator, y, X, scoring, cv, verbose, error_score)', { estimator: 'estimator', features: 'y', labels: null, cv: 'cv', gives: 'scores' }),
    crossValidation('pmdarima.model_selection.cross_validate(estimator, y, X, scoring, cv, verbose, error_score)', { estimator: 'estimator', features: 'y', labels: null, cv: 'cv', gives: 'object' }),
  ],
};
