/** What can be counted of debts that stand at no single place. Counts only; what they mean is for people to say. */
import type { SectionVerdict } from '../../../rules/api/checklist/verdict.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';

export interface DebtNumbers {
  readonly numbers: readonly string[];
  readonly question: string | null;
}

interface Known {
  readonly repository: Repository;
  readonly sections: readonly SectionVerdict[];
}

/** @param kind id of the kind of debt */
export function numbersOf(kind: string, known: Known): DebtNumbers {
  switch (kind) {
    case 'TD-03':
      return ask('Who outside of this repository reads the predictions, and do they know when the model changes?');
    case 'TD-06':
      return ask('Which programs break when a column of a dataset gets another name? `lintel catalog` lists who reads each dataset.');
    case 'TD-23':
      return { numbers: undocumentedData(known.repository), question: null };
    case 'TD-08':
      return hiddenLoops(known.repository);
    case 'TD-09':
      return { numbers: glue(known.repository), question: null };
    case 'TD-12':
      return ask('What would stay if the learning library were exchanged: which interface between data, training and serving is your own?');
    case 'TD-18':
      return { numbers: missing(known.sections, 'monitor'), question: null };
    case 'TD-19':
      return { numbers: dataTests(known), question: null };
    case 'TD-22':
      return known.repository.git === null ? ask('How many of the last changes only removed or simplified something? There is no history here to count in.') : { numbers: history(known.repository), question: null };
    default:
      return { numbers: [], question: null };
  }
}

function ask(question: string): DebtNumbers {
  return { numbers: [], question };
}

/** Tables and archives of rows; what is small and named `requirements.txt` is none. */
const DATA = /\.(?:csv|tsv|parquet|feather|arrow|jsonl|ndjson|npz|npy|h5|hdf5|sqlite3?|db)(?:\.(?:gz|bz2|xz|zst))?$/i;
const NAMED = 3;

function undocumentedData({ files, documents }: Repository): readonly string[] {
  const data = files.all.filter(({ path }) => DATA.test(path) && !/(?:^|\/)(?:tests?|fixtures|testdata)\//i.test(path)).map(({ path }) => path);
  if (data.length === 0) return [];
  const said = documents.map(({ text, titles }) => `${titles.join(' ')} ${text}`).join('\n');
  const unnamed = data.filter((path) => !said.includes(path.slice(path.lastIndexOf('/') + 1)));
  if (unnamed.length === 0) return [];
  const names = unnamed.slice(0, NAMED).map((path) => `\`${path}\``).join(', ');
  return [`${unnamed.length} of ${plural(data.length, 'file of data', 'files of data')} ${unnamed.length === 1 ? 'is' : 'are'} named in no document: ${names}${unnamed.length > NAMED ? ` and ${unnamed.length - NAMED} more` : ''}`];
}

const RECOMMENDERS: ReadonlySet<string> = new Set(['surprise', 'implicit', 'lightfm', 'recbole', 'tensorflow_recommenders', 'spotlight', 'cornac', 'libreco', 'recommenders']);

/** Asked where what people are shown decides what they do next. */
function hiddenLoops({ programs }: Repository): DebtNumbers {
  const recommends = programs.filter(({ imports }) => imports.some((imported) => RECOMMENDERS.has(imported.package)));
  return recommends.length === 0 ? { numbers: [], question: null } : ask('What people are recommended decides what they rate and click next: which rows of the training data are answers to this system’s own choices?');
}

const LEARNING: ReadonlySet<string> = new Set(['sklearn', 'torch', 'tensorflow', 'keras', 'xgboost', 'lightgbm', 'catboost', 'statsmodels', 'transformers', 'surprise', 'implicit', 'pytorch_lightning', 'lightning', 'jax', 'flax', 'prophet', 'pyspark']);
const LEARNS = /\.(?:fit|fit_transform|fit_predict|partial_fit|predict|predict_proba|transform|backward|train|evaluate)$/;

function glue({ programs }: Repository): readonly string[] {
  const own = programs.filter(({ functions }) => functions.every(({ test }) => test === null));
  const byPackage = new Map<string, number>();
  for (const { imports } of own) for (const name of new Set(imports.map((imported) => imported.package))) if (LEARNING.has(name)) byPackage.set(name, (byPackage.get(name) ?? 0) + 1);
  const [most] = [...byPackage].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const calls = own.flatMap(({ functions }) => functions.flatMap((each) => each.calls));
  const learning = calls.filter(({ name }) => name !== null && LEARNING.has(name.split('.')[0] ?? '') && LEARNS.test(name)).length;
  if (most === undefined || learning === 0) return [];
  return [`\`${most[0]}\` is imported in ${most[1]} of ${plural(own.length, 'program', 'programs')}`, `${learning} of ${plural(calls.length, 'call', 'calls')} learn or predict (${percent(learning / calls.length)})`];
}

function missing(sections: readonly SectionVerdict[], id: string): readonly string[] {
  const tests = sections.find((section) => section.id === id)?.tests ?? [];
  const absent = tests.filter(({ status }) => status === 'absent' || status === 'void');
  return absent.length === 0 ? [] : [`${absent.length} of ${plural(tests.length, 'test', 'tests')} of monitoring ${absent.length === 1 ? 'is' : 'are'} absent or void: ${absent.map((test) => test.id).join(', ')}`];
}

function dataTests({ repository, sections }: Known): readonly string[] {
  const tests = repository.programs.flatMap(({ functions }) => functions.filter(({ test }) => test !== null)).length;
  const data = sections.flatMap((section) => section.tests).filter(({ id }) => id === 'data-1' || id === 'monitor-2');
  const absent = data.filter(({ status }) => status === 'absent' || status === 'void').map(({ id }) => id);
  return tests === 0 || absent.length === 0 ? [] : [`${plural(tests, 'test', 'tests')} of code, and ${absent.join(' and ')} of the ML Test Score ${absent.length === 1 ? 'is' : 'are'} absent`];
}

const REMOVES = /\b(?:remov|delet|drop|simplif|clean|prun|retir|deprecat|unused|dead)/i;

function history({ git }: Repository): readonly string[] {
  if (git === null || git.commits.length === 0) return [];
  const removing = git.commits.filter(({ subject }) => REMOVES.test(subject)).length;
  const authors = new Set(git.commits.map(({ email }) => email)).size;
  return [`${removing} of the last ${plural(git.commits.length, 'commit', 'commits')} by ${plural(authors, 'author', 'authors')} say they remove or simplify something`];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}

function plural(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
