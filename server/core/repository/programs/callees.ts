/** What a call calls: by the values the analysis had there, else by the names of the file alone. */
import type { Call, ClassDef, Expression, FunctionDef } from '../../../../rules/api/python/syntax.ts';
import type { Callees, ProgramView } from './program-view.ts';

/** Functions one call may call; more say nothing. Own choice. */
const MOST_TARGETS = 4;
/** Bases of bases that are looked through; also ends circles. Own choice. */
const MOST_BASES = 16;

export function calleesOf(call: Call, view: ProgramView): Callees {
  const name = view.nameOf(call);
  const definitions = definitionsOf(call.callee, view);
  const targets = new Set<FunctionDef>();
  let made: ClassDef | null = null;
  for (const definition of definitions.slice(0, MOST_TARGETS)) {
    if (definition.kind === 'FunctionDef') {
      targets.add(definition);
      continue;
    }
    made = definition;
    const constructor_ = methodOf(definition, '__init__', view);
    if (constructor_ !== null) targets.add(constructor_);
  }
  if (targets.size === 0 && made === null) for (const definition of [...calledObject(call, view), ...calledElsewhere(call, view)]) targets.add(definition);
  return { name, targets: [...targets], made };
}

/** Functions and classes of the project an expression may stand for. */
export function definitionsOf(expression: Expression, view: ProgramView): readonly (FunctionDef | ClassDef)[] {
  const found = new Set<FunctionDef | ClassDef>();
  for (const value of view.facts.valuesOf(expression)) {
    if (value.kind === 'callable' && value.definition !== null && value.definition.kind !== 'Lambda') found.add(value.definition);
  }
  if (found.size > 0) return [...found];
  const byName = definitionByName(expression, view);
  return byName === null ? [] : [byName];
}

/** `__call__` or `forward` of an object of the project that is called. */
function calledObject({ callee }: Call, view: ProgramView): readonly FunctionDef[] {
  return view.facts.valuesOf(callee).flatMap((value) => {
    if (value.kind !== 'object' || value.definition === null) return [];
    const { definition } = value;
    return methodOf(definition, '__call__', view) ?? methodOf(definition, 'forward', view) ?? methodOf(definition, 'call', view) ?? [];
  });
}

/** Ways in which Ray, Prefect, Celery, Dask, Modal and ZenML call a function somewhere else: `train.remote(...)`, `load.submit(...)`, `check.with_options(...)(...)`. */
const ELSEWHERE = /^(?:remote|submit|map|delay|apply_async|starmap|fn|spawn|local|run|execute_in_process)$/u;
const CHANGED = /^(?:options|with_options|override|configure|set|using)$/u;

function calledElsewhere({ callee }: Call, view: ProgramView): readonly FunctionDef[] {
  const held = callee.kind === 'Attribute' && ELSEWHERE.test(callee.attribute) ? callee.value : callee.kind === 'Call' ? callee : null;
  if (held === null) return [];
  const inner = held.kind === 'Call' && held.callee.kind === 'Attribute' && CHANGED.test(held.callee.attribute) ? held.callee.value : held;
  if (inner.kind === 'Call') return [];
  return definitionsOf(inner, view).flatMap((definition) => (definition.kind === 'FunctionDef' && definition.decorators.length > 0 ? [definition] : []));
}

function definitionByName(expression: Expression, view: ProgramView): FunctionDef | ClassDef | null {
  if (expression.kind === 'Name') {
    const binding = view.facts.names.bindingOf(expression);
    const [only, ...others] = binding?.definitions ?? [];
    if (only === undefined || others.length > 0) return null;
    if (only.node.kind === 'FunctionDef' || only.node.kind === 'ClassDef') return only.node;
    return null;
  }
  if (expression.kind !== 'Attribute' || expression.value.kind !== 'Name') return null;
  const around = expression.value.id === 'self' || expression.value.id === 'cls' ? classAround(expression) : null;
  return around === null ? null : methodOf(around, expression.attribute, view);
}

function classAround(expression: Expression): ClassDef | null {
  for (let at: Expression['parent'] | null = expression.parent; at !== null; at = at.parent) if (at.kind === 'ClassDef') return at;
  return null;
}

/** `pandera.DataFrameModel.validate` for a method that a class of the project has from a class of a library; null when its own class has it. */
export function inheritedName({ callee }: Call, view: ProgramView): string | null {
  if (callee.kind !== 'Attribute') return null;
  const value = view.facts.valueOf(callee.value);
  const owner = value?.kind === 'object' ? value.definition : (definitionsOf(callee.value, view)[0] ?? null);
  if (owner?.kind !== 'ClassDef' || methodOf(owner, callee.attribute, view) !== null) return null;
  const base = libraryBases(owner, view).find((name) => name.includes('.'));
  return base === undefined ? null : `${base}.${callee.attribute}`;
}

/** The method of a class, its own or of a base in the project. */
export function methodOf(definition: ClassDef, name: string, view: ProgramView): FunctionDef | null {
  for (const at of classesAbove(definition, view)) {
    const own = at.body.findLast((statement) => statement.kind === 'FunctionDef' && statement.name === name);
    if (own?.kind === 'FunctionDef') return own;
  }
  return null;
}

/** The class itself, then its bases in the project, nearest first. */
export function classesAbove(definition: ClassDef, view: ProgramView): readonly ClassDef[] {
  const seen = new Set<ClassDef>([definition]);
  for (const at of seen) {
    if (seen.size >= MOST_BASES) break;
    for (const base of at.bases) for (const above of definitionsOf(base, view)) if (above.kind === 'ClassDef') seen.add(above);
  }
  return [...seen];
}

/** Canonical names of bases that are no classes of the project, of all classes above too. */
export function libraryBases(definition: ClassDef, view: ProgramView): readonly string[] {
  const names = new Set<string>();
  for (const at of classesAbove(definition, view)) {
    for (const base of at.bases) {
      if (definitionsOf(base, view).some(({ kind }) => kind === 'ClassDef')) continue;
      const value = view.facts.valueOf(base);
      const name = (value?.kind === 'callable' ? value.name : null) ?? view.facts.names.qualifiedName(base) ?? lastName(base);
      if (name !== null) names.add(name);
    }
  }
  return [...names];
}

export function lastName(expression: Expression): string | null {
  if (expression.kind === 'Attribute') return expression.attribute;
  return expression.kind === 'Name' ? expression.id : null;
}
