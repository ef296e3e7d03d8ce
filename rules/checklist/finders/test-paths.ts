/** Files of tests, examples and documentation, told from their paths. */

export function isTestPath(path: string): boolean {
  return /(?:^|\/)(?:tests?|testing|unit_?tests?|integration_?tests?)\/|(?:^|\/)(?:test_[^/]*|[^/]*_tests?|conftest)\.py$/i.test(path);
}

/** Shown to users of a library, not run by it. */
export function isExamplePath(path: string): boolean {
  return /(?:^|\/)(?:examples?|docs?|documentation|tutorials?|samples?|demos?|benchmarks?|asv_bench|galler(?:y|ies))\//i.test(path);
}
