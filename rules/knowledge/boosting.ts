/** XGBoost, LightGBM and CatBoost: estimators and their own training functions. Their seeds have defaults, so they draw nothing by chance. */
import type { Api, EstimatorApi, LibraryKnowledge } from '../api/python/knowledge.ts';
import { crossValidation, data, estimator, on, plainFunction, train } from './entry.ts';

type Facts = Partial<Omit<EstimatorApi, 'is' | 'names' | 'parameters'>>;

const CLASSIFIER: Facts = { task: 'classification', output: 'labels' };
const REGRESSOR: Facts = { task: 'regression', output: 'values' };
const model = (signature: string, facts: Facts): EstimatorApi => estimator(signature, { role: 'model', learns: 'labels', by: 'model', ...facts });
const plot = (signature: string): Api => plainFunction(signature, { tags: ['plot'] });

const XGB_PARAMETERS =
  'max_depth, max_leaves, max_bin, grow_policy, learning_rate, n_estimators, verbosity, objective, booster, tree_method, n_jobs, gamma, min_child_weight, max_delta_step, subsample, sampling_method, colsample_bytree, colsample_bylevel, colsample_bynode, reg_alpha, reg_lambda, scale_pos_weight, base_score, random_state, missing, num_parallel_tree, monotone_constraints, interaction_constraints, importance_type, device, validate_parameters, enable_categorical, feature_types, feature_weights, max_cat_to_onehot, max_cat_threshold, multi_strategy, eval_metric, early_stopping_rounds, callbacks, use_label_encoder';

const MOVED_TO_CONSTRUCTOR = { deprecated: '1.6', removed: '2.1', replacement: 'the constructor' } as const;
const XGB: Facts = {
  fit: {
    parameters: ['X', 'y', '*', 'sample_weight', 'base_margin', 'eval_set', 'eval_metric', 'early_stopping_rounds', 'verbose', 'xgb_model', 'sample_weight_eval_set', 'base_margin_eval_set', 'feature_weights', 'callbacks'],
    validation: ['eval_set'],
    earlyStop: ['early_stopping_rounds'],
    callbacks: 'callbacks',
  },
  parameterLifetimes: { use_label_encoder: { deprecated: '1.6', removed: '2.1' }, 'fit.eval_metric': MOVED_TO_CONSTRUCTOR, 'fit.early_stopping_rounds': MOVED_TO_CONSTRUCTOR, 'fit.callbacks': MOVED_TO_CONSTRUCTOR },
  importantParameters: ['learning_rate'],
};

const DMATRIX = { data: ['data', 'label'], rows: 'same', returns: { form: 'dataset', className: 'xgboost.DMatrix' } } as const;

