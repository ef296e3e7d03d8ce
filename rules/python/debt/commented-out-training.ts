import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { isExampleCode } from '../../api/python/code-purpose.ts';
import type { Facts } from '../../api/python/facts.ts';
import { shortText } from '../../api/python/short-text.ts';
import { pythonRule } from '../../api/python-rule.ts';

const MESSAGES = {
  one: 'Code that trains is commented out: `{code}`',
  several: 'Code that trains is commented out with {others} lines around it: `{code}`',
} as const;

/** Characters of code in a message. Own choice: the rest of the line holds the sentence. */
const MOST_CODE = 40;

export const rule = pythonRule({
  id: 'debt/commented-out-training',
  summary: 'Training or prediction that is commented out',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 5, dead experimental codepaths')],
  docs: {
    what: 'Finds comments that hold a whole statement that trains, tunes or predicts, such as `# model.fit(X, y)`, once for each block of comments.',
    why: 'Nobody can tell whether the line was a failed experiment, an option or a mistake, and it falls behind the code around it. Results may come from either version.',
    instead: 'Delete it, version control remembers it. A variant that is still wanted belongs behind a setting, with its result written down.',
    limits: 'Only lines that are a call or an assignment of one are reported, never sentences that mention a call, programs that show examples, or lines that start with `>>>`.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      { title: 'the other model', format: 'python', text: 'model = Ridge()\n# model = SVR(C=2)\n# model.set_params(C=3)\n# model.fit(X, y)\n# ^^^^^^^^^^^^^^^ several\nmodel.fit(X, y)\n' },
      { title: 'one call', format: 'python', text: '# search.fit(X, y)\n# ^^^^^^^^^^^^^^^^ one\nprint(1)\n' },
    ],
    good: [{ title: 'a sentence', format: 'python', text: '# model.fit(X, y) is slow here, so the fitted model is loaded\nmodel = load()\n' }],
  },
  yieldsTo: [],
  find: ({ facts }) => (isExampleCode(facts.document) ? [] : blocksOf(facts)).flatMap((block) => {
    const [training, ...more] = block.filter(({ code }) => TRAINS.test(code) && isBalanced(code));
    if (training === undefined) return [];
    const others = block.filter((line) => line !== training && (more.includes(line) || STATEMENT.test(line.code))).length;
    const at = { document: facts.document, start: training.start, end: training.end };
    const code = { text: shortText(training.code.replaceAll('`', "'"), MOST_CODE) };
    return [others < 2 ? { message: 'one', at, data: { code } } : { message: 'several', at, data: { code, others } }];
  }),
  mend: null,
});

/** A whole line that is a call of something that learns or predicts, or an assignment of one. */
const TRAINS = /^(?:[A-Za-z_][\w.]*(?:\[[^\]]*\])?(?:\s*,\s*[A-Za-z_]\w*)*\s*=\s*)?[A-Za-z_]\w*(?:\.\w+|\([^)]*\)|\[[^\]]*\])*\.(?:fit|fit_transform|fit_generator|partial_fit|predict|predict_proba|backward|train_on_batch|cross_val_score)\(.*\)$/;
/** Other code: assignments, calls, imports. */
const STATEMENT = /^(?:[A-Za-z_][\w.[\]"', ]*\s*[-+*/]?=\s*\S|(?:import|from|def|class|for|if|else|elif|with|return|try|while)\b.*(?::|\w)$|[A-Za-z_][\w.]*\(.*\)$)/;

interface CommentLine {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/** Comments that stand alone on lines below each other. */
function blocksOf({ document }: Facts): readonly (readonly CommentLine[])[] {
  const { text, comments } = document;
  const blocks: CommentLine[][] = [];
  let lastEnd = -2;
  for (const { start, end } of comments) {
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    if (text.slice(lineStart, start).trim() !== '') continue;
    const written = text.slice(start, end);
    const code = written.replace(/^#+\s*/, '');
    const line = { code: code.trimEnd(), start: end - code.length, end: end - (code.length - code.trimEnd().length) };
    const isBelow = text.slice(lastEnd, lineStart).trim() === '' && text.slice(lastEnd, lineStart).split('\n').length === 2;
    if (isBelow) blocks.at(-1)?.push(line);
    else blocks.push([line]);
    lastEnd = end;
  }
  return blocks;
}

function isBalanced(code: string): boolean {
  let depth = 0;
  for (const [index, character] of [...code].entries()) {
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    if (depth < 0) return false;
    // a call that ends before the line does is followed by words
    if (depth === 0 && character === ')' && /[A-Za-z]/.test(code.slice(index + 1, index + 3).trim().slice(0, 1))) return false;
  }
  return depth === 0;
}
