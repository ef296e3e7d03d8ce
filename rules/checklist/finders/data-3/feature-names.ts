/** Names of functions, modules and tables that make or hold features. */

const FEATURES = /(?:^|[_.])(?:feature\w*|pre_?process\w*|transform\w*|vectori[sz]\w*|encod\w*|token\w*|embed\w*|extract\w*|clean\w*|makers?|lags?|get_online_features|get_historical_features)(?:[_.]|$)/i;

/** @param name `project.features.add_lags`; of files without their ending */
export function isOfFeatures(name: string): boolean {
  return FEATURES.test(name);
}
