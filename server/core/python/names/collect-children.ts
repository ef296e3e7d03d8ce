/** What each kind of node means for scopes: which of its parts are targets, and in which scope each part is evaluated. */
import type { AnnAssign, Call, ClassDef, Comprehension, Compare, DictComp, Expression, For, FunctionDef, If, ImportAlias, Lambda, Match, Node, Parameter, Try, TypeAlias, With } from '../../../../rules/api/python/syntax.ts';
import { newScope, type Collector, type Context } from './collector.ts';
import type { DraftScope } from './draft.ts';
import { doesCallOpen, doesDecoratorOpen, isNamespaceListing, isOwnModule } from './opening.ts';
import { typeParametersAt } from './type-parameters.ts';

/** Pushes the children of a node that has a say in scopes. Returns false when all children belong where the node does. */
export function collectChildren(collector: Collector, node: Node, context: Context): boolean {
  const { scope } = context;
  switch (node.kind) {
    case 'FunctionDef':
      functionDef(collector, node, context);
      return true;
    case 'ClassDef':
      classDef(collector, node, context);
      return true;
    case 'Lambda':
      lambda(collector, node, context);
      return true;
    case 'ListComp':
    case 'SetComp':
    case 'GeneratorExp':
    case 'DictComp':
      comprehension(collector, node, context);
      return true;
    case 'Assign':
      for (const target of node.targets) collector.push(target, context, 'assignment');
      collector.push(node.value, context);
      return true;
    case 'AugAssign':
      collector.push(node.target, context, 'augmented');
      collector.push(node.value, context);
      return true;
    case 'AnnAssign':
      annAssign(collector, node, context);
      return true;
    case 'NamedExpr':
      collector.push(node.target, { ...context, scope: walrusScope(scope) }, 'walrus');
      collector.push(node.value, context);
      return true;
    case 'For':
      forLoop(collector, node, context);
      return true;
    case 'With':
      withItems(collector, node, context);
      return true;
    case 'Delete':
      for (const target of node.targets) collector.push(target, context, 'delete');
      return true;
    case 'Try':
      tryExcept(collector, node, context);
      return true;
    case 'If':
      ifElse(collector, node, context);
      return true;
    case 'Match':
      match(collector, node, context);
      return true;
    case 'TypeAlias':
      typeAlias(collector, node, context);
      return true;
    default:
      noteNames(collector, node, scope);
      return false;
  }
}

/** Nodes that bind or open without ruling over where their children belong. */
function noteNames(collector: Collector, node: Node, scope: DraftScope): void {
  switch (node.kind) {
    case 'ImportAlias':
      return importAlias(collector, node, scope);
    case 'Global':
      for (const name of node.names) scope.globals.add(name);
      return;
    case 'Nonlocal':
      for (const name of node.names) scope.nonlocals.add(name);
      return;
    case 'ExceptHandler':
      if (node.name !== null) scope.definitions.push({ name: node.name, kind: 'except', node });
      return;
    case 'Call':
      return callOpens(collector, node, scope);
    case 'Compare':
      return namesAskedFor(collector, node);
    case 'Subscript':
      if (isOwnModule(node)) moduleScope(collector).isOpen = true;
      return;
    case 'Broken':
    case 'BrokenExpression':
      for (const [word] of collector.text.slice(node.start, node.end).matchAll(/[\p{L}_][\p{L}\p{N}_]*/gu)) collector.doubtful.add(word);
      return;
    default:
  }
}

function moduleScope(collector: Collector): DraftScope {
  const [first] = collector.scopes;
  if (first === undefined) throw new Error('the module scope comes first');
  return first;
}

function importAlias(collector: Collector, node: ImportAlias, scope: DraftScope): void {
  collector.imports.push(node);
  if (node.name === '*') {
    scope.stars.push(node);
    return;
  }
  const isFrom = node.parent.kind === 'ImportFrom';
  const name = node.asName ?? (isFrom ? node.name : (node.name.split('.')[0] ?? node.name));
  scope.definitions.push({ name, kind: 'import', node });
}

