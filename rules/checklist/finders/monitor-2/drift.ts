/** Comparisons of new data with earlier data, and who hears of a difference. */
import type { CodeFinder, FoundCheck, Mention } from '../../../api/checklist/check.ts';
import { writtenArgument } from '../../../api/python/call-arguments.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, Expression, FunctionDef } from '../../../api/python/syntax.ts';
import { enclosing, moduleOf } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { YES } from '../../../api/repository/place.ts';
import { coneOf, nameOfCall } from '../cone.ts';
import type { Cone } from '../cone.ts';
import type { CodeRequest } from '../judged.ts';
import { callsOf, calleeText, useOf } from '../results.ts';
import { originOf } from '../served-origin.ts';
import { judgementsIn } from '../telling.ts';
import { areSame, madeUpBy } from '../same-tables.ts';
import { sourceOf } from '../source-of.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';
import { pathOf } from '../project-calls.ts';

const ITEMS = ['monitor-2'] as const;

/** How texts of comparisons end, and how the link begins that says that one is with itself. */
export const COMPARISON = 'compares new data with earlier data';
export const WITH_ITSELF = 'both sides are';

export const codeFinder: CodeFinder = {
  name: 'monitor-2/drift',
  find: (request) => (isExamplePath(request.program.path) ? {} : { checks: [...compared(request), ...branching(request)], mentions: requestModels(request) }),
};

const COMPARES =
  /^evidently\.(?:\w+\.)*(?:TestSuite|Report)\.run$|^nannyml\.(?:\w+\.)*\w+\.(?:calculate|estimate)$|^alibi_detect\.(?:\w+\.)*\w+\.predict$|^tensorflow_data_validation\.validate_(?:statistics|instance)$|^deepchecks\.(?:\w+\.)*\w+\.run$|^scipy\.stats\.(?:ks_2samp|chi2_contingency|chisquare|wasserstein_distance|anderson_ksamp|mannwhitneyu|energy_distance)$|^great_expectations\.(?:\S*\.)?(?:run_checkpoint|Checkpoint\.run|run_validation_operator)$|^whylogs\.(?:\w+\.)*(?:generate_constraints_report|\w*Constraints(?:Builder\.build)?\.validate)$|(?:^|\.)_?(?:calculate|compute|detect|check|calc|get|has|run|test)_(?:\w+_)?(?:psi|drift)(?:_\w+)?$|^constraints\.validate$|(?:^|\.)(?:psi|is_drift(?:ed)?|population_stability_index)$/i;

const OF_LIBRARIES = /^(?:evidently|nannyml|alibi_detect|tensorflow_data_validation|deepchecks|scipy|great_expectations|whylogs)\./;

function isComparison(name: string): boolean {
  return COMPARES.test(name);
}

function compared(request: CodeRequest): readonly FoundCheck[] {
  const { facts, program, placeOf, ownerOf } = request;
  const judgements = judgementsIn(request);
  return callsOf(facts).flatMap(({ node, name }): readonly FoundCheck[] => {
    if (!isComparison(name)) return [];
    const receiver = node.callee.kind === 'Attribute' && node.callee.value.kind === 'Name' ? node.callee.value.id : null;
    const around = enclosing(node, ['FunctionDef']);
    const judging = judgements.find(({ cone, node: oracle }) => cone.nodes.includes(node) || (receiver !== null && /\.run$/.test(name) && enclosing(oracle, ['FunctionDef']) === around && cone.nodes.some((each) => each.kind === 'Name' && each.id === receiver)));
    const isBranch = facts.nodes('If').some((branch) => coneNames(facts, branch.test).nodes.includes(node));
    const same = comparesNothing(request, node);
    const use = judging === undefined && !isBranch ? whereItGoes(facts, node, receiver) : 'read';
    if (judging === undefined && same === null && (use === 'read' || program.kind === 'notebook')) return [];
    // what a function of the project does with what it finds is its own affair
    if (judging === undefined && !OF_LIBRARIES.test(name)) return [];
    if (/(?:time|clock|config|schema|version|state)_?drift|drift_?(?:time|clock)/i.test(name)) return [];
    // a test of statistics is for many things
    if (/^scipy\./.test(name) && !WATCHES.test(`${ownerOf(node)} ${[...currentOf(facts, node).words].slice(0, 200).join(' ')} ${facts.textOf(node).slice(0, 300)}`)) return [];
    const silent: Outcome = { answer: 'no', links: [{ at: placeOf(node), text: use === 'shown' ? 'its result is only shown or saved, so nobody hears of a difference' : 'nothing reads its result' }] };
    const owner = judging?.id ?? ownerOf(node);
    return [
      {
        items: ITEMS,
        at: placeOf(node),
        text: `\`${calleeText(facts, node)}\` ${COMPARISON}`,
        isReal: same ?? judging?.isReal ?? silent,
        data: originOf(currentOf(facts, node), [pathOf(owner), owner.slice(owner.indexOf('::'))]),
        ranBy: { kind: 'function', id: owner },
      },
    ];
  });
}

