/** Config files that are wrong, each with what is said of it as `line:column message`; for the reader's tests and those of the schemas. */
import { metaRules } from '../meta-rules.ts';
import type { DescribedRule } from '../meta-rules.ts';

const base = metaRules[0] as DescribedRule;
export const rules: readonly DescribedRule[] = [
  {
    ...base,
    id: 'packaging/missing-values',
    options: {
      mostShare: { kind: 'number', default: 0.5, min: 0, max: 1, unit: 'share', doc: '', source: '' },
      tokens: { kind: 'strings', default: [], doc: '', source: '' },
      bounds: { kind: 'numbers', default: [], doc: '', source: '' },
      strict: { kind: 'switch', default: false, doc: '', source: '' },
    },
  },
  { ...base, id: 'packaging/empty-rows', options: {} },
  { ...base, id: 'outliers/non-finite', options: {} },
];

export const WRONG_YAML: readonly (readonly [string, readonly string[]])[] = [
  ['selct: [all]', ['1:1 unknown key `selct`; did you mean `select`?']],
  ['fail_on: info', ['1:1 unknown key `fail_on`; did you mean `fail-on`?']],
  ['zebra: 1', ['1:1 unknown key `zebra`']],
  ['select: all', ['1:9 `select` must be a list, not text']],
  ['select:\n  - packging', ['2:5 no rule or group is called `packging`; did you mean `packaging`?']],
  ['ignore: [missing-value]', ['1:10 no rule or group is called `missing-value`; did you mean `packaging/missing-values`?']],
  ['severity: {packaging: eror}', ['1:23 `packaging` must be error, warning or info, not `eror`; did you mean `error`?']],
  ['severity: [x]', ['1:11 `severity` must be a table, not a list']],
  ['fail-on: 3', ['1:10 `fail-on` must be error, warning, info or never, not `3`']],
  ['memory-limit: 12', ['1:15 `memory-limit` must be a size such as `512MB`, not `12`']],
  ['memory-limit: 1MB', ['1:15 `memory-limit` must be 64MB to 4TB, not 1MB']],
  ['memory-limit: .nan', ['1:15 `memory-limit` must be a size such as `512MB`, not `NaN`']],
  ['time-limit: -1s', ['1:13 `time-limit` must be a duration such as `60s` or `10m`, not `-1s`']],
  ['rules: {packaging/missing-value: {}}', ['1:9 no rule is called `packaging/missing-value`; did you mean `packaging/missing-values`?']],
  ['rules:\n  packaging/missing-values:\n    most-shar: 1', ['3:5 `packaging/missing-values` has no option `most-shar`; did you mean `most-share`?']],
  ['rules: {packaging/empty-rows: {x: 1}}', ['1:32 `packaging/empty-rows` has no option `x`; it has none']],
  ['rules: {packaging/missing-values: {most-share: 1.5}}', ['1:48 `most-share` must be 0 to 1, not 1.5']],
  ['rules: {packaging/missing-values: {most-share: .nan}}', ['1:48 `most-share` must be 0 to 1, not NaN']],
  ['rules: {packaging/missing-values: {most-share: "1"}}', ['1:48 `most-share` must be a number, not text']],
  ['rules: {packaging/missing-values: {tokens: x}}', ['1:44 `tokens` must be a list of text, not text']],
  ['rules: {packaging/missing-values: {bounds: [1, a]}}', ['1:48 `bounds` must be a list of numbers; this is text']],
  ['rules: {packaging/missing-values: {strict: yes}}', ['1:44 `strict` must be true or false, not text']],
  ['datasets: [{label: y}]', ['1:12 a dataset needs a `path`']],
  ['datasets: [{path: a.csv, lable: y}]', ['1:26 unknown key `lable`; did you mean `label`?']],
  ['datasets: [{path: /abs.csv}]', ['1:19 `path` must be a path relative to the config file']],
  ['datasets: [a.csv]', ['1:12 an entry of `datasets` must be a table, not text']],
  ['suppressions: [{rule: packaging/x, reason: r}]', ['1:23 no rule is called `packaging/x`']],
  ['suppressions: [{rule: outliers/non-finite, reason: r, until: 2027-02-30}]', ['1:62 `until` must be a day such as 2027-03-01']],
  ['- a', ['1:1 the file must hold keys with values, such as `select: [all]`']],
  ['select: [all', ['1:13 not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]']],
  ['select: [all]\nselect: [all]', ['2:1 not valid YAML: Map keys must be unique']],
  ['select: [all]\n---\nselect: []', ['2:1 a second document starts here; keep one']],
  ['select: !!js/function "x"', ['1:9 not valid YAML: Unresolved tag: tag:yaml.org,2002:js/function']],
  ['<<: {select: [all]}', ['1:1 unknown key `<<`']],
  ['__proto__: {polluted: 1}', ['1:1 unknown key `__proto__`']],
  ['rules: {__proto__: {polluted: 1}, constructor: {}}', ['1:9 no rule is called `__proto__`', '1:35 no rule is called `constructor`']],
  ['severity: {__proto__: error}', ['1:12 no rule or group is called `__proto__`']],
];

/** Of a pyproject.toml. */
export const WRONG_TOML: readonly (readonly [string, readonly string[]])[] = [
  ['[tool.lintel]\n\nselct = ["all"]', ['3:1 unknown key `selct`; did you mean `select`?']],
  ['[tool.lintel.rules."packaging/missing-values"]\nmost-share = 2', ['2:14 `most-share` must be 0 to 1, not 2']],
  ['[tool]\nlintel = 3', ['2:10 `tool.lintel` must be a table, such as `[tool.lintel]`']],
  ['[tool.lintel]\nselect = [', ['2:10 not valid TOML: unfinished array']],
  ['[tool.lintel]\nignore = [\n  "packaging",\n  "outlier",\n]', ['4:3 no rule or group is called `outlier`; did you mean `outliers`?']],
  ['[tool.lintel]\ndatasets = [{path = "a.csv", lable = "y"}]', ['2:30 unknown key `lable`; did you mean `label`?']],
  ['[tool]\nlintel.severity.packaging = "eror"', ['2:29 `packaging` must be error, warning or info, not `eror`; did you mean `error`?']],
  ['[[tool.lintel.datasets]]\npath = "a.csv"\n[[tool.lintel.datasets]]\nlabel = "y"', ['3:1 a dataset needs a `path`']],
  ['[tool.lintel.rules."packaging/missing-value"]\n', ['1:20 no rule is called `packaging/missing-value`; did you mean `packaging/missing-values`?']],
  ['[project]\ndescription = """\n[tool.lintel]\n"""\n[tool.lintel]\n"zebra" = 1', ['6:1 unknown key `zebra`']],
  ['[tool.lintel]\n"__proto__" = 1', ['2:1 unknown key `__proto__`']],
];