function callOpens(collector: Collector, node: Call, scope: DraftScope): void {
  if (!doesCallOpen(node)) return;
  scope.isOpen = true;
  moduleScope(collector).isOpen = true;
}

/** `'x' in globals()` */
function namesAskedFor(collector: Collector, { left, comparators }: Compare): void {
  if (left.kind === 'Constant' && typeof left.value === 'string' && comparators.some(isNamespaceListing)) collector.doubtful.add(left.value);
}

function functionDef(collector: Collector, node: FunctionDef, context: Context): void {
  for (const decorator of node.decorators) collector.push(decorator, context);
  context.scope.definitions.push({ name: node.name, kind: 'function', node });
  const around = genericScope(collector, node, context);
  const inner: Context = { ...context, scope: newScope(collector, { node, sort: 'function', parent: around.scope }) };
  parameters(collector, node.parameters, { outer: context, annotations: around, inner });
  if (node.returns !== null) annotation(collector, node.returns, around);
  for (const statement of node.body) collector.push(statement, inner);
}

function classDef(collector: Collector, node: ClassDef, context: Context): void {
  for (const decorator of node.decorators) collector.push(decorator, context);
  if (node.decorators.some(doesDecoratorOpen)) moduleScope(collector).isOpen = true;
  context.scope.definitions.push({ name: node.name, kind: 'class', node });
  const around = genericScope(collector, node, context);
  for (const base of node.bases) collector.push(base, around);
  for (const keyword of node.keywords) collector.push(keyword, around);
  const inner: Context = { ...context, scope: newScope(collector, { node, sort: 'class', parent: around.scope }) };
  for (const statement of node.body) collector.push(statement, inner);
}

function genericScope(collector: Collector, node: FunctionDef | ClassDef, context: Context): Context {
  const names = typeParametersAt(collector.text, node.nameStart + node.name.length);
  if (names.length === 0) return context;
  const scope = newScope(collector, { node, sort: 'type-parameters', parent: context.scope });
  for (const name of names) scope.definitions.push({ name, kind: 'type', node });
  return { ...context, scope };
}

function parameters(collector: Collector, all: readonly Parameter[], { outer, annotations, inner }: { readonly outer: Context; readonly annotations: Context; readonly inner: Context }): void {
  for (const parameter of all) {
    if (parameter.name !== '') inner.scope.definitions.push({ name: parameter.name, kind: 'parameter', node: parameter });
    if (parameter.annotation !== null) annotation(collector, parameter.annotation, annotations);
    if (parameter.default !== null) collector.push(parameter.default, outer);
  }
}

function annotation(collector: Collector, node: Expression, context: Context): void {
  collector.push(node, collector.hasLazyAnnotations ? { ...context, isExcused: true } : context);
}

/** Annotations of local variables are never evaluated. */
function annAssign(collector: Collector, node: AnnAssign, context: Context): void {
  collector.push(node.target, context, node.value === null ? 'annotation' : 'assignment');
  annotation(collector, node.annotation, context.scope.sort === 'function' ? { ...context, isExcused: true } : context);
  if (node.value !== null) collector.push(node.value, context);
}

function lambda(collector: Collector, node: Lambda, context: Context): void {
  const inner: Context = { ...context, scope: newScope(collector, { node, sort: 'function', parent: context.scope }) };
  parameters(collector, node.parameters, { outer: context, annotations: context, inner });
  collector.push(node.body, inner);
}

