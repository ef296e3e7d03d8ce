/** What a module binds at its top level, for those who import from it. Looks at statements only, never into functions. */
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { Expression, ImportAlias, Statement } from '../../../../rules/api/python/syntax.ts';
import type { DraftDefinition } from './draft.ts';

export interface ModuleExports {
  readonly definitions: ReadonlyMap<string, readonly DraftDefinition[]>;
  readonly stars: readonly ImportAlias[];
  /** The literal list of `__all__`; null when there is none, or it is computed. */
  readonly all: readonly string[] | null;
}

export function exportsOf(document: PythonDocument): ModuleExports {
  const definitions = new Map<string, DraftDefinition[]>();
  const stars: ImportAlias[] = [];
  let all: readonly string[] | null = null;
  const bind = (definition: DraftDefinition): void => {
    const known = definitions.get(definition.name);
    if (known === undefined) definitions.set(definition.name, [definition]);
    else known.push(definition);
  };
  const stack: Statement[] = document.module.body.toReversed();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'Import' || node.kind === 'ImportFrom') {
      for (const alias of node.names) {
        if (alias.name === '*') stars.push(alias);
        else bind({ name: alias.asName ?? (node.kind === 'ImportFrom' ? alias.name : (alias.name.split('.')[0] ?? alias.name)), kind: 'import', node: alias });
      }
    } else {
      for (const definition of definitionsOf(node)) bind(definition);
      if (node.kind === 'Assign') all = literalAll(node.targets, node.value) ?? all;
      for (const statement of blocksOf(node).toReversed()) stack.push(statement);
    }
  }
  return { definitions, stars, all: definitions.get('__all__')?.length === 1 ? all : null };
}

function definitionsOf(node: Statement): readonly DraftDefinition[] {
  switch (node.kind) {
    case 'FunctionDef':
      return [{ name: node.name, kind: 'function', node }];
    case 'ClassDef':
      return [{ name: node.name, kind: 'class', node }];
    case 'Assign':
      return node.targets.flatMap((target) => targetNames(target, 'assignment'));
    case 'AnnAssign':
      return targetNames(node.target, 'assignment');
    case 'For':
      return targetNames(node.target, 'loop');
    case 'With':
      return node.items.flatMap(({ target }) => (target === null ? [] : targetNames(target, 'with')));
    case 'AugAssign':
      return node.target.kind === 'Name' ? [{ name: node.target.id, kind: 'augmented', node: node.target }] : [];
    case 'TypeAlias':
      return targetNames(node.name.kind === 'Subscript' ? node.name.value : node.name, 'type');
    default:
      return [];
  }
}

function targetNames(target: Expression, kind: DraftDefinition['kind']): readonly DraftDefinition[] {
  const names: DraftDefinition[] = [];
  const stack: Expression[] = [target];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'Name') names.push({ name: node.id, kind, node });
    else if (node.kind === 'Tuple' || node.kind === 'List') stack.push(...node.elements.toReversed());
    else if (node.kind === 'Starred') stack.push(node.value);
  }
  return names;
}

function blocksOf(node: Statement): readonly Statement[] {
  switch (node.kind) {
    case 'If':
    case 'For':
    case 'While':
      return [...node.body, ...node.orelse];
    case 'With':
      return node.body;
    case 'Try':
      return [...node.body, ...node.handlers.flatMap(({ body }) => body), ...node.orelse, ...node.finalbody];
    case 'Match':
      return node.cases.flatMap(({ body }) => body);
    case 'Broken':
      return node.salvaged;
    default:
      return [];
  }
}

function literalAll(targets: readonly Expression[], value: Expression): readonly string[] | null {
  if (!targets.some((target) => target.kind === 'Name' && target.id === '__all__')) return null;
  if (value.kind !== 'List' && value.kind !== 'Tuple') return null;
  const names = value.elements.flatMap((element) => (element.kind === 'Constant' && typeof element.value === 'string' ? [element.value] : []));
  return names.length === value.elements.length ? names : null;
}
