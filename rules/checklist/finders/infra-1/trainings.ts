/** Calls that train a model: of libraries, of the project, of programs that are started. */
import { walk } from '../../../api/python/children.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, FunctionDef, Node } from '../../../api/python/syntax.ts';
import { moduleOf } from '../../../api/python/syntax.ts';
import { nameOfCall } from '../cone.ts';
import type { NamedCall } from '../cone.ts';
import { ANSWERS } from '../project-calls.ts';

export function isTraining(facts: Facts, { call, name, target }: NamedCall): boolean {
  if (/(?:^|\.)fit$/.test(name) && isFitOfNoModel(facts, call, target)) return false;
  if (target === null) return /\.(?:fit|fit_predict)$/.test(name) || /(?:^|\.)(?:re)?train(?:_model|_and_\w+)?$|(?:^|\.)run_(?:training|pipeline)$/.test(name);
  return trains(facts, target) || (/^(?:re)?(?:train|fit)|(?:_|^)(?:train|training|fit|learn)(?:_|$)|factori[sz]e|run_pipeline/.test(target.name) && !MAKES_ROWS.test(target.name)) || startsTraining(facts, target) || steps(target);
}

/** `monitor.fit(past)` of a class of the project that answers nothing afterwards: no `predict`, no `transform`, no base that may have them. */
export function isFitOfNoModel(facts: Facts, { callee }: Call, target: FunctionDef | null): boolean {
  const owners = target?.parent.kind === 'ClassDef' ? [target.parent] : callee.kind === 'Attribute' ? facts.valuesOf(callee.value).map((value) => (value.kind === 'object' ? value.definition : null)) : [];
  return owners.length > 0 && owners.every((owner) => owner !== null && owner.bases.every((base) => base.kind === 'Name' && base.id === 'object') && !owner.body.some((statement) => statement.kind === 'FunctionDef' && (ANSWERS.test(statement.name) || trains(facts, statement))));
}

/** Runs a program that trains: `subprocess.run([sys.executable, "train.py"])`. */
function startsTraining(facts: Facts, target: FunctionDef): boolean {
  let starts = false;
  walk(target, (node) => {
    if (node.kind !== 'Call' || moduleOf(node) !== facts.document.module || !/^subprocess\.|\.invoke$|^os\.system$/.test(nameOfCall(facts, node))) return;
    starts ||= /train|fit|pipeline|model|main|cli|repro/i.test(facts.textOf(node));
  });
  return starts;
}

/** A loop of one's own: `loss.backward()`, then `optimizer.step()`. */
function steps(target: FunctionDef): boolean {
  let found = false;
  walk(target, (node) => void (node.kind === 'Call' && node.callee.kind === 'Attribute' && node.callee.attribute === 'backward' && (found = true)));
  return found;
}

export function trains(facts: Facts, target: Node): boolean {
  return facts.fits.some(({ node, inFunction, role }) => role !== 'transformer' && (inFunction === target || (moduleOf(node) === moduleOf(target) && node.start >= target.start && node.end <= target.end)));
}

/** What is called, as written. */
export function shown(facts: Facts, { call }: NamedCall): string {
  return moduleOf(call) === facts.document.module ? facts.textOf(call.callee).slice(0, 60).replaceAll('`', '') : 'train';
}

/** `generate_training_data`, `load_train_set`. */
const MAKES_ROWS = /(?:^|_)(?:data|datasets?|set|rows|samples?|frame|features|labels|splits?|test_split|config|params|args|path|loaders?|batch(?:es)?|df)$/i;