/** The first iterable is evaluated outside. */
function comprehension(collector: Collector, node: Comprehension | DictComp, context: Context): void {
  const inner: Context = { ...context, scope: newScope(collector, { node, sort: 'comprehension', parent: context.scope }) };
  if (node.kind === 'DictComp') {
    collector.push(node.key, inner);
    collector.push(node.value, inner);
  } else {
    collector.push(node.element, inner);
  }
  node.generators.forEach((generator, index) => {
    collector.push(generator.target, inner, 'comprehension');
    collector.push(generator.iter, index === 0 ? context : inner);
    for (const condition of generator.ifs) collector.push(condition, inner);
  });
}

/** `:=` inside comprehensions binds outside of them. */
function walrusScope(scope: DraftScope): DraftScope {
  let at = scope;
  while (at.sort === 'comprehension' && at.parent !== null) at = at.parent;
  return at;
}

function forLoop(collector: Collector, node: For, context: Context): void {
  collector.push(node.target, context, 'loop');
  collector.push(node.iter, context);
  for (const statement of node.body) collector.push(statement, context);
  for (const statement of node.orelse) collector.push(statement, context);
}

function withItems(collector: Collector, node: With, context: Context): void {
  for (const item of node.items) {
    collector.push(item.context, context);
    if (item.target !== null) collector.push(item.target, context, 'with');
  }
  for (const statement of node.body) collector.push(statement, context);
}

function match(collector: Collector, node: Match, context: Context): void {
  collector.push(node.subject, context);
  for (const matchCase of node.cases) {
    for (const name of matchCase.bindings) context.scope.definitions.push({ name, kind: 'match', node: matchCase });
    if (matchCase.guard !== null) collector.push(matchCase.guard, context);
    for (const statement of matchCase.body) collector.push(statement, context);
  }
}

function typeAlias(collector: Collector, node: TypeAlias, context: Context): void {
  const name = node.name.kind === 'Subscript' ? node.name.value : node.name;
  collector.push(name, context, 'type');
  const names = typeParametersAt(collector.text, name.end);
  if (names.length === 0) return collector.push(node.value, context);
  const scope = newScope(collector, { node: context.scope.node, sort: 'type-parameters', parent: context.scope });
  for (const parameter of names) scope.definitions.push({ name: parameter, kind: 'type', node });
  collector.push(node.value, { ...context, scope });
}

/** Exceptions that stand for a missing name. */
const CATCHES_NAME_ERROR: ReadonlySet<string> = new Set(['NameError', 'Exception', 'BaseException']);

function tryExcept(collector: Collector, node: Try, context: Context): void {
  const catches = node.handlers.some(({ type }) => type === null || typeNames(type).some((name) => CATCHES_NAME_ERROR.has(name)));
  const guarded = catches ? { ...context, isExcused: true } : context;
  for (const statement of node.body) collector.push(statement, guarded);
  for (const handler of node.handlers) collector.push(handler, context);
  for (const statement of node.orelse) collector.push(statement, context);
  for (const statement of node.finalbody) collector.push(statement, context);
}

function typeNames(type: Expression): readonly string[] {
  if (type.kind === 'Tuple') return type.elements.flatMap((element) => (element.kind === 'Name' ? [element.id] : []));
  return type.kind === 'Name' ? [type.id] : [];
}

function ifElse(collector: Collector, node: If, context: Context): void {
  collector.push(node.test, context);
  const forTypes = typeCheckingBranch(node.test);
  const excused = { ...context, isExcused: true };
  for (const statement of node.body) collector.push(statement, forTypes === 'body' ? excused : context);
  for (const statement of node.orelse) collector.push(statement, forTypes === 'orelse' ? excused : context);
}

/** The branch of an `if TYPE_CHECKING` that only type checkers see. */
export function typeCheckingBranch(test: Expression): 'body' | 'orelse' | null {
  const isNegated = test.kind === 'UnaryOp' && test.operator === 'not';
  const asked = isNegated ? test.operand : test;
  const name = asked.kind === 'Attribute' ? asked.attribute : asked.kind === 'Name' ? asked.id : null;
  if (name !== 'TYPE_CHECKING') return null;
  return isNegated ? 'orelse' : 'body';
}
