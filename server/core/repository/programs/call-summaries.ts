/** The calls of a function, with what they call and where their exceptions end. */
import type { Call, ClassDef, Expression, FunctionDef } from '../../../../rules/api/python/syntax.ts';
import type { Link } from '../../../../rules/api/repository/place.ts';
import type { CallSummary, FunctionId } from '../../../../rules/api/repository/program.ts';
import { classesAbove, libraryBases } from './callees.ts';
import { commandsStarted } from './commands-in-calls.ts';
import { projectImports } from './imports-of.ts';
import type { FunctionBody, ProgramView } from './program-view.ts';
import { decoratorName } from './names.ts';
import { swallowedAt } from './swallowed.ts';

/** Calls of one function that are told; a function of more is generated. Own choice. */
const MOST_CALLS = 2_000;
/** Methods of one class that a library may call. Own choice. */
const MOST_METHODS = 60;

export function callSummaries(body: FunctionBody, view: ProgramView): readonly CallSummary[] {
  const found: CallSummary[] = [];
  for (const { node, isUnconditional } of body.nodes) {
    if (found.length >= MOST_CALLS) break;
    if (node.kind === 'Call') found.push(...summariesOf(node, isUnconditional, view));
    else if (node.kind === 'FunctionDef') found.push(...registrations(node, view));
  }
  return [...found, ...objectsUsed(body, view)];
}

/** Objects of other files of the project, such as an application: what made them is the body of their file. */
function objectsUsed({ nodes }: FunctionBody, view: ProgramView): readonly CallSummary[] {
  const { byAlias } = view.once(projectImports);
  const found = new Map<string, CallSummary>();
  for (const { node, isUnconditional } of nodes) {
    if (node.kind !== 'Name' || node.parent.kind === 'Attribute' || (node.parent.kind === 'Call' && node.parent.callee === node)) continue;
    const alias = view.facts.names.bindingOf(node)?.definitions[0]?.node;
    const path = alias?.kind === 'ImportAlias' && alias.parent.kind === 'ImportFrom' ? byAlias.get(alias)?.[0] : undefined;
    if (path === undefined || found.has(path) || view.facts.valuesOf(node).some(({ kind }) => kind === 'callable' || kind === 'module')) continue;
    found.set(path, { name: null, target: `${path}::`, at: view.placeOf(node), swallowed: null, isUnconditional });
  }
  return [...found.values()];
}

function summariesOf(call: Call, isUnconditional: boolean, view: ProgramView): readonly CallSummary[] {
  const { name, targets, made } = view.calleesOf(call);
  const common = { at: view.placeOf(call), swallowed: swallowedAt(call, view) };
  const ids = targets.flatMap((target) => view.idOf(target) ?? []);
  const own: readonly CallSummary[] = ids.length === 0 ? [{ ...common, name, target: null, isUnconditional }] : ids.map((target) => ({ ...common, name, target, isUnconditional: isUnconditional && ids.length === 1 }));
  const given = name === 'fire.Fire' && call.arguments.length === 0 && call.keywords.every((each) => each.name !== 'component') ? commandsOfModule(view) : passedFunctions(call, view);
  const isOne = name !== 'fire.Fire' || given.length === 1;
  const passed = given.map((target) => ({ ...common, name: null, target, isUnconditional: isUnconditional && isOne && callsWhatItIsGiven(name, call) }));
  const methods = made === null ? [] : calledByLibrary(made, view).map((target) => ({ ...common, name: null, target, isUnconditional: isUnconditional && (libraryBases(made, view).includes('metaflow.FlowSpec') || isRunByLuigi(call, made, view)) }));
  const started = ids.length > 0 ? [] : commandsStarted(call, name, view).map((starts) => ({ ...common, swallowed: common.swallowed ?? unasked(call, name, view), name: null, target: null, isUnconditional, starts }));
  return [...own, ...passed, ...methods, ...started];
}

/** Where nobody asks how a command ended: its status is thrown away. */
function unasked(call: Call, name: string | null, view: ProgramView): Link | null {
  if (call.parent.kind !== 'Expr' || !/^(?:subprocess\.(?:run|call|Popen|getoutput|getstatusoutput)|os\.(?:system|popen)|pytest\.main)$/u.test(name ?? '')) return null;
  const check = call.keywords.find((each) => each.name === 'check')?.value;
  if (check !== undefined && !(check.kind === 'Constant' && check.value === false)) return null;
  return { at: view.placeOf(call), text: `nothing asks how the command of \`${name ?? ''}\` ended` };
}

/** `fire.Fire()` makes a command of each function of its file. Source: google.github.io/python-fire, "Grouping Commands". */
function commandsOfModule(view: ProgramView): readonly FunctionId[] {
  return view.facts.document.module.body.flatMap((statement) => (statement.kind === 'FunctionDef' ? (view.idOf(statement) ?? []) : [])).slice(0, MOST_METHODS);
}