function coneNames(facts: Facts, test: Expression): Cone {
  const cache = facts.once(emptyCones);
  const known = cache.get(test) ?? coneOf(facts, [test]);
  cache.set(test, known);
  return known;
}

function emptyCones(_: Facts): Map<Expression, Cone> {
  return new Map();
}

const WATCHES = /drift|monitor|reference|current|shift|baseline|serv|prod|live|psi/i;

const SAVES = /^(?:run|save|save_html|save_json|show|display|_inline|html)$/;

/** What becomes of the result, of a suite by its methods. */
function whereItGoes(facts: Facts, call: Call, receiver: string | null): 'read' | 'shown' | 'dropped' {
  if (receiver === null || call.parent.kind !== 'Expr') return useOf(facts, call);
  const around = enclosing(call, ['FunctionDef']);
  const uses = facts.nodes('Name').filter((name) => name.id === receiver && name.start > call.end && enclosing(name, ['FunctionDef']) === around);
  return uses.every(({ parent }) => parent.kind === 'Attribute' && SAVES.test(parent.attribute)) ? 'shown' : 'read';
}

function parametersOf(call: Call): readonly [Expression | null, Expression | null] {
  const reference = writtenArgument(call, { name: 'reference_data', position: null }) ?? writtenArgument(call, { name: 'reference', position: null }) ?? writtenArgument(call, { name: 'reference_dataset', position: null });
  const current = writtenArgument(call, { name: 'current_data', position: null }) ?? writtenArgument(call, { name: 'current', position: null }) ?? writtenArgument(call, { name: 'test_dataset', position: null });
  if (reference !== null || current !== null) return [reference, current];
  return [call.arguments[0] ?? null, call.arguments[1] ?? null];
}

function currentOf(facts: Facts, call: Call): Cone {
  const [first, second] = parametersOf(call);
  const root = second ?? first ?? (call.callee.kind === 'Attribute' ? call.callee.value : null);
  return coneOf(facts, root === null ? [] : [root]);
}

/** No where a table is compared with itself, or with numbers that somebody made up. */
function comparesNothing({ facts, program, placeOf }: CodeRequest, call: Call): Outcome | null {
  const [reference, current] = parametersOf(call);
  // a test of the comparison itself hands it what it likes
  if (reference === null || current === null || isTestPath(program.path)) return null;
  if (areSame(facts, reference, current)) return { answer: 'no', links: [{ at: placeOf(call), text: `both sides are ${wordsOf(facts, reference, current)}, so nothing can differ` }] };
  const made = madeUpBy(facts, reference);
  return made === null || moduleOf(made) !== facts.document.module ? null : { answer: 'no', links: [{ at: placeOf(made), text: `the earlier data are numbers that \`${calleeText(facts, made)}\` makes up` }] };
}

/** The table as it is written, or the call that reads it where it has two names. */
function wordsOf(facts: Facts, one: Expression, two: Expression): string {
  if (facts.textOf(one) === facts.textOf(two)) return quoted(facts.textOf(one));
  const [source, other] = [one, two].map((each) => sourceOf(facts, tableOf(each)));
  if (source === undefined || other === undefined) return 'the same table';
  return facts.textOf(source) === facts.textOf(other) ? quoted(facts.textOf(source)) : 'the same table';
}