export const xgboost: LibraryKnowledge = {
  library: 'xgboost',
  distributions: ['xgboost', 'xgboost-cpu'],
  version: '3.2.0',
  aliases: { 'xgboost.sklearn': 'xgboost', 'xgboost.core': 'xgboost', 'xgboost.training': 'xgboost' },
  entries: [
    model(`xgboost.XGBClassifier(*, ${XGB_PARAMETERS})`, { ...XGB, ...CLASSIFIER }),
    model(`xgboost.XGBRegressor(*, ${XGB_PARAMETERS})`, { ...XGB, ...REGRESSOR }),
    model(`xgboost.XGBRFClassifier(*, ${XGB_PARAMETERS})`, { ...XGB, ...CLASSIFIER }),
    model(`xgboost.XGBRFRegressor(*, ${XGB_PARAMETERS})`, { ...XGB, ...REGRESSOR }),
    model(`xgboost.XGBRanker(*, ${XGB_PARAMETERS})`, {
      ...XGB,
      task: 'ranking',
      output: 'scores',
      fit: { parameters: ['X', 'y', '*', 'group', 'qid', 'sample_weight', 'base_margin', 'eval_set', 'eval_group', 'eval_qid', 'eval_metric', 'early_stopping_rounds', 'verbose', 'xgb_model'], groups: 'group', validation: ['eval_set'], earlyStop: ['early_stopping_rounds'] },
    }),
    model(`xgboost.XGBModel(*, ${XGB_PARAMETERS})`, XGB),
    data('xgboost.DMatrix(data, label, *, weight, base_margin, missing, silent, feature_names, feature_types, nthread, group, qid, label_lower_bound, label_upper_bound, feature_weights, enable_categorical, data_split_mode)', DMATRIX),
    data('xgboost.QuantileDMatrix(data, label, *, weight, base_margin, missing, silent, feature_names, feature_types, nthread, max_bin, ref, group, qid, label_lower_bound, label_upper_bound, feature_weights, enable_categorical, max_quantile_batches, data_split_mode)', DMATRIX),
    ...on(['xgboost.DMatrix'], [
      data('.slice(rindex, allow_groups)', { rows: 'picked', picks: 'rindex', returns: DMATRIX.returns }),
      data('.get_label()', { rows: 'same', returns: { form: 'array', className: 'numpy.ndarray' } }),
      data('.num_row()', { rows: 'aggregate', learns: 'none', returns: 'scalar' }),
      data('.set_info(*, label, weight, base_margin, group, qid)', { rows: 'same', mutates: true, returns: 'none' }),
    ]),
    train('xgboost.train(params, dtrain, num_boost_round, *, evals, obj, maximize, early_stopping_rounds, evals_result, verbose_eval, xgb_model, callbacks, custom_metric, feval)', {
      features: 'dtrain',
      labels: null,
      validation: ['evals'],
      earlyStop: ['early_stopping_rounds'],
      returns: { object: 'xgboost.Booster' },
      parameterLifetimes: { feval: { deprecated: '1.6', removed: '3.1', replacement: 'custom_metric' } },
    }),
    crossValidation('xgboost.cv(params, dtrain, num_boost_round, *, nfold, stratified, folds, metrics, obj, maximize, early_stopping_rounds, fpreproc, as_pandas, verbose_eval, show_stdv, seed, callbacks, shuffle, custom_metric)', { estimator: 'params', features: 'dtrain', labels: null, cv: 'folds', gives: 'curve' }),
    model('xgboost.Booster(params, cache, model_file)', { output: 'unknown', methods: { predict: ['predict', 'inplace_predict'], evaluate: ['eval', 'eval_set'] }, methodParameters: { predict: ['data'], inplace_predict: ['data'], eval: ['data', 'name', 'iteration'], eval_set: ['evals', 'iteration'] }, bases: [] }),
    plainFunction('xgboost.callback.EarlyStopping(*, rounds, metric_name, data_name, maximize, save_best, min_delta)', { tags: ['early-stopping'] }),
    plainFunction('xgboost.Booster.save_model(fname)', { returns: 'none', tags: ['saves-model'] }),
    plainFunction('xgboost.Booster.load_model(fname)', { returns: 'none', tags: ['loads-model'] }),
    plot('xgboost.plot_importance(booster)'),
    plot('xgboost.plot_tree(booster)'),
  ],
};

const LGBM_PARAMETERS = 'boosting_type, num_leaves, max_depth, learning_rate, n_estimators, subsample_for_bin, objective, class_weight, min_split_gain, min_child_weight, min_child_samples, subsample, subsample_freq, colsample_bytree, reg_alpha, reg_lambda, random_state, n_jobs, importance_type, silent';
const AS_CALLBACKS = { deprecated: '3.3', removed: '4.0' } as const;
const lgbmFit = (own: readonly string[]): Facts => ({
  fit: {
    parameters: ['X', 'y', 'sample_weight', 'init_score', ...own, 'eval_metric', 'early_stopping_rounds', 'verbose', 'feature_name', 'categorical_feature', 'callbacks', 'init_model', '*', 'eval_X', 'eval_y'],
    validation: ['eval_set', 'eval_X'],
    earlyStop: ['early_stopping_rounds'],
    callbacks: 'callbacks',
  },
  parameterLifetimes: {
    silent: AS_CALLBACKS,
    'fit.early_stopping_rounds': { ...AS_CALLBACKS, replacement: 'callbacks=[lightgbm.early_stopping(n)]' },
    'fit.verbose': { ...AS_CALLBACKS, replacement: 'callbacks=[lightgbm.log_evaluation(n)]' },
  },
  importantParameters: ['learning_rate'],
});

const LGB_DATASET = { data: ['data', 'label'], rows: 'same', returns: { form: 'dataset', className: 'lightgbm.Dataset' } } as const;

