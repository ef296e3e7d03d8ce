/** Which rows a value rests on: newly arriving or served ones, rows of the training, made-up ones. */
import type { DataOrigin } from '../../api/checklist/check.ts';
import { walk } from '../../api/python/children.ts';
import type { Call, Node } from '../../api/python/syntax.ts';
import { enclosing } from '../../api/python/syntax.ts';
import type { Cone } from './cone.ts';

const ARRIVING = /^(?:kafka\.KafkaConsumer|confluent_kafka\.\w*Consumer|aiokafka\.AIOKafkaConsumer|faust\.|google\.cloud\.pubsub|boto3\.\S*(?:get_records|receive_message)|flask\.request|pika\.|redis\.\S*xread)/;
const ASKS = /(?:^|\.)(?:read_sql\w*|read_gbq|read_database\w*|execute|query|sql|table|scan|fetchall|fetchmany|get_object|list_objects\w*|read_parquet|read_json|read_csv|read_delta|get_online_features|get_log\w*|search_\w+|find)$/;
/** Words of served rows, in names, tables and paths. Adjectives may speak of a model, so they count where rows are asked for. */
const SERVED = /(?:^|[^a-z])(?:prod|production|live|served|serving|inference|inferences|prediction ?logs?|predictions? (?:log|table|history)s?|logged|request ?logs?|requests|telemetry|kafka|stream(?:ing)?|feedback|incoming|impressions?|payload ?logs?|online (?:log|feature)s?|captured)(?:[^a-z]|$)/i;
const ADJECTIVE = /^(?:(?:the )?(?:prod|production|live|served|serving|inference|captured)(?: (?:path|file|name|version|dir|uri|tag|run|id))?|.*\bmodels?\b.*|.*\b(?:pkl|joblib|onnx|h5|pt|pth|safetensors|tflite)\b.*)$/i;
const OF_TESTS = /(?:^|\/)tests?\/|(?:^|\/)test_[^/]*\.py$/;
const WATCHING = /monitor|live|prod|serv|online|drift|telemetry|incoming|invariant|skew/i;
const HELD_OUT = /^(?:x_test|y_test|x_val|y_val|test_set|test_data|test_df|df_test|val_df|holdout|held_out|x_valid|y_valid|testset)$/i;
const HELD_OUT_FILE = /(?:^|[/_-])(?:held[_-]?out|hold[_-]?out|test|valid(?:ation)?|val|eval)(?:[_-]?(?:set|data|df|split))?\.(?:csv|tsv|parquet|feather|json|jsonl|pkl|npz|log|txt)$/i;
const TRAINED = /^(?:x_train|y_train|train_df|df_train|train_set|train_data|training_data|trainset)$/i;
const MADE_UP = /^(?:sklearn\.datasets\.(?:make_|load_)|numpy\.random\.|random\.|faker\.|torch\.rand|tensorflow\.random\.)/;

/** @param names names of the file and function it stands in, and of what is written near it, which say what its rows are */
export function originOf(cone: Cone, names: readonly string[] = []): DataOrigin {
  const calls = cone.calls.map(({ name }) => name);
  if (calls.some((name) => ARRIVING.test(name))) return 'served';
  const words = [...cone.words];
  if (words.some((word) => HELD_OUT.test(word) || HELD_OUT_FILE.test(word)) || calls.some((name) => /\.train_test_split$/.test(name))) return 'test';
  if (words.some((word) => TRAINED.test(word)) && !words.some((word) => SERVED.test(word))) return 'train';
  const asking = cone.calls.filter(({ name, target }) => target === null && ASKS.test(name));
  const asks = asking.length > 0;
  const isServed =
    words.some((word) => SERVED.test(spaced(word)) && !ADJECTIVE.test(spaced(word).trim())) || names.some((name) => SERVED.test(spaced(name))) || asking.some(({ call }) => wordsAround(call).some((word) => SERVED.test(spaced(word)) && !/\bmodels?\b/i.test(spaced(word))));
  // a test of code asks for what it has just put there
  if (isServed && asks && names.some((name) => OF_TESTS.test(name)) && !names.some((name) => WATCHING.test(name))) return 'unknown';
  if (isServed && asks) return isFile(words) && !calls.some((name) => /read_sql|query|execute|\.sql$|\.table$/.test(name)) ? 'unknown' : 'served';
  if (!asks && (calls.some((name) => MADE_UP.test(name)) || (names.some((name) => OF_TESTS.test(name)) && isWritten(cone)))) return 'synthetic';
  return 'unknown';
}

const CONSTRUCTED = /^(?:pandas\.(?:DataFrame|Series|Index|Categorical|Timestamp|Timedelta|date_range|to_datetime|concat)|polars\.(?:DataFrame|Series)|numpy\.|math\.|datetime\.|collections\.|types\.SimpleNamespace|unittest\.mock\.|torch\.(?:tensor|zeros|ones|full|arange|linspace)|(?:range|list|dict|set|tuple|int|float|str|bool|len|zip|enumerate|sum|min|max|abs|round|sorted|map)$)/;
const READS = /\.(?:load|loadtxt|genfromtxt|fromfile|memmap)$/;

/** Rows that a test writes itself, and what it makes of them. */
function isWritten({ nodes, calls, words, isWhole }: Cone): boolean {
  const isMade = calls.length > 0 || nodes.some(({ kind }) => kind === 'List' || kind === 'Dict');
  return isWhole && isMade && calls.every(({ name, target }) => target !== null || (CONSTRUCTED.test(name) && !READS.test(name))) && ![...words].some((word) => SERVED.test(spaced(word)));
}

/** Names and texts a call is written with, the names its value is given, and the function it stands in. */
function wordsAround(call: Call): readonly string[] {
  const words: string[] = [];
  const take = (node: Node): void =>
    walk(node, (each) => {
      if (each.kind === 'Name') words.push(each.id);
      if (each.kind === 'Attribute') words.push(each.attribute);
      if (each.kind === 'Constant' && typeof each.value === 'string') words.push(each.value.slice(0, 200));
      return undefined;
    });
  take(call);
  const around = enclosing(call, ['Assign', 'FunctionDef', 'With']);
  if (around?.kind === 'Assign') for (const target of around.targets) take(target);
  const owner = enclosing(call, ['FunctionDef']);
  return owner?.kind === 'FunctionDef' ? [...words, owner.name] : words;
}

/** A path within the repository, or one beside it: nobody knows how the file came there. */
function isFile(words: readonly string[]): boolean {
  return words.some((word) => /^(?:\.{0,2}\/)?[\w./ -]+\.(?:csv|json|jsonl|parquet|tsv|txt|pkl)$/.test(word) && !/^(?:s3|gs|abfss?|https?|hdfs|dbfs):/.test(word)) && !words.some((word) => /^(?:s3a?|gs|abfss?|https?|hdfs|dbfs):/.test(word));
}

function spaced(word: string): string {
  return word.slice(0, 200).replaceAll(/([a-z])([A-Z])/g, '$1_$2').replaceAll(/[_./-]/g, ' ');
}
