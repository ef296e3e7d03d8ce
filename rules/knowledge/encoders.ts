/** category_encoders and feature_engine. */
import type { EstimatorApi, LibraryKnowledge } from '../api/python/knowledge.ts';
import { estimator, seededIf, SEEDED } from './entry.ts';

type Facts = Partial<Omit<EstimatorApi, 'is' | 'names' | 'parameters'>>;

const transformer = (signature: string, facts: Facts = {}): EstimatorApi => estimator(signature, { role: 'transformer', learns: 'statistics', by: 'other', ...facts });
const vocabulary = (signature: string): EstimatorApi => transformer(signature, { learns: 'vocabulary', by: 'encoder' });
const target = (signature: string, facts: Facts = {}): EstimatorApi => transformer(signature, { learns: 'labels', by: 'target-encoder', ...facts });
const stateless = (signature: string): EstimatorApi => transformer(signature, { learns: 'nothing' });
const imputer = (signature: string, facts: Facts = {}): EstimatorApi => transformer(signature, { by: 'imputer', ...facts });
const discretizer = (signature: string, facts: Facts = {}): EstimatorApi => transformer(signature, { by: 'discretizer', ...facts });
const selector = (signature: string, facts: Facts = {}): EstimatorApi => transformer(signature, { role: 'selector', by: 'selector', ...facts });
const supervised = (signature: string, facts: Facts = {}): EstimatorApi => selector(signature, { learns: 'labels', by: 'supervised-selector', ...facts });

const NOISE = seededIf('randomized', [true], 'when asked');