/** Functions given as arguments, in lists and dictionaries too; classes stand for their methods. */
function passedFunctions(call: Call, view: ProgramView): readonly FunctionId[] {
  const found = new Set<FunctionId>();
  const given = [...call.arguments, ...call.keywords.map(({ value }) => value)].flatMap(partsOf);
  for (const expression of given) {
    if (expression.kind !== 'Name' && expression.kind !== 'Attribute') continue;
    for (const value of view.facts.valuesOf(expression)) {
      if (value.kind !== 'callable' || value.definition === null) continue;
      const functions = value.definition.kind === 'FunctionDef' ? [value.definition] : value.definition.kind === 'ClassDef' ? methodsOf(value.definition, view) : [];
      for (const definition of functions) {
        const id = view.idOf(definition);
        if (id !== null) found.add(id);
      }
    }
  }
  return [...found];
}

function partsOf(expression: Expression): readonly Expression[] {
  if (expression.kind === 'List' || expression.kind === 'Tuple' || expression.kind === 'Set') return expression.elements.flatMap((element) => (element.kind === 'Tuple' || element.kind === 'List' ? element.elements : [element]));
  if (expression.kind === 'Dict') return expression.items.map(({ value }) => value);
  return expression.kind === 'Starred' ? [expression.value] : [expression];
}

/** Things that surely call a function they are given: by the last part of their name. */
const CALLERS: ReadonlySet<string> = new Set(
  `map filter reduce submit apply applymap map_partitions pipe transform agg starmap imap imap_unordered Thread Process run_in_executor call_later
  Timer register node Node PythonOperator FunctionTransformer Fire run run_sync partial wraps retry benchmark do apply_async`.split(/\s+/u),
);

function callsWhatItIsGiven(name: string | null, { callee }: Call): boolean {
  const last = name?.slice(name.lastIndexOf('.') + 1) ?? (callee.kind === 'Attribute' ? callee.attribute : callee.kind === 'Name' ? callee.id : '');
  return CALLERS.has(last);
}

/** Methods of a class that has bases of a library, which may call them: `forward`, `training_step`, `on_epoch_end`. */
function calledByLibrary(made: ClassDef, view: ProgramView): readonly FunctionId[] {
  const bases = libraryBases(made, view);
  return bases.every((base) => PLAIN_BASES.has(base)) ? [] : methodsOf(made, view).flatMap((method) => view.idOf(method) ?? []);
}

/** Tasks handed to `luigi.build`, and those that a task requires. */
function isRunByLuigi(call: Call, made: ClassDef, view: ProgramView): boolean {
  if (!libraryBases(made, view).some((base) => /^luigi\.(?:\w+\.)*\w*Task$/u.test(base))) return false;
  const around = call.parent.kind === 'List' || call.parent.kind === 'Tuple' ? call.parent.parent : call.parent;
  return (around.kind === 'Call' && /^luigi\.(?:interface\.)?build$/u.test(view.nameOf(around) ?? '')) || view.ownerOf(call).endsWith('.requires');
}

const PLAIN_BASES: ReadonlySet<string> = new Set(['object', 'abc.ABC', 'typing.Protocol', 'typing.Generic', 'enum.Enum', 'typing.NamedTuple', 'dict', 'list', 'Exception']);

function methodsOf(definition: ClassDef, view: ProgramView): readonly FunctionDef[] {
  const methods = classesAbove(definition, view).flatMap(({ body }) => body.filter((statement) => statement.kind === 'FunctionDef'));
  return methods.slice(0, MOST_METHODS);
}

/** Decorators without arguments are called with the function they stand on; those with arguments are calls already. */
function registrations(node: FunctionDef, view: ProgramView): readonly CallSummary[] {
  return node.decorators.flatMap((decorator): readonly CallSummary[] => {
    const kept = keeps(decorator, view) ? view.idOf(node) : null;
    if (kept !== null) return [{ name: null, target: kept, at: view.placeOf(decorator), swallowed: null, isUnconditional: false }, ...calledWith(decorator, view)];
    return calledWith(decorator, view);
  });
}

/** Whether a decorator of the project keeps the function somewhere, from where it may be called: `STEPS[name] = f`, `STEPS.append(f)`. */
function keeps(decorator: Expression, view: ProgramView): boolean {
  const written = decorator.kind === 'Call' ? decorator.callee : decorator;
  return view.functionsOf(written).some((definition) => /\]\s*=(?!=)|\.(?:append|add|setdefault|register|insert|update)\(/u.test(view.facts.textOf(definition).slice(0, 4_000)));
}

function calledWith(decorator: Expression, view: ProgramView): readonly CallSummary[] {
  return [decorator].flatMap((): readonly CallSummary[] => {
    if (decorator.kind === 'Call') return [];
    const common = { name: decoratorName(decorator, view), at: view.placeOf(decorator), swallowed: null, isUnconditional: true };
    const targets = view.functionsOf(decorator).flatMap((definition) => view.idOf(definition) ?? []);
    if (targets.length > 0) return targets.map((target) => ({ ...common, target }));
    return view.facts.names.qualifiedName(decorator) === null ? [] : [{ ...common, target: null }];
  });
}
