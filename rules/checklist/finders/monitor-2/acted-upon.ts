/** Drift that starts a new training: somebody listens to it, but whether a person hears of it cannot be told. */
import { walk } from '../../../api/python/children.ts';
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { ItemId } from '../../../api/checklist/level.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, If } from '../../../api/python/syntax.ts';
import { nameOfCall, targetOf } from '../cone.ts';
import type { CodeRequest } from '../judged.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

export const codeFinder: CodeFinder = {
  name: 'monitor-2/acted-upon',
  find: (request) => (isExamplePath(request.program.path) || isTestPath(request.program.path) || request.program.kind === 'notebook' ? {} : { checks: actedUpon(request) }),
};

/** `if drift: retrain()` */
function actedUpon({ facts, placeOf, ownerOf }: CodeRequest): readonly FoundCheck[] {
  return facts.nodes('If').flatMap((branch): readonly FoundCheck[] => {
    const training = trainingIn(facts, branch);
    if (training === null) return [];
    // what the condition itself says: far behind it everything is spoken of
    if (!OF_DRIFT.test(facts.textOf(branch.test))) return [];
    const items: readonly ItemId[] = OF_QUALITY.test(facts.textOf(branch)) ? ['monitor-2', 'monitor-7'] : ['monitor-2'];
    const links = [{ at: placeOf(training), text: 'whether a person hears of it cannot be told' }];
    return [{ items, at: placeOf(branch.test), text: 'drift starts a new training', isReal: { answer: 'unknown', links }, data: 'unknown', isDoubtful: true, ranBy: { kind: 'function', id: ownerOf(branch) } }];
  });
}

const OF_DRIFT = /(?:^|[^a-z])drift|Drift/;
const OF_QUALITY = /(?:^|[^a-z])(?:mae|rmse|mse|mape|accuracy|auc|f1|error_rate|performance|quality)(?:[^a-z]|$)/i;
const TRAINS = /(?:^|_)(?:re)?-?train(?:ing|er)?(?:_|$)/i;

/** What the branch starts: a training by its name, or a function of the project that speaks of one. */
function trainingIn(facts: Facts, { body }: If): Call | null {
  let found: Call | null = null;
  for (const statement of body) {
    walk(statement, (node) => {
      if (found !== null || node.kind === 'FunctionDef') return 'skip';
      if (node.kind === 'Call' && starts(facts, node)) found = node;
      return undefined;
    });
  }
  return found;
}

function starts(facts: Facts, call: Call): boolean {
  const name = nameOfCall(facts, call);
  if (/^(?:logging|logger|log|print|builtins)\b|\.(?:info|warning|error|debug|append)$/.test(name)) return false;
  if (name.split('.').slice(-1).some((last) => TRAINS.test(last))) return true;
  const target = targetOf(facts, call);
  return target !== null && target.body.some((statement) => {
    let trains = false;
    walk(statement, (node) => {
      if ((node.kind === 'Name' && TRAINS.test(node.id)) || (node.kind === 'Attribute' && TRAINS.test(node.attribute))) trains = true;
    });
    return trains;
  });
}