export const categoryEncoders: LibraryKnowledge = {
  library: 'category_encoders',
  distributions: ['category-encoders', 'category_encoders'],
  version: '2.11.2',
  aliases: Object.fromEntries(
    ['target_encoder', 'one_hot', 'ordinal', 'binary', 'basen', 'count', 'hashing', 'helmert', 'leave_one_out', 'woe', 'm_estimate', 'james_stein', 'cat_boost', 'glmm', 'quantile_encoder', 'sum_coding', 'backward_difference', 'polynomial', 'gray', 'rankhot'].map((name) => [`category_encoders.${name}`, 'category_encoders']),
  ),
  entries: [
    ...['OneHotEncoder(verbose, cols, drop_invariant, return_df, handle_missing, handle_unknown, use_cat_names, min_group_size, min_group_name, combine_min_nan_groups)', 'OrdinalEncoder(verbose, mapping, cols, drop_invariant, return_df, handle_unknown, handle_missing, index_start, min_group_size, min_group_name, combine_min_nan_groups)', 'BinaryEncoder(verbose, cols, mapping, drop_invariant, return_df, *, base, handle_unknown, handle_missing, min_group_size, min_group_name, combine_min_nan_groups)', 'BaseNEncoder(verbose, cols, mapping, drop_invariant, return_df, base, handle_unknown, handle_missing, min_group_size, min_group_name, combine_min_nan_groups)', 'GrayEncoder(verbose, cols, mapping, drop_invariant, return_df, *, base, handle_unknown, handle_missing, min_group_size, min_group_name, combine_min_nan_groups)', 'HelmertEncoder(verbose, cols, mapping, drop_invariant, return_df, handle_unknown, handle_missing, min_group_size, min_group_name, combine_min_nan_groups)', 'SumEncoder(verbose, cols, mapping, drop_invariant, return_df, handle_unknown, handle_missing, min_group_size, min_group_name, combine_min_nan_groups)', 'BackwardDifferenceEncoder(verbose, cols, mapping, drop_invariant, return_df, handle_unknown, handle_missing, min_group_size, min_group_name, combine_min_nan_groups)', 'PolynomialEncoder(verbose, cols, mapping, drop_invariant, return_df, handle_unknown, handle_missing, min_group_size, min_group_name, combine_min_nan_groups)', 'RankHotEncoder(verbose, cols, drop_invariant, return_df, handle_missing, handle_unknown, use_cat_names, min_group_size, min_group_name, combine_min_nan_groups)', 'MultiHotEncoder(verbose, cols, drop_invariant, return_df, handle_unknown, handle_missing, delimiter, use_cat_names)'].map((signature) => vocabulary(`category_encoders.${signature}`)),
    transformer('category_encoders.CountEncoder(verbose, cols, drop_invariant, return_df, handle_unknown, handle_missing, min_group_size, combine_min_nan_groups, min_group_name, normalize)', { by: 'encoder' }),
    stateless('category_encoders.HashingEncoder(max_process, max_sample, verbose, n_components, cols, drop_invariant, return_df, hash_method, process_creation_method, min_group_size, min_group_name, combine_min_nan_groups)'),
    target('category_encoders.TargetEncoder(verbose, cols, drop_invariant, return_df, handle_missing, handle_unknown, min_samples_leaf, smoothing, hierarchy, min_group_size, min_group_name, combine_min_nan_groups, composite_cols, keep_components)'),
    target('category_encoders.CountTargetEncoder(verbose, cols, drop_invariant, return_df, handle_missing, handle_unknown, min_samples_leaf, smoothing)'),
    target('category_encoders.LeaveOneOutEncoder(verbose, cols, drop_invariant, return_df, handle_unknown, handle_missing, random_state, sigma, min_group_size, min_group_name, combine_min_nan_groups, composite_cols, keep_components)'),
    target('category_encoders.WOEEncoder(verbose, cols, drop_invariant, return_df, handle_unknown, handle_missing, random_state, randomized, sigma, regularization, min_group_size, min_group_name, combine_min_nan_groups, composite_cols, keep_components)', NOISE),
    target('category_encoders.MEstimateEncoder(verbose, cols, drop_invariant, return_df, handle_unknown, handle_missing, random_state, randomized, sigma, m, min_group_size, min_group_name, combine_min_nan_groups, composite_cols, keep_components)', NOISE),
    target('category_encoders.JamesSteinEncoder(verbose, cols, drop_invariant, return_df, handle_unknown, handle_missing, model, random_state, randomized, sigma, min_group_size, min_group_name, combine_min_nan_groups, composite_cols, keep_components)', NOISE),
    target('category_encoders.CatBoostEncoder(verbose, cols, drop_invariant, return_df, handle_unknown, handle_missing, random_state, sigma, a, min_group_size, min_group_name, combine_min_nan_groups, composite_cols, keep_components)'),
    target('category_encoders.GLMMEncoder(verbose, cols, drop_invariant, return_df, handle_unknown, handle_missing, random_state, randomized, sigma, binomial_target, min_group_size, min_group_name, combine_min_nan_groups, composite_cols, keep_components)', NOISE),
    target('category_encoders.QuantileEncoder(verbose, cols, drop_invariant, return_df, handle_missing, handle_unknown, quantile, m, min_group_size, min_group_name, combine_min_nan_groups, composite_cols, keep_components)'),
    target('category_encoders.SummaryEncoder(verbose, cols, drop_invariant, return_df, handle_missing, handle_unknown, quantiles, m)'),
    target('category_encoders.wrapper.NestedCVWrapper(feature_encoder, cv, shuffle, random_state)', { parts: ['feature_encoder'] }),
    target('category_encoders.wrapper.PolynomialWrapper(feature_encoder)', { parts: ['feature_encoder'] }),
  ],
};

