/** The keys of the config file. Documentation, did-you-mean, the schema for editors and `--show-config` are made from this table. */

export interface ConfigKey {
  readonly key: string;
  /** One sentence for people and for the schema. */
  readonly doc: string;
  readonly example: string;
}

export const CONFIG_KEYS: readonly ConfigKey[] = [
  { key: 'select', doc: 'Rules and groups to run; `all` is every stable and preview rule.', example: '[all]' },
  { key: 'extend-select', doc: 'Rules and groups to run besides those selected.', example: '[types]' },
  { key: 'ignore', doc: 'Rules and groups not to run; a rule id outweighs a group, a group outweighs `all`.', example: '[types]' },
  { key: 'severity', doc: 'By rule or group: error, warning or info.', example: '{types: info}' },
  { key: 'rules', doc: 'By rule id: values of its options.', example: '{}' },
  { key: 'exclude', doc: 'Globs never looked at when walking folders; a name without a slash matches in every folder.', example: '[raw, "data/old/**"]' },
  { key: 'datasets', doc: 'What is known of datasets: label, ids, columns to skip.', example: '[{path: data/train.csv, label: target}]' },
  { key: 'suppressions', doc: 'Findings that are right as they are, each with a reason.', example: '[{rule: "…", reason: "…"}]' },
  { key: 'extends', doc: 'Config files inside the project whose values hold where this one says nothing.', example: '../lintel.yaml' },
  { key: 'fail-on', doc: 'Severity from which on a run fails: error, warning, info or never.', example: 'error' },
  { key: 'confidence', doc: 'How sure a finding about code has to be to be shown: certain, likely or possible.', example: 'likely' },
  { key: 'memory-limit', doc: 'Memory the data engine may use.', example: '512MB' },
  { key: 'time-limit', doc: 'Time one dataset may take.', example: '10m' },
];

export const DATASET_KEYS: readonly ConfigKey[] = [
  { key: 'path', doc: 'Glob relative to the config file.', example: 'data/*.csv' },
  { key: 'label', doc: 'Column the model predicts.', example: 'target' },
  { key: 'ids', doc: 'Columns that identify rows and are no features.', example: '[user_id]' },
  { key: 'skip', doc: 'Columns to leave out of every check.', example: '[comment]' },
];

export const SUPPRESSION_KEYS: readonly ConfigKey[] = [
  { key: 'rule', doc: 'Id of the rule to silence.', example: '"…"' },
  { key: 'path', doc: 'Glob relative to the config file; every file when left out.', example: 'data/train.csv' },
  { key: 'column', doc: 'Name of the column; every column when left out.', example: 'age' },
  { key: 'reason', doc: 'Why the finding is right as it is.', example: '"-1 means unknown"' },
  { key: 'until', doc: 'Last day it holds, YYYY-MM-DD; for ever when left out.', example: '2027-03-01' },
];

/** Returns the spelling of a rule option in the config file: kebab-case. */
export function optionKey(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
