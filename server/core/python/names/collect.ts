/** First pass: one walk over the tree that finds scopes, what they bind, what they read. Does not recurse, so depth costs nothing. */
import { forEachChild } from '../../../../rules/api/python/children.ts';
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { Module, Name, Node } from '../../../../rules/api/python/syntax.ts';
import { collectChildren } from './collect-children.ts';
import { newScope, type Collector, type Context, type DefinitionKind } from './collector.ts';
import type { Draft, DraftScope } from './draft.ts';
import { doesMagicOpen, namesOfMagic } from './magic-names.ts';

interface Task {
  readonly node: Node;
  readonly context: Context;
  readonly store: DefinitionKind | null;
}

export function collect(document: PythonDocument): Draft {
  const { module } = document;
  const pushed: Task[] = [];
  const collector: Collector = {
    text: document.text,
    hasLazyAnnotations: hasLazyAnnotations(module),
    scopes: [],
    imports: [],
    excused: new Set(),
    doubtful: new Set(),
    written: new Map(),
    push: (node, context, store) => pushed.push({ node, context, store: store ?? null }),
  };
  const scope = newScope(collector, { node: module, sort: 'module', parent: null });
  bindMagics(document, scope);
  const stack: Task[] = [{ node: module, context: { scope, isExcused: false }, store: null }];
  for (let task = stack.pop(); task !== undefined; task = stack.pop()) {
    visit(collector, task);
    for (let child = pushed.pop(); child !== undefined; child = pushed.pop()) stack.push(child);
  }
  const { scopes, imports, excused, doubtful, written } = collector;
  return { module: scope, scopes, imports, excused, doubtful, written };
}

function visit(collector: Collector, { node, context, store }: Task): void {
  if (store !== null) return visitTarget(collector, { node, context, store });
  if (node.kind === 'Name') return read(collector, node, context);
  if (!collectChildren(collector, node, context)) forEachChild(node, (child) => collector.push(child, context));
}

function visitTarget(collector: Collector, { node, context, store }: Task & { readonly store: DefinitionKind }): void {
  switch (node.kind) {
    case 'Name':
      context.scope.definitions.push({ name: node.id, kind: store, node });
      collector.written.set(node, context.scope);
      if (store === 'augmented') read(collector, node, context);
      return;
    case 'Tuple':
    case 'List':
    case 'Starred':
    case 'BrokenExpression':
      return forEachChild(node, (child) => collector.push(child, context, store));
    default:
      collector.push(node, context);
  }
}

function read(collector: Collector, node: Name, { scope, isExcused }: Context): void {
  scope.reads.push(node);
  if (isExcused) collector.excused.add(node);
}

function bindMagics(document: PythonDocument, scope: DraftScope): void {
  for (const magic of document.magics) {
    for (const name of namesOfMagic(magic)) scope.definitions.push({ name, kind: 'assignment', node: document.module });
    if (doesMagicOpen(magic)) scope.isOpen = true;
  }
}

function hasLazyAnnotations(module: Module): boolean {
  return module.body.some((node) => node.kind === 'ImportFrom' && node.module === '__future__' && node.names.some(({ name }) => name === 'annotations'));
}