export const featureEngine: LibraryKnowledge = {
  library: 'feature_engine',
  distributions: ['feature-engine', 'feature_engine'],
  version: '1.9.4',
  entries: [
    imputer('feature_engine.imputation.MeanMedianImputer(imputation_method, variables)'),
    imputer('feature_engine.imputation.ArbitraryNumberImputer(arbitrary_number, variables, imputer_dict)', { learns: 'nothing' }),
    imputer('feature_engine.imputation.CategoricalImputer(imputation_method, fill_value, variables, return_object, ignore_format)', { learnsUnless: { parameter: 'imputation_method', values: ['missing'] } }),
    imputer('feature_engine.imputation.EndTailImputer(imputation_method, tail, fold, variables)'),
    imputer('feature_engine.imputation.RandomSampleImputer(variables, random_state, seed, seeding_method)', { random: { parameter: 'random_state', generator: 'numpy' } }),
    imputer('feature_engine.imputation.AddMissingIndicator(missing_only, variables)', { learns: 'vocabulary' }),
    imputer('feature_engine.imputation.DropMissingData(missing_only, threshold, variables)', { learns: 'vocabulary' }),
    vocabulary('feature_engine.encoding.OneHotEncoder(top_categories, drop_last, drop_last_binary, variables, ignore_format)'),
    transformer('feature_engine.encoding.OrdinalEncoder(encoding_method, variables, missing_values, ignore_format, unseen)', { learns: 'labels', by: 'target-encoder', learnsUnless: { parameter: 'encoding_method', values: ['arbitrary'] } }),
    transformer('feature_engine.encoding.CountFrequencyEncoder(encoding_method, variables, missing_values, ignore_format, unseen)', { by: 'encoder' }),
    transformer('feature_engine.encoding.RareLabelEncoder(tol, n_categories, max_n_categories, replace_with, variables, missing_values, ignore_format)', { by: 'encoder' }),
    vocabulary('feature_engine.encoding.StringSimilarityEncoder(top_categories, keywords, missing_values, variables, ignore_format)'),
    target('feature_engine.encoding.MeanEncoder(variables, missing_values, ignore_format, unseen, smoothing)'),
    target('feature_engine.encoding.WoEEncoder(variables, ignore_format, unseen, fill_value)'),
    target('feature_engine.encoding.DecisionTreeEncoder(encoding_method, cv, scoring, param_grid, regression, random_state, variables, ignore_format, precision, unseen, fill_value)', SEEDED),
    discretizer('feature_engine.discretisation.EqualFrequencyDiscretiser(variables, q, return_object, return_boundaries, precision)'),
    discretizer('feature_engine.discretisation.EqualWidthDiscretiser(variables, bins, return_object, return_boundaries, precision)'),
    discretizer('feature_engine.discretisation.GeometricWidthDiscretiser(variables, bins, return_object, return_boundaries, precision)'),
    discretizer('feature_engine.discretisation.ArbitraryDiscretiser(binning_dict, return_object, return_boundaries, precision, errors)', { learns: 'nothing' }),
    discretizer('feature_engine.discretisation.DecisionTreeDiscretiser(variables, bin_output, precision, cv, scoring, param_grid, regression, random_state)', { learns: 'labels', by: 'target-encoder', ...SEEDED }),
    transformer('feature_engine.outliers.Winsorizer(capping_method, tail, fold, add_indicators, variables, missing_values)'),
    transformer('feature_engine.outliers.OutlierTrimmer(capping_method, tail, fold, variables, missing_values)'),
    stateless('feature_engine.outliers.ArbitraryOutlierCapper(max_capping_dict, min_capping_dict, missing_values)'),
    ...['LogTransformer(variables, base)', 'LogCpTransformer(variables, base, C)', 'ArcsinTransformer(variables)', 'ArcSinhTransformer(variables, loc, scale)', 'ReciprocalTransformer(variables)', 'PowerTransformer(variables, exp)'].map((signature) => stateless(`feature_engine.transformation.${signature}`)),
    transformer('feature_engine.transformation.BoxCoxTransformer(variables)', { by: 'scaler' }),
    transformer('feature_engine.transformation.YeoJohnsonTransformer(variables)', { by: 'scaler' }),
    transformer('feature_engine.scaling.MeanNormalizationScaler(variables)', { by: 'scaler' }),
    ...['DropConstantFeatures(variables, tol, missing_values, confirm_variables)', 'DropDuplicateFeatures(variables, missing_values, confirm_variables)', 'DropCorrelatedFeatures(variables, method, threshold, missing_values, confirm_variables)', 'DropHighPSIFeatures(split_col, split_frac, split_distinct, cut_off, switch, threshold, bins, strategy, min_pct_empty_bins, missing_values, variables, confirm_variables, p_value)'].map((signature) => selector(`feature_engine.selection.${signature}`)),
    selector('feature_engine.selection.DropFeatures(features_to_drop)', { learns: 'nothing' }),
    supervised('feature_engine.selection.SmartCorrelatedSelection(variables, method, threshold, missing_values, selection_method, estimator, scoring, cv, groups, confirm_variables)', { parts: ['estimator'] }),
    ...['SelectByShuffling(estimator, scoring, cv, threshold, variables, random_state, confirm_variables)', 'SelectBySingleFeaturePerformance(estimator, scoring, cv, groups, threshold, variables, confirm_variables)', 'RecursiveFeatureAddition(estimator, scoring, cv, groups, threshold, variables, confirm_variables)', 'RecursiveFeatureElimination(estimator, scoring, cv, groups, threshold, variables, confirm_variables)', 'ProbeFeatureSelection(estimator, variables, collective, scoring, n_probes, distribution, n_categories, threshold, cv, groups, random_state, confirm_variables)'].map((signature) => supervised(`feature_engine.selection.${signature}`, { parts: ['estimator'] })),
    ...['SelectByTargetMeanPerformance(variables, bins, strategy, scoring, cv, groups, threshold, regression, confirm_variables)', 'SelectByInformationValue(variables, bins, strategy, threshold, confirm_variables)', 'MRMR(variables, method, max_features, discrete_features, n_neighbors, scoring, cv, param_grid, regression, confirm_variables, random_state, n_jobs)'].map((signature) => supervised(`feature_engine.selection.${signature}`)),
    ...['MathFeatures(variables, func, new_variables_names, missing_values, drop_original)', 'RelativeFeatures(variables, reference, func, fill_value, missing_values, drop_original)', 'GeoDistanceFeatures(lat1, lon1, lat2, lon2, method, output_unit, output_col, drop_original, validate_ranges)'].map((signature) => stateless(`feature_engine.creation.${signature}`)),
    transformer('feature_engine.creation.CyclicalFeatures(variables, max_values, drop_original)'),
    target('feature_engine.creation.DecisionTreeFeatures(variables, features_to_combine, precision, cv, scoring, param_grid, regression, random_state, missing_values, drop_original)', SEEDED),
    ...['DatetimeFeatures(variables, features_to_extract, drop_original, missing_values, dayfirst, yearfirst, utc, format)', 'DatetimeSubtraction(variables, reference, new_variables_names, output_unit, missing_values, drop_original, dayfirst, yearfirst, utc, format)', 'DatetimeOrdinal(variables, missing_values, start_date, drop_original)'].map((signature) => stateless(`feature_engine.datetime.${signature}`)),
    ...['LagFeatures(variables, periods, freq, fill_value, sort_index, missing_values, drop_original, drop_na)', 'WindowFeatures(variables, window, min_periods, functions, periods, freq, sort_index, missing_values, drop_original, drop_na)', 'ExpandingWindowFeatures(variables, min_periods, functions, periods, freq, sort_index, missing_values, drop_original, drop_na)'].map((signature) => transformer(`feature_engine.timeseries.forecasting.${signature}`, { learns: 'nothing', by: 'neighbours' })),
    transformer('feature_engine.preprocessing.MatchCategories(variables, ignore_format, missing_values)', { learns: 'vocabulary', by: 'encoder' }),
    transformer('feature_engine.preprocessing.MatchVariables(fill_value, missing_values, match_dtypes, verbose)', { learns: 'vocabulary' }),
    transformer('feature_engine.wrappers.SklearnTransformerWrapper(transformer, variables)', { learns: 'parts', parts: ['transformer'] }),
    stateless('feature_engine.text.TextFeatures(variables, features, missing_values, drop_original)'),
  ],
};
