/** Names of tests that say which of the 28 they are: by number, or by the words for its property alone. */
import type { ItemId, Section } from '../../api/checklist/level.ts';

/** How many items a section has. */
const MOST_NUMBER = 7;

/** Items a test claims to be by its name; names that may mean something else claim nothing. */
export function itemsNamedBy(name: string): readonly ItemId[] {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/^tests?_/, '');
  const numbered = [...words.matchAll(/(?:^|_)(data|model|infra(?:structure)?|monitor(?:ing)?)_?(\d)(?=_|$)/g)].flatMap(([, section = '', number = '']): readonly ItemId[] =>
    Number(number) >= 1 && Number(number) <= MOST_NUMBER ? [`${sectionOf(section)}-${Number(number)}`] : [],
  );
  return numbered.length > 0 ? numbered : NAMES.flatMap(([item, pattern]) => (pattern.test(words) ? [item] : []));
}

function sectionOf(word: string): Section {
  if (word.startsWith('infra')) return 'infra';
  if (word.startsWith('monitor')) return 'monitor';
  return word === 'data' ? 'data' : 'model';
}

/** In snake case without `test_`. Own list: each word alone must mean the property. */
const NAMES: readonly (readonly [ItemId, RegExp])[] = [
  ['data-1', /(?:^|_)(?:(?:data|feature|input|table|column)s?_schema|schema_(?:valid\w*|of_\w+|matches|holds)|feature_expectations?)(?:_|$)|^schema$/],
  ['data-2', /(?:^|_)(?:feature_(?:importances?|relevance|usefulness|benefits?|ablation)|features?_(?:are_)?(?:useful|beneficial))(?:_|$)/],
  ['data-3', /(?:^|_)(?:feature_(?:costs?|latency|memory)|costs?_of_(?:\w+_)?features?)(?:_|$)/],
  ['data-4', /(?:^|_)(?:feature_(?:policy|policies|rules)|(?:forbidden|prohibited|disallowed)_(?:features?|columns?)|meta_?level\w*)(?:_|$)/],
  ['data-5', /(?:^|_)(?:privacy|pii|personal_data|gdpr|anonymi[sz]\w+)(?:_|$)/],
  ['model-2', /(?:^|_)(?:offline_(?:\w+_)?online|online_(?:\w+_)?offline)(?:_|$)/],
  ['model-3', /(?:^|_)(?:hyper_?param\w*|tuned)(?:_|$)/],
  ['model-4', /(?:^|_)(?:model_)?(?:staleness|model_decay)(?:_|$)/],
  ['model-5', /(?:^|_)(?:baseline|simpler_model|(?:beats?|better_than)_(?:the_)?(?:dummy|random|mean|majority|naive\w*|trivial\w*))(?:_|$)/],
  ['model-6', /^(?:important_)?(?:data_)?slices?$|(?:^|_)(?:(?:quality|performance|accuracy|metrics?|error)_(?:\w+_)?(?:slices?|subgroups?|segments?)|(?:slices?|subgroups?|segments?)_(?:quality|performance|accuracy|metrics?|error))(?:_|$)/],
  ['model-7', /(?:^|_)(?:fair(?:ness)?|demographic_parity|equali[sz]ed_odds|equal_opportunity|gender_(?:bias|parity)|inclusion)(?:_|$)/],
  ['infra-1', /(?:^|_)(?:reproducib\w+|determinis\w+)(?:_|$)/],
  ['infra-4', /(?:^|_)(?:quality_gate|model_quality_before_\w+|model_validation_gate)(?:_|$)/],
  ['infra-6', /(?:^|_)canar(?:y|ied|ies)(?:_|$)/],
  ['infra-7', /(?:^|_)roll_?backs?(?:_|$)/],
  ['monitor-1', /(?:^|_)(?:upstream_(?:changes?|dependenc\w+)|dependency_changes?|data_dependenc\w+)(?:_|$)/],
  ['monitor-2', /(?:^|_)(?:data_invariants?|(?:data|feature|input|concept)_drift|no_drift)(?:_|$)/],
  ['monitor-3', /(?:^|_)(?:training_(?:\w+_)?serving|train_serve|skew|feature_parity)(?:_|$)/],
  ['monitor-4', /(?:^|_)(?:model_(?:age|freshness)|stale_models?|models?_(?:is_)?(?:not_)?stale)(?:_|$)/],
  ['monitor-5', /(?:^|_)numerical(?:ly)?_stab\w+(?:_|$)/],
  ['monitor-6', /(?:^|_)(?:(?:latency|memory|speed|performance|throughput)_regress\w+|(?:inference|prediction|serving)_latency)(?:_|$)/],
  ['monitor-7', /(?:^|_)(?:(?:online|served|live|production)_(?:quality|accuracy|performance)|prediction_quality)(?:_|$)/],
];
