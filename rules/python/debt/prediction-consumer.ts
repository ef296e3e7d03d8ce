import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { mayBeSameFile } from '../../api/debt/project-paths.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import type { Facts } from '../../api/python/facts.ts';
import { nameList } from '../../api/python/name-list.ts';
import { pythonProjectRule } from '../../api/python-rule.ts';
import type { KeptPlace } from '../../api/python-rule.ts';

const MESSAGES = {
  consumers: 'Predictions in `{file}` are read by {programs}',
} as const;

interface Collected {
  readonly written: readonly { readonly path: string; readonly model: string; readonly at: KeptPlace }[];
  readonly read: readonly { readonly path: string; readonly at: KeptPlace }[];
}

export const rule = pythonProjectRule({
  id: 'debt/prediction-consumer',
  summary: 'Files of predictions that other programs read',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 2, undeclared consumers')],
  docs: {
    what: 'Names the programs of the project that read a file another program writes predictions of a model into.',
    why: 'A file has no list of readers. Whoever changes the model changes what these programs get, and hears of it when they break.',
    instead: 'Write down who reads the predictions and what they may rely on, or hand them out by a function or service that knows its callers.',
    limits: 'Only readers inside the project are seen, by paths that are written in the code. Readers elsewhere are just what this debt is about: ask for them.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'a report reads the scores',
        format: 'python',
        fileName: 'score.py',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n\nold = pd.read_csv("loans.csv")\nmodel = LogisticRegression().fit(old[["income"]], old["paid"])\nold["risk"] = model.predict(old[["income"]])\ndone = old.to_csv("scores.csv")\n#      ^^^^^^^^^^^^^^^^^^^^^^^^ consumers\n',
        files: { 'report.py': 'import pandas as pd\n\nprint(pd.read_csv("scores.csv").mean())\n' },
      },
    ],
    good: [
      {
        title: 'nobody reads them',
        format: 'python',
        fileName: 'score.py',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n\nold = pd.read_csv("loans.csv")\nmodel = LogisticRegression().fit(old[["income"]], old["paid"])\nold["risk"] = model.predict(old[["income"]])\nold.to_csv("scores.csv")\n',
        files: { 'report.py': 'import pandas as pd\n\nprint(pd.read_csv("loans.csv").mean())\n' },
      },
    ],
  },
  yieldsTo: [],
  collect: ({ facts }): Collected | null => {
    if (isTestCode(facts.document)) return null;
    const written = facts.writes.flatMap(({ path, value, node }) => {
      if (path === null || value.kind !== 'data' || value.confidence === 'possible') return [];
      const applied = value.influences.find((influence) => influence.by === 'model' && influence.isApplied && facts.predictions.some(({ model }) => model.fits.some((fit) => fit.node === influence.node)));
      const model = value.prediction === null ? applied?.name : (value.prediction.model ?? 'a model');
      return model === undefined ? [] : [{ path, model: model.slice(model.lastIndexOf('.') + 1), at: placeOf(node, facts) }];
    });
    const read = facts.reads.flatMap(({ path, node }) => (path === null ? [] : [{ path, at: placeOf(node, facts) }]));
    return written.length + read.length === 0 ? null : { written, read };
  },
  judge: ({ programs }) =>
    programs.flatMap(({ collected }) =>
      collected.written.flatMap(({ path, at, model }) => {
        const readers = programs.flatMap((program) => program.collected.read.filter((read) => read.at.path !== at.path && mayBeSameFile(read.path, path)).slice(0, 1));
        if (readers.length === 0) return [];
        const related = [{ at, text: `predictions of \`${model}\` are written` }, ...readers.slice(0, MOST_PLACES).map((read) => ({ at: read.at, text: `\`${fileName(read.at.path)}\` reads them` }))];
        return [{ message: 'consumers' as const, at, related, data: { file: { text: fileName(path) }, programs: { text: nameList(readers.map((read) => fileName(read.at.path))) } } }];
      }),
    ),
});

/** More places would hide the sentence. */
const MOST_PLACES = 10;

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function placeOf({ start, end }: { readonly start: number; readonly end: number }, { document }: Facts): KeptPlace {
  return { path: document.path, start, end };
}
