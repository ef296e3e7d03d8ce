import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { mayBeSameFile, plainPath } from '../../api/debt/project-paths.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import type { Facts } from '../../api/python/facts.ts';
import { pythonProjectRule } from '../../api/python-rule.ts';
import type { KeptPlace } from '../../api/python-rule.ts';

const MESSAGES = {
  orphan: 'No program of the project reads the intermediate file `{file}`',
} as const;

interface Collected {
  readonly written: readonly { readonly path: string; readonly at: KeptPlace }[];
  readonly read: readonly string[];
  /** Texts that name a file, other than those of its own writes. */
  readonly named: readonly string[];
  readonly hasUnknownReads: boolean;
}

export const rule = pythonProjectRule({
  id: 'debt/orphan-intermediate',
  summary: 'Intermediate files that are written and never read',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 5, pipeline jungles')],
  docs: {
    what: 'Finds data files that are written into a folder of intermediate results (`interim`, `processed`, `staging`, `tmp`, ...) and that no program of the project reads or names.',
    why: 'Pipelines grow by one join and one file at a time. Steps whose result nobody uses still take time, can still fail, and make it unclear what leads to the model.',
    instead: 'Delete the step, or write its result where results belong and say who uses it.',
    limits: 'Only paths written in the code are seen. A name that stands anywhere else in a program, and reads of whole folders, silence the rule. Readers outside of Python are not seen.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      { title: 'nobody reads it', format: 'python', text: 'import pandas as pd\n\ndf = pd.read_csv("data/raw.csv")\ndone = df.dropna().to_csv("data/interim/complete.csv")\n#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ orphan\n' },
    ],
    good: [
      {
        title: 'the next step reads it',
        format: 'python',
        fileName: 'clean.py',
        text: 'import pandas as pd\n\ndf = pd.read_csv("data/raw.csv")\ndf.dropna().to_csv("data/interim/complete.csv")\n',
        files: { 'train.py': 'import pandas as pd\n\ndf = pd.read_csv("../data/interim/complete.csv")\nprint(df.mean())\n' },
      },
    ],
  },
  yieldsTo: [],
  needs: 'all-programs',
  collect: ({ facts }): Collected | null => {
    const written = isTestCode(facts.document) ? [] : facts.writes.flatMap(({ path, node }) => (path === null || !isIntermediate(path) ? [] : [{ path, at: { path: facts.document.path, start: node.start, end: node.end } }]));
    const read = facts.reads.flatMap(({ path }) => (path === null ? [] : [path]));
    return { written, read, named: namedFiles(facts), hasUnknownReads: facts.reads.some(({ path }) => path === null) || FOLDERS.test(facts.document.source) };
  },
  judge: ({ programs }) => {
    if (programs.some(({ collected }) => collected.hasUnknownReads)) return [];
    const read = programs.flatMap(({ collected }) => collected.read);
    const named = new Map<string, number>();
    for (const name of programs.flatMap(({ collected }) => collected.named)) named.set(name, (named.get(name) ?? 0) + 1);
    const orphans = programs.flatMap(({ collected }) => collected.written).filter(({ path }) => !read.some((other) => mayBeSameFile(other, path)) && (named.get(fileName(path)) ?? 0) <= 1);
    return orphans.map(({ path, at }) => ({ message: 'orphan' as const, at, data: { file: { text: plainPath(path) } } }));
  },
});

const INTERMEDIATE = /(?:^|[/_.-])(?:interim|intermediate|processed|preprocessed|staging|staged|tmp|temp|cache|stage\d*|step\d*)(?:[/_.-]|$)/i;
const TABLE = /\.(?:csv|tsv|parquet|feather|pkl|pickle|joblib|npy|npz|h5|hdf5?|json|jsonl|arrow)(?:\.\w+)?$/i;
/** Read what is there, whatever its name. */
const FOLDERS = /\b(?:glob|iglob|rglob|listdir|scandir|iterdir|os\.walk)\b/;

function isIntermediate(path: string): boolean {
  return INTERMEDIATE.test(path) && TABLE.test(path);
}

/** Last parts of texts that look like files, each as often as it is written. */
function namedFiles(facts: Facts): readonly string[] {
  return facts.nodes('Constant').flatMap(({ type, value }) => (type === 'str' && typeof value === 'string' && value.length < MOST_PATH && TABLE.test(value) ? [fileName(value)] : []));
}

/** Longer texts are no paths. Own choice. */
const MOST_PATH = 500;

function fileName(path: string): string {
  const plain = plainPath(path);
  return plain.slice(plain.lastIndexOf('/') + 1);
}