function tableOf(expression: Expression): Expression {
  let at = expression;
  while (at.kind === 'Subscript' || at.kind === 'Attribute' || (at.kind === 'Call' && at.callee.kind === 'Attribute' && at.callee.value.kind !== 'Name')) at = at.kind === 'Call' ? (at.callee.kind === 'Attribute' ? at.callee.value : at) : at.value;
  return at;
}

function quoted(text: string): string {
  return `\`${text.replaceAll(/\s+/g, ' ').slice(0, 60).replaceAll('`', '')}\``;
}

/** A task that names the next one by what it found: only a branching task is listened to. */
function branching({ facts, placeOf, ownerOf }: CodeRequest): readonly FoundCheck[] {
  return facts.nodes('FunctionDef').flatMap((definition): readonly FoundCheck[] => {
    const named = facts.nodes('Return').filter((each) => enclosing(each, ['FunctionDef']) === definition && names(each.value));
    const branch = facts.nodes('If').find((each) => enclosing(each, ['FunctionDef']) === definition && named.some(({ start, end }) => start >= each.start && end <= each.end));
    if (named.length < 2 && !named.some(({ value }) => value?.kind === 'IfExp')) return [];
    const roots = [...(branch === undefined ? [] : [branch.test]), ...named.flatMap(({ value }) => (value?.kind === 'IfExp' ? [value.test] : []))];
    const cone = coneOf(facts, roots);
    if (!cone.calls.some(({ name }) => isComparison(name) || /^evidently\./.test(name)) && ![...cone.words].some((word) => /drift/i.test(word))) return [];
    const [root] = roots;
    const task = taskOf(facts, definition);
    if (root === undefined || task === null) return [];
    const isReal: Outcome = task.isBranch ? YES : { answer: 'no', links: [{ at: placeOf(task.node), text: `it is no branching task, so nobody reads the name that \`${definition.name}\` returns` }] };
    return [{ items: ITEMS, at: placeOf(root), text: `\`${definition.name}\` chooses the next task by a comparison of data`, isReal, data: originOf(cone, [definition.name]), ranBy: { kind: 'function', id: ownerOf(root) } }];
  });
}

function names(value: Expression | null): boolean {
  if (value === null) return false;
  if (value.kind === 'IfExp') return names(value.body) && names(value.orelse);
  return value.kind === 'Constant' && value.type === 'str';
}

function taskOf(facts: Facts, { name, decorators }: FunctionDef): { readonly node: Expression; readonly isBranch: boolean } | null {
  for (const decorator of decorators) {
    const called = facts.names.qualifiedName(decorator.kind === 'Call' ? decorator.callee : decorator) ?? '';
    if (/^airflow\..*\btask(?:\.\w+)?$/.test(called)) return { node: decorator, isBranch: /branch|short_circuit/.test(called) };
  }
  for (const call of facts.nodes('Call')) {
    const callable = call.keywords.find(({ name: key }) => key === 'python_callable')?.value;
    if (callable?.kind !== 'Name' || callable.id !== name) continue;
    return { node: call, isBranch: /Branch|ShortCircuit/.test(nameOfCall(facts, call)) };
  }
  return null;
}

const BOUNDS: ReadonlySet<string> = new Set(['ge', 'gt', 'le', 'lt', 'pattern', 'regex', 'max_length', 'min_length', 'multiple_of']);

/** Request models with bounds refuse what does not fit; without a counter nobody knows of it. */
function requestModels({ facts, placeOf }: CodeRequest): readonly Mention[] {
  return facts.nodes('ClassDef').flatMap((definition): readonly Mention[] => {
    if (!definition.bases.some((base) => facts.names.qualifiedName(base) === 'pydantic.BaseModel')) return [];
    const bounded = facts.nodes('Call').some((call) => enclosing(call, ['ClassDef']) === definition && call.keywords.some(({ name }) => name !== null && BOUNDS.has(name)));
    const asked = facts.nodes('Parameter').some(({ annotation }) => annotation?.kind === 'Name' && annotation.id === definition.name);
    return bounded && asked ? [{ items: ITEMS, at: placeOf(definition), text: `requests that do not fit \`${definition.name}\` are refused` }] : [];
  });
}
