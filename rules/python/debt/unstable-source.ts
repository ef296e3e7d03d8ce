import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { isExampleCode, isTestCode } from '../../api/python/code-purpose.ts';
import type { ReadEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { pathArgument } from '../../api/python/reading-call.ts';
import { rowsOfKind } from '../../api/python/row-path.ts';
import { shortText } from '../../api/python/short-text.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  address: '`{model}` is trained on what `{address}` gives that day',
  latest: '`{model}` is trained on whatever is the latest: `{address}`',
} as const;

/** Characters of an address in a message. Own choice: the sentence has to fit beside it. */
const MOST_ADDRESS = 36;

export const rule = pythonRule({
  id: 'debt/unstable-source',
  summary: 'Training on an address or a “latest” that may change',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 3, unstable data dependencies')],
  docs: {
    what: 'Finds rows that a model is trained on and that are read from an address on the network, or from a path that says `latest`, without a version, commit, date or hash in it.',
    why: 'The rows change when their owner changes them. The same code gives another model tomorrow, and nobody can tell whether code or data made the difference.',
    instead: 'Keep a copy with a version (a dated file, DVC, a commit in the address) and read that one; move on to a newer version on purpose.',
    limits: 'The rows must lead from the read to a fit of the same program. Addresses with a commit, version, date, record number or DOI are taken as fixed, as are archives of sample data that never change.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'an address',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("https://data.example.org/sales.csv")\n#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ address\nRidge().fit(df[["price"]], df["sold"])\n',
      },
      {
        title: 'the latest export',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("exports/latest.csv")\n#                ^^^^^^^^^^^^^^^^^^^^ latest\nRidge().fit(df[["price"]], df["sold"])\n',
      },
    ],
    good: [
      {
        title: 'a commit in the address',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("https://raw.githubusercontent.com/shop/data/3f2c1e9a7b6d5c4e3f2a1b0c9d8e7f6a5b4c3d2e/sales.csv")\nRidge().fit(df[["price"]], df["sold"])\n',
      },
      { title: 'nothing is trained on it', format: 'python', text: 'import pandas as pd\n\ndf = pd.read_csv("https://data.example.org/sales.csv")\nprint(df.head())\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (isTestCode(facts.document) || isExampleCode(facts.document) ? [] : facts.reads.flatMap((read) => verdictsOn(read, facts))),
  mend: null,
});

function verdictsOn(read: ReadEvent, facts: Facts): readonly CodeVerdict<typeof MESSAGES>[] {
  const { path } = read;
  const way = path === null ? null : wayOf(path);
  const model = way === null ? null : trainedOn(read, facts);
  if (path === null || way === null || model === null) return [];
  const related = [{ at: model.node, text: `\`${model.name}\` is trained on these rows` }];
  return [{ message: way, at: pathArgument(read), related, data: { model: { text: model.name }, address: { text: shortText(path.replace(/^https?:\/\//, '').replaceAll('`', "'"), MOST_ADDRESS) } } }];
}

function wayOf(path: string): 'address' | 'latest' | null {
  if (isFixed(path)) return null;
  if (/^(?:https?|ftp):\/\//i.test(path)) return 'address';
  return /(?:^|[/_.-])latest(?:\.\w+)*(?:\/|$)/i.test(path) ? 'latest' : null;
}

/** A commit, hash, version, date, DOI or record number; archives of sample data that are kept as they are. */
function isFixed(path: string): boolean {
  return (
    /(?<![0-9a-z])(?=[0-9a-f]*\d)[0-9a-f]{7,64}(?![0-9a-z])/i.test(path)
    || /[/_.=@-]v\d+(?:\.\d+)*(?:[/_.-]|$)|[/@_-]\d+\.\d+\.\d+|(?:19|20)\d\d[-_/.]?[01]\d|doi\.org|zenodo\.org|figshare|archive\.ics\.uci\.edu|machine-learning-databases|kaggle\.com\/.*version|[?&]version/i.test(path)
    || /storage\.googleapis\.com\/(?:download\.tensorflow|tensorflow)|s3\.amazonaws\.com\/(?:fast-ai|img-datasets)|yann\.lecun|cs\.toronto\.edu|stanford\.edu/i.test(path)
  );
}

function trainedOn(read: ReadEvent, facts: Facts): { readonly name: string; readonly node: (typeof facts.fits)[number]['node'] } | null {
  const key = read.rows?.kind === 'source' ? read.rows.key : null;
  if (key === null) return null;
  for (const { role, estimator, features, node } of facts.fits) {
    if ((role !== 'model' && role !== 'search') || features === null || features.confidence === 'possible') continue;
    const name = estimator.className?.split('.').at(-1);
    if (name !== undefined && rowsOfKind(features.rows, 'source').some((source) => source.key === key)) return { name, node };
  }
  return null;
}
