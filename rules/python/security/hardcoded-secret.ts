import { pythonRule } from '../../api/python-rule.ts';
import type { CodePlace, CodeVerdict } from '../../api/python-rule.ts';
import { isExampleCode, isTestCode } from '../../api/python/code-purpose.ts';
import type { Facts } from '../../api/python/facts.ts';
import { namedSecrets } from '../../api/python/named-secrets.ts';
import { passwordsInAddresses } from '../../api/python/address-passwords.ts';
import { secretsIn } from '../../api/python/secret-formats.ts';
import { shortText } from '../../api/python/short-text.ts';

const MESSAGES = {
  format: 'The text holds {what}, beginning with `{start}`',
  output: 'The saved output shows {what}, beginning with `{start}`',
  address: 'The address of `{host}` holds a password',
  named: '`{name}` is given a text that looks like a secret',
} as const;

export const rule = pythonRule({
  id: 'security/hardcoded-secret',
  summary: 'Keys, tokens and passwords in code, cells and saved outputs',
  severity: 'error',
  confidence: 'likely',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'MITRE CWE', where: 'CWE-798: Use of Hard-coded Credentials', url: 'https://cwe.mitre.org/data/definitions/798.html' },
    { title: 'Meli, McNiece and Reaves: How Bad Can It Git? Characterizing Secret Leakage in Public GitHub Repositories (NDSS 2019)' },
  ],
  docs: {
    what: 'Finds keys of a known form (AWS, GitHub, GitLab, OpenAI, Anthropic, Hugging Face, Slack, Google, Stripe, SendGrid, npm, PyPI, Databricks, Azure, signed tokens, private keys) in code, comments, cells and saved outputs; addresses with a password in them; and names such as `api_key` or `password` that are given a literal which looks drawn by chance.',
    why: 'Whoever can read the repository, the shared notebook or its history can use the key. Outputs are easily forgotten: `print(os.environ)` or a traceback saves what the code itself does not say.',
    instead: 'Withdraw the key where it was issued, since it stays in the history. Read the new one from the environment (`os.environ["API_KEY"]`), from `getpass`, or from the secrets of the platform.',
    limits: 'Tests, examples and documentation are left out, and so are texts that only stand for a secret (`your-key`, `<token>`, one character again and again) and usual passwords of databases on this machine. A secret without a known form is only seen by its name, and a password made of one word is not. The secret itself is never printed.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'The password of the database stands in its address',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_sql("select * from orders", "postgresql://shop:Rw7tQ2mzLk@db.shop.eu/orders")\n#                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ address\n',
      },
      {
        title: 'A key is put into the environment by the code itself',
        format: 'python',
        text: 'import os\n\nos.environ["TRACKING_API_KEY"] = "9fK2vQx7Lw0ZtB4mNc8RjHs5"\n#                                ^^^^^^^^^^^^^^^^^^^^^^^^^^ named\n',
      },
      {
        title: 'A saved output shows a key',
        format: 'notebook',
        text: '# %% [1]\n# ! output\nprint(credentials)\n#> {"id": "AKIAQX7L2VKZT5MNWR3J", "region": "eu-west-1"}\n',
      },
    ],
    good: [
      { title: 'The address comes from the environment', format: 'python', text: 'import os\nimport pandas as pd\n\ndf = pd.read_sql("select * from orders", os.environ["DATABASE_URL"])\n' },
      { title: 'A word that stands for the key', format: 'python', text: 'import os\n\nos.environ["TRACKING_API_KEY"] = "your-api-key-goes-here"\n' },
      { title: 'The output names the key only', format: 'notebook', text: '# %% [1]\nprint(list(credentials))\n#> ["id", "region"]\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    if (isTestCode(facts.document) || isExampleCode(facts.document)) return [];
    const written = inSource(facts);
    return [...written, ...inNames(facts, written), ...inOtherCells(facts), ...inOutputs(facts)];
  },
  mend: null,
});

/** Longer names would not fit the messages. */
const LONGEST_SHOWN = 40;

type Verdict = CodeVerdict<typeof MESSAGES>;
type Span = { readonly start: number; readonly end: number };

/** Code, comments, magics: all that is written in the file. */
function inSource({ document }: Facts): readonly (Verdict & { readonly at: Span & CodePlace })[] {
  const at = ({ start, end }: Span) => ({ document, start, end });
  const formats = secretsIn(document.source).map((found) => ({ message: 'format', at: at(found), confidence: 'certain', data: { what: { text: found.what }, start: { text: found.beginning } } }) as const);
  const addresses = passwordsInAddresses(document.source).map((found) => ({ message: 'address', at: at(found), data: { host: { text: shortText(found.host, LONGEST_SHOWN) } } }) as const);
  return [...formats, ...addresses];
}

function inNames(facts: Facts, said: readonly { readonly at: Span }[]): readonly Verdict[] {
  return namedSecrets(facts)
    .filter(({ at }) => !said.some((other) => other.at.start < at.end && at.start < other.at.end))
    .map(({ name, at }) => ({ message: 'named', at, data: { name: { text: shortText(name, LONGEST_SHOWN) } } }));
}

/** Cells that are not part of the document's text: Markdown and raw ones. */
function inOtherCells({ document }: Facts): readonly Verdict[] {
  return document.cells.filter(({ range }) => range === null).flatMap(({ index, source }) => verdictsOfText(source, { message: 'format', at: { document, cellIndex: index } }));
}

function inOutputs({ document }: Facts): readonly Verdict[] {
  return document.cells.flatMap(({ index, outputs }) => verdictsOfText(outputs.map(({ text }) => text).join('\n'), { message: 'output', at: { document, cellIndex: index } }));
}

/** One for each kind of secret, since all stand at the same place. */
function verdictsOfText(text: string, { message, at }: { readonly message: 'format' | 'output'; readonly at: CodePlace }): readonly Verdict[] {
  const byKind = new Map(secretsIn(text).map((found) => [found.what, found]));
  return [...byKind.values()].map(({ what, beginning }) => ({ message, at, confidence: 'certain', data: { what: { text: what }, start: { text: beginning } } }));
}
