/** Code that goes through the rows it reads and refuses those whose fields are missing, of another type or of unknown values. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import { walk } from '../../../api/python/children.ts';
import type { Expression, Node } from '../../../api/python/syntax.ts';
import { coneOf } from '../cone.ts';
import type { CodeRequest, Judged } from '../judged.ts';
import { judgedIn } from '../judged.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

export const codeFinder: CodeFinder = {
  name: 'data-1/rows-as-they-are-read',
  find: (request) => {
    if (isTestPath(request.program.path) || isExamplePath(request.program.path)) return {};
    const byFunction = new Map<string, Judged[]>();
    for (const judged of judgedIn(request)) {
      if (judged.node.kind !== 'Raise' || !asksField(request, judged)) continue;
      byFunction.set(judged.id, [...(byFunction.get(judged.id) ?? []), judged]);
    }
    return { checks: [...byFunction.values()].flatMap((all) => checkOf(all)) };
  },
};

/** One refusal may be of a broken line. Own choice. */
const LEAST_REFUSALS = 2;

function checkOf([first, ...others]: readonly Judged[]): readonly FoundCheck[] {
  if (first === undefined || others.length + 1 < LEAST_REFUSALS) return [];
  const name = first.inside?.name ?? '';
  return [{ items: ['data-1'], at: first.at, text: `${name === '' ? 'the file' : `\`${name}\``} refuses rows it reads by their fields`, isReal: first.isReal, data: 'unknown', ranBy: { kind: 'function', id: first.id } }];
}

const FILES = /^(?:csv\.(?:DictReader|reader)|json\.loads|ijson\.items|jsonlines\.open)$|(?:^|\.)(?:iterrows|itertuples|to_dicts|iter_rows)$/;

/** A condition on a field of the row that the loop around it has read. */
function asksField({ facts }: CodeRequest, { node, tests }: Judged): boolean {
  for (let at: Node | null = node.parent; at !== null && at.kind !== 'FunctionDef'; at = at.parent) {
    if (at.kind !== 'For') continue;
    const row = namesOf(at.target);
    const rests = [at.iter, ...at.body.flatMap((each) => (each.kind === 'Assign' ? [each.value] : []))];
    const isRead = coneOf(facts, rests).calls.some(({ call, name }) => FILES.test(name) && !isWholeFile(call.arguments[0]));
    return isRead && tests.some((test) => isOfField(test) && coneOf(facts, [test]).nodes.some((each) => each.kind === 'Name' && row.has(each.id)));
  }
  return false;
}

/** `json.loads(path.read_text())` is one document, not one row of many. */
function isWholeFile(given: Expression | undefined): boolean {
  return given?.kind === 'Call' && given.callee.kind === 'Attribute' && /^read(?:_text|_bytes)?$/.test(given.callee.attribute);
}

/** `not isinstance(x, str)`, `label not in labels`, `float(row["price"]) < 0`, `not row["id"]`; how far a loop has come is no field. */
function isOfField(test: Node): boolean {
  let is = false;
  walk(test, (node) => {
    if (node.kind === 'Call' && node.callee.kind === 'Name' && node.callee.id === 'isinstance') is = true;
    if (node.kind === 'Compare' && node.operators.some((operator) => /^(?:in|not in|[<>]=?|[!=]=|is)$/.test(operator))) is = true;
    if (node.kind === 'UnaryOp' && node.operator === 'not') is = true;
    return is ? 'skip' : undefined;
  });
  return is;
}

function namesOf(target: Expression): ReadonlySet<string> {
  const found = new Set<string>();
  walk(target, (node) => void (node.kind === 'Name' ? found.add(node.id) : undefined));
  return found;
}
