import { pythonRule } from '../../api/python-rule.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import { rootOfChain } from '../../api/python/assignment-text.ts';
import type { CallEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { enclosing } from '../../api/python/syntax.ts';
import type { Call, Expression } from '../../api/python/syntax.ts';

const MESSAGES = {
  method: '`{method}` returns a copy, which is thrown away; `{receiver}` stays as it is',
  function: '`{method}` returns its result, which is thrown away',
} as const;

export const rule = pythonRule({
  id: 'pandas/result-dropped',
  summary: 'Results of pandas methods that are thrown away',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'pandas user guide', where: 'Intro to data structures: methods return new objects', url: 'https://pandas.pydata.org/docs/user_guide/dsintro.html' },
    { title: 'pandas reference', where: 'DataFrame.dropna: `inplace`', url: 'https://pandas.pydata.org/docs/reference/api/pandas.DataFrame.dropna.html' },
  ],
  docs: {
    what: 'Finds statements such as `df.dropna()` or `df["name"].str.strip()` that call a method which returns a changed copy, and do nothing with it.',
    why: 'The frame is not changed: missing values, duplicates and wrong types stay in, and the model learns from them while the code says otherwise.',
    instead: 'Assign the result: `df = df.dropna()`.',
    limits: 'Only frames and series that are known to be of pandas count. Methods people call to look at data (`head`, `describe`, aggregates), the last line of a notebook cell and of the pieces in which a script is run (`# %%`, `# In[1]:`), tests, calls under `try` and calls with a function that may act on its own (`apply`, `pipe`) are left out.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'Rows without values stay in the frame',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\ndf.dropna()\n^^^^^^^^^^^ method\nprint(len(df))\n',
        after: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\ndf = df.dropna()\nprint(len(df))\n',
      },
      {
        title: 'Dates are parsed for nobody',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\npd.to_datetime(df["born"])\n^^^^^^^^^^^^^^^^^^^^^^^^^^ function\n',
        after: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\ndf["born"] = pd.to_datetime(df["born"])\n',
      },
    ],
    good: [
      { title: 'The result is kept', format: 'python', text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\ndf = df.dropna()\nprint(len(df))\n' },
      { title: 'The last line of a cell is shown', format: 'notebook', text: '# %%\nimport pandas as pd\ndf = pd.read_csv("people.csv")\ndf.dropna()\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    isTestCode(facts.document)
      ? []
      : facts.calls
          .filter((event) => isLost(event) && !isShown(event.node, facts))
          .map((event) => {
            const method = event.name?.slice(event.name.lastIndexOf('.') + 1) ?? '';
            const root = rootOf(event.node, facts);
            const confidence = event.receiver?.confidence === 'certain' || event.receiver === null ? event.nameConfidence : 'likely';
            const receiver = root === null ? null : facts.textOf(root);
            return receiver !== null && receiver.length <= LONGEST_RECEIVER
              ? ({ message: 'method', at: event.node, confidence, data: { method: { text: method }, receiver: { text: receiver } } } as const)
              : ({ message: 'function', at: event.node, confidence, data: { method: { text: method } } } as const);
          }),
  mend: ({ verdict, facts }) => {
    const call = facts.nodes('Call').find((node) => node === verdict.at);
    const [first] = call?.arguments ?? [];
    const isFunction = call !== undefined && facts.names.qualifiedName(call.callee) !== null;
    const target = call === undefined ? null : isFunction ? (first?.kind === 'Subscript' ? first : null) : rootOf(call, facts);
    if (call === undefined || target === null) return [];
    const text = facts.textOf(target);
    return [{ title: `Assign the result to \`${text}\``, safety: 'review', edits: [{ document: facts.document, start: call.start, end: call.start, newText: `${text} = ` }] }];
  },
});

/** The data a chain of methods starts from; null when it starts from a function: `pd` of `pd.concat(parts).round(2)` is no data. */
function rootOf(call: Call, facts: Facts): Expression | null {
  const root = rootOfChain(call, facts);
  const isModule = root?.kind === 'Name' && facts.names.imports.some(({ name, boundAs }) => name === null && boundAs === root.id);
  return isModule ? null : root;
}

/** A longer one would not fit the message. */
const LONGEST_RECEIVER = 16;

/** A copy with changed rows or values of data that is surely of pandas. */
function isLost({ isResultDropped, name, nameConfidence, api, receiver, result, arguments: given, node }: CallEvent): boolean {
  if (!isResultDropped || name === null || nameConfidence === 'possible' || api?.is !== 'data' || !name.startsWith('pandas.')) return false;
  if (api.mutates === true || api.isPure === false || api.calls !== undefined || !CHANGING.has(api.rows)) return false;
  if (name.split('.').length > 2 && (receiver?.kind !== 'data' || receiver.confidence === 'possible' || receiver.className?.startsWith('pandas.') !== true)) return false;
  if (api.inplace !== undefined && given.some((argument) => argument.name === api.inplace && !(argument.value.kind === 'scalar' && argument.value.value === false))) return false;
  return result.kind === 'data' && !LOOKED_AT.has(name.slice(name.lastIndexOf('.') + 1)) && !node.keywords.some((keyword) => keyword.name === null) && enclosing(node, ['Try']) === null && !isExpectedToFail(node);
}

const CHANGING: ReadonlySet<string> = new Set(['same', 'subset', 'reordered', 'union', 'join', 'copies', 'picked']);
/** Called to see something, to warm up or to check; nobody means to change the data by them. */
const LOOKED_AT: ReadonlySet<string> = new Set(['head', 'tail', 'sample', 'copy', 'isna', 'isnull', 'notna', 'notnull', 'isin', 'duplicated', 'keys', 'items', 'equals', 'get', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'between', 'to_numpy', 'nlargest', 'nsmallest', 'iterrows', 'itertuples', 'to_dict', 'to_records', 'tolist', 'to_list', 'unique', 'xs', 'contains', 'filter', 'select_dtypes', 'DataFrame', 'Series', 'Index']);

/** In scripts that editors and galleries run piece by piece, the last line of a piece is shown as in a notebook. */
function isShown(node: Call, { document }: Facts): boolean {
  const { module, cells, text } = document;
  const index = module.body.findIndex((statement) => statement === node.parent);
  const next = module.body[index + 1];
  if (index < 0 || (cells.length === 0 && !isRunInPieces(document))) return false;
  if (next === undefined) return true;
  if (cells.length > 0) return cells.some(({ range }) => range !== null && range.start > node.start && range.start <= next.start);
  return /\n[ \t]*(?:#|\r?\n)/.test(text.slice(node.end, next.start));
}

/** Marks of exported notebooks and galleries, or lines that only look at a value, which do nothing in a script. */
function isRunInPieces({ module, comments, text }: Facts['document']): boolean {
  const marks = isGalleryPage(module) ? GALLERY_MARK : PIECE_MARK;
  return comments.some(({ start, end }) => marks.test(text.slice(start, end))) || module.body.some((statement) => statement.kind === 'Expr' && LOOKS.has(statement.value.kind));
}

const PIECE_MARK = /^# (?:In ?\[[\d ]*\]|COMMAND -{5,})/;
/** Other scripts put such lines around headings. Source: Sphinx-Gallery documentation, "Structuring Python scripts for Sphinx-Gallery". */
const GALLERY_MARK = /^#{20,}$/;

/** Scripts of Sphinx-Gallery begin with a text that has an underlined title. */
function isGalleryPage({ body: [first] }: Facts['document']['module']): boolean {
  return first?.kind === 'Expr' && first.value.kind === 'Constant' && typeof first.value.value === 'string' && /^\s*[=\-~]{3,}\s*$/m.test(first.value.value);
}

const LOOKS: ReadonlySet<Expression['kind']> = new Set(['Name', 'Attribute', 'Subscript']);

/** `with pytest.raises(...)`, and other blocks that watch what happens. */
function isExpectedToFail(node: CallEvent['node']): boolean {
  const around = enclosing(node, ['With', 'FunctionDef']);
  return around?.kind === 'With' && around.items.some(({ context }) => context.kind === 'Call' && context.callee.kind === 'Attribute' && /raises|warns|produces|assert/i.test(context.callee.attribute));
}
