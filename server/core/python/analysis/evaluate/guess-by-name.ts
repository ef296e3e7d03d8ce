/** Weak guesses from names: what nobody knows but the program calls `X_train`, `df` or `model`. Never certain. */
import type { Confidence } from '../../../../../rules/api/finding.ts';
import type { Node } from '../../../../../rules/api/python/syntax.ts';
import type { Data, DataForm, Value } from '../../../../../rules/api/python/value.ts';
import { purposeOfName } from '../transfer/purpose.ts';
import { dataOver, plainObject } from '../values.ts';
import type { Run } from './run.ts';

export interface Guess {
  /** Values with equal keys come from one place: `X` and `y` of one key have the same rows. */
  readonly key: string;
  /** For people. */
  readonly label: string;
  readonly node: Node | null;
}

const FEATURES = /^X(?=_|\d|$|[A-Z])|^(?:x|features?|inputs?)_?(?:train|test|tr|te|val|valid|validation|dev|all|data)$|^features?$/u;
const LABELS = /^[yY](?=_|\d|$)|^(?:y|labels?|targets?)_?(?:train|test|tr|te|val|valid|validation|dev|all|data)$|^(?:labels?|targets?)$/u;
const TABLES = /^(?:df|data|dataset|frame|table|raw|raw_data|all_data|data_?frame)\d*$|^(?:df|data|dataset|train|test|val|valid|validation|dev)_?(?:df|data|set|frame|train|test|val|valid|raw|all|clean|full)$|_df$|^df_|^(?:train|test|valid|validation|holdout)$/u;
const LOADERS = /(?:^|_)(?:data_?)?(?:loader|dl|dataloader|ds)$/u;
const MODELS = /^(?:model|clf|classifier|regressor|reg|estimator|net|network|pipe|pipeline|knn|svm|svc|rf|lr|xgb|lgbm|tree|forest|ensemble)\d*$|_(?:model|clf|classifier|regressor|estimator|net)$/u;
/** Names that speak of something else than rows. */
const OTHER = /pred|prob|score|hat|size|path|file|dir|name|col|shape|len|idx|index|ratio|frac|loss|acc|num|count|url|type|dtype|scaler|encoder|transform|mean|std/iu;

/** Returns data or a model when the name says so; null otherwise. */
export function guessByName(name: string, guess: Guess, run: Run): Value | null {
  const form = formOf(name);
  if (form !== null) return guessedData(name, { ...guess, form, confidence: isUsual(name) ? 'likely' : 'possible' }, run);
  if (MODELS.test(name) && !OTHER.test(name)) return guessedModel(run);
  return null;
}

/** Returns an object of which nothing is known but that it may be fitted. */
function guessedModel(run: Run): Value {
  return run.machine.createObject(plainObject({ confidence: 'possible', isLoaded: true }));
}

/** Names that hardly any program uses for something else. */
function isUsual(name: string): boolean {
  return FEATURES.test(name) || LABELS.test(name) || /^df(?=_|\d|$)|_df$/u.test(name);
}

function formOf(name: string): DataForm | null {
  if (OTHER.test(name)) return null;
  if (LOADERS.test(name)) return 'loader';
  if (FEATURES.test(name) || LABELS.test(name)) return 'unknown';
  return TABLES.test(name) ? 'frame' : null;
}

export interface DataGuess extends Guess {
  readonly form: DataForm;
  /** How sure it is that it is data. */
  readonly confidence: Confidence;
}

/** Returns data of rows of its own. */
export function guessedData(name: string, { key, label, node, form, confidence }: DataGuess, run: Run): Data {
  const rows = run.terms.source({ key: `${key}:${suffixOf(name)}`, label, purpose: purposeOfName(name), node });
  return dataOver(rows, { form, confidence });
}

/** `X_train` and `y_train` are rows of one kind: what is left of the name without its first word. */
function suffixOf(name: string): string {
  return FEATURES.test(name) || LABELS.test(name) ? name.replace(/^(?:x|y|features?|labels?|targets?|inputs?)_?/iu, '').toLowerCase() : name;
}