export const lightgbm: LibraryKnowledge = {
  library: 'lightgbm',
  distributions: ['lightgbm'],
  version: '4.7.0',
  aliases: { 'lightgbm.sklearn': 'lightgbm', 'lightgbm.basic': 'lightgbm', 'lightgbm.engine': 'lightgbm', 'lightgbm.callback': 'lightgbm' },
  entries: [
    model(`lightgbm.LGBMClassifier(*, ${LGBM_PARAMETERS})`, { ...lgbmFit(['eval_set', 'eval_names', 'eval_sample_weight', 'eval_class_weight', 'eval_init_score']), ...CLASSIFIER }),
    model(`lightgbm.LGBMRegressor(*, ${LGBM_PARAMETERS})`, { ...lgbmFit(['eval_set', 'eval_names', 'eval_sample_weight', 'eval_init_score']), ...REGRESSOR }),
    model(`lightgbm.LGBMRanker(*, ${LGBM_PARAMETERS})`, { ...lgbmFit(['group', 'eval_set', 'eval_names', 'eval_sample_weight', 'eval_init_score', 'eval_group']), task: 'ranking', output: 'scores' }),
    model(`lightgbm.LGBMModel(*, ${LGBM_PARAMETERS})`, lgbmFit(['group', 'eval_set'])),
    data('lightgbm.Dataset(data, label, reference, weight, group, init_score, feature_name, categorical_feature, params, free_raw_data, position, silent)', { ...LGB_DATASET, parameterLifetimes: { silent: AS_CALLBACKS } }),
    ...on(['lightgbm.Dataset'], [
      data('.create_valid(data, label, weight, group, init_score, params, position)', { ...LGB_DATASET, data: ['data', 'label'] }),
      data('.subset(used_indices, params)', { rows: 'picked', picks: 'used_indices', returns: LGB_DATASET.returns }),
      data('.construct()', { rows: 'same', returns: 'self' }),
      data('.get_label()', { rows: 'same', returns: { form: 'array', className: 'numpy.ndarray' } }),
    ]),
    train('lightgbm.train(params, train_set, num_boost_round, valid_sets, valid_names, fobj, feval, init_model, feature_name, categorical_feature, keep_training_booster, callbacks, early_stopping_rounds, evals_result, verbose_eval, learning_rates)', {
      features: 'train_set',
      labels: null,
      validation: ['valid_sets'],
      earlyStop: ['early_stopping_rounds'],
      returns: { object: 'lightgbm.Booster' },
      parameterLifetimes: {
        early_stopping_rounds: { ...AS_CALLBACKS, replacement: 'callbacks=[lightgbm.early_stopping(n)]' },
        verbose_eval: { ...AS_CALLBACKS, replacement: 'callbacks=[lightgbm.log_evaluation(n)]' },
        evals_result: { ...AS_CALLBACKS, replacement: 'callbacks=[lightgbm.record_evaluation(d)]' },
        fobj: { ...AS_CALLBACKS, replacement: "params['objective']" },
        learning_rates: AS_CALLBACKS,
        feature_name: { deprecated: '4.0', removed: '4.6' },
        categorical_feature: { deprecated: '4.0', removed: '4.6' },
      },
    }),
    crossValidation('lightgbm.cv(params, train_set, num_boost_round, folds, nfold, stratified, shuffle, metrics, feval, init_model, fpreproc, seed, callbacks, eval_train_metric, return_cvbooster)', { estimator: 'params', features: 'train_set', labels: null, cv: 'folds', gives: 'curve' }),
    model('lightgbm.Booster(params, train_set, model_file, model_str)', { output: 'unknown', methods: { evaluate: ['eval'] }, methodParameters: { predict: ['data', 'start_iteration', 'num_iteration'], eval: ['data', 'name', 'feval'] }, bases: [] }),
    plainFunction('lightgbm.early_stopping(stopping_rounds, first_metric_only, verbose, min_delta)', { tags: ['early-stopping'] }),
    plainFunction('lightgbm.log_evaluation(period, show_stdv)', { tags: ['callback'] }),
    plainFunction('lightgbm.record_evaluation(eval_result)', { tags: ['callback'] }),
    plainFunction('lightgbm.reset_parameter()', { tags: ['callback'] }),
    plot('lightgbm.plot_importance(booster)'),
    plot('lightgbm.plot_metric(booster)'),
  ],
};

