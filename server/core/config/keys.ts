/** The keys of the config file. Documentation, did-you-mean, the schemas, completion and `--show-config` are made from this table. */

/** What stands behind a key; `configShape` spells it out. */
export type Held =
  | 'selectors'
  | 'severities'
  | 'rule-options'
  | 'globs'
  | 'datasets'
  | 'suppressions'
  | 'config-files'
  | 'fail-on'
  | 'confidence'
  | 'size'
  | 'duration'
  | 'dataset'
  | 'file'
  | 'column'
  | 'columns'
  | 'rule'
  | 'text'
  | 'day';

export interface ConfigKey {
  readonly key: string;
  /** One sentence for people and for the schemas. */
  readonly doc: string;
  readonly example: string;
  readonly holds: Held;
}

export const CONFIG_KEYS: readonly ConfigKey[] = [
  { key: 'select', doc: 'Rules and groups to run; `all` is every stable and preview rule.', example: '[all]', holds: 'selectors' },
  { key: 'extend-select', doc: 'Rules and groups to run besides those selected.', example: '[types]', holds: 'selectors' },
  { key: 'ignore', doc: 'Rules and groups not to run; a rule id outweighs a group, a group outweighs `all`.', example: '[types]', holds: 'selectors' },
  { key: 'severity', doc: 'By rule or group: error, warning or info.', example: '{types: info}', holds: 'severities' },
  { key: 'rules', doc: 'By rule id: values of its options.', example: '{}', holds: 'rule-options' },
  { key: 'exclude', doc: 'Globs never looked at when walking folders; a name without a slash matches in every folder.', example: '[raw, "data/old/**"]', holds: 'globs' },
  { key: 'datasets', doc: 'What is known of datasets: label, ids, columns to skip.', example: '[{path: data/train.csv, label: target}]', holds: 'datasets' },
  { key: 'suppressions', doc: 'Findings that are right as they are, each with a reason.', example: '[{rule: "…", reason: "…"}]', holds: 'suppressions' },
  { key: 'extends', doc: 'Config files inside the project whose values hold where this one says nothing.', example: '../lintel.yaml', holds: 'config-files' },
  { key: 'fail-on', doc: 'Severity from which on a run fails: error, warning, info or never.', example: 'error', holds: 'fail-on' },
  { key: 'confidence', doc: 'How sure a finding about code has to be to be shown: certain, likely or possible.', example: 'likely', holds: 'confidence' },
  { key: 'memory-limit', doc: 'Memory the data engine may use.', example: '512MB', holds: 'size' },
  { key: 'time-limit', doc: 'Time one dataset may take.', example: '10m', holds: 'duration' },
];

export const DATASET_KEYS: readonly ConfigKey[] = [
  { key: 'path', doc: 'Glob relative to the config file.', example: 'data/*.csv', holds: 'dataset' },
  { key: 'label', doc: 'Column the model predicts.', example: 'target', holds: 'column' },
  { key: 'ids', doc: 'Columns that identify rows and are no features.', example: '[user_id]', holds: 'columns' },
  { key: 'skip', doc: 'Columns to leave out of every check.', example: '[comment]', holds: 'columns' },
];

export const SUPPRESSION_KEYS: readonly ConfigKey[] = [
  { key: 'rule', doc: 'Id of the rule to silence.', example: '"…"', holds: 'rule' },
  { key: 'path', doc: 'Glob relative to the config file; every file when left out.', example: 'data/train.csv', holds: 'file' },
  { key: 'column', doc: 'Name of the column; every column when left out.', example: 'age', holds: 'column' },
  { key: 'reason', doc: 'Why the finding is right as it is.', example: '"-1 means unknown"', holds: 'text' },
  { key: 'owner', doc: 'Person or team that answers for it.', example: 'data-team', holds: 'text' },
  { key: 'until', doc: 'Last day it holds, YYYY-MM-DD; for ever when left out.', example: '2027-03-01', holds: 'day' },
];

/** Returns the spelling of a rule option in the config file: kebab-case. */
export function optionKey(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