const CAT_PARAMETERS = 'iterations, learning_rate, depth, l2_leaf_reg';
const CAT_FIT = ['sample_weight', 'baseline', 'use_best_model', 'eval_set', 'verbose', 'logging_level', 'plot', 'plot_file', 'column_description', 'verbose_eval', 'metric_period', 'silent', 'early_stopping_rounds'];
const catFit = (own: readonly string[]): Facts => ({
  fit: { parameters: ['X', 'y', ...own, ...CAT_FIT], validation: ['eval_set'], earlyStop: ['early_stopping_rounds', 'use_best_model'] },
  methodParameters: { predict: ['data'], predict_proba: ['X'], predict_log_proba: ['data'], eval_metrics: ['data', 'metrics'] },
  methods: { evaluate: ['eval_metrics'] },
});
const FEATURES = ['cat_features', 'text_features', 'embedding_features', 'graph'];

export const catboost: LibraryKnowledge = {
  library: 'catboost',
  distributions: ['catboost'],
  version: '1.2.10',
  aliases: { 'catboost.core': 'catboost' },
  entries: [
    model(`catboost.CatBoostClassifier(${CAT_PARAMETERS})`, { ...catFit(FEATURES), ...CLASSIFIER }),
    model(`catboost.CatBoostRegressor(${CAT_PARAMETERS})`, { ...catFit(FEATURES), ...REGRESSOR }),
    model('catboost.CatBoostRanker(iterations, learning_rate, depth, l2_leaf_reg)', {
      ...catFit([]),
      fit: { parameters: ['X', 'y', 'group_id', 'cat_features', 'text_features', 'embedding_features', 'pairs', 'graph', 'sample_weight', 'group_weight', 'subgroup_id', 'pairs_weight', 'baseline', 'use_best_model', 'eval_set'], groups: 'group_id', validation: ['eval_set'], earlyStop: ['early_stopping_rounds'] },
      task: 'ranking',
      output: 'scores',
    }),
    model('catboost.CatBoost(params)', { ...catFit([]), output: 'unknown', fit: { parameters: ['X', 'y', 'cat_features', 'text_features', 'embedding_features', 'pairs', 'graph', 'sample_weight', 'group_id', 'group_weight', 'subgroup_id', 'pairs_weight', 'baseline', 'use_best_model', 'eval_set'], validation: ['eval_set'], earlyStop: ['early_stopping_rounds'] } }),
    data('catboost.Pool(data, label, cat_features, text_features, embedding_features, embedding_features_data, column_description)', { data: ['data', 'label'], rows: 'same', returns: { form: 'dataset', className: 'catboost.Pool' } }),
    data('catboost.Pool.slice(rindex)', { rows: 'picked', picks: 'rindex', returns: { form: 'dataset', className: 'catboost.Pool' } }),
    data('catboost.Pool.get_label()', { rows: 'same', returns: { form: 'list' } }),
    train('catboost.train(pool, params, dtrain, logging_level, verbose, iterations, num_boost_round, evals, eval_set, plot, plot_file, verbose_eval, metric_period, early_stopping_rounds)', { features: 'pool', labels: null, validation: ['evals', 'eval_set'], earlyStop: ['early_stopping_rounds'], returns: { object: 'catboost.CatBoost' } }),
    crossValidation('catboost.cv(pool, params, dtrain, iterations, num_boost_round, fold_count, nfold, inverted, partition_random_seed, seed, shuffle, logging_level, stratified, as_pandas, metric_period, verbose, verbose_eval, plot, plot_file, early_stopping_rounds, save_snapshot, snapshot_file, snapshot_interval, metric_update_interval, folds)', { estimator: 'params', features: 'pool', labels: null, cv: 'folds', gives: 'curve' }),
    ...on(['catboost.CatBoostClassifier', 'catboost.CatBoostRegressor', 'catboost.CatBoost'], [
      crossValidation('.grid_search(param_grid, X, y, cv)', { estimator: 'self', features: 'X', labels: 'y', cv: 'cv', gives: 'object' }),
      crossValidation('.randomized_search(param_distributions, X, y, cv)', { estimator: 'self', features: 'X', labels: 'y', cv: 'cv', gives: 'object' }),
      plainFunction('.save_model(fname)', { returns: 'none', tags: ['saves-model'] }),
      plainFunction('.load_model(fname)', { returns: 'self', tags: ['loads-model'] }),
      plainFunction('.get_feature_importance(data)', { tags: ['importance'] }),
    ]),
  ],
};
