/** Second pass: puts each definition where `global` and `nonlocal` say, and adds what star imports bring. */
import type { Definition } from '../../../../rules/api/python/names.ts';
import type { Draft, DraftDefinition, DraftScope, OpenScope } from './draft.ts';
import type { ImportTargets } from './imports.ts';

export interface Scopes {
  of(draft: DraftScope): OpenScope;
}

export function placeDefinitions(draft: Draft, targets: ImportTargets): Scopes {
  const scopes = new Map<DraftScope, OpenScope>();
  const of = (scope: DraftScope): OpenScope => {
    const found = scopes.get(scope);
    if (found === undefined) throw new Error('scopes are made parents first');
    return found;
  };
  const readNames = draft.scopes.some(({ stars }) => stars.length > 0) ? namesRead(draft) : new Set<string>();
  for (const scope of draft.scopes) {
    const bindings: OpenScope['bindings'] = new Map();
    const stars = scope.stars.map((alias) => ({ alias, ...targets.starOf(alias) }));
    const incomplete = stars.filter(({ isComplete }) => !isComplete);
    const isOpen = scope.isOpen || incomplete.length > 0;
    const isOpenByLibrariesOnly = isOpen && !scope.isOpen && incomplete.every(({ isLibrary }) => isLibrary);
    scopes.set(scope, { node: scope.node, parent: scope.parent === null ? null : of(scope.parent), bindings, isOpen, isOpenByLibrariesOnly });
    for (const { alias, names } of stars) {
      for (const [name, imports] of names) {
        if (readNames.has(name)) bind(of(scope), name, { kind: 'import', node: alias, imports });
      }
    }
    for (const definition of scope.definitions) place(definition, scope, { of, module: draft.module, targets });
  }
  for (const scope of scopes.values()) {
    for (const { definitions } of scope.bindings.values()) definitions.sort((a, b) => a.node.start - b.node.start);
  }
  return { of };
}

function namesRead({ scopes }: Draft): ReadonlySet<string> {
  return new Set(scopes.flatMap(({ reads }) => reads.map(({ id }) => id)));
}

interface Placing extends Scopes {
  readonly module: DraftScope;
  readonly targets: ImportTargets;
}

function place({ name, kind, node }: DraftDefinition, scope: DraftScope, { of, module, targets }: Placing): void {
  const imports = node.kind === 'ImportAlias' ? targets.targetOf(node) : null;
  bind(homeOf(name, scope, { of, module }), name, { kind, node, imports });
}

function homeOf(name: string, scope: DraftScope, { of, module }: Pick<Placing, 'of' | 'module'>): OpenScope {
  if (scope.globals.has(name)) return of(module);
  if (!scope.nonlocals.has(name)) return of(scope);
  for (let at = scope.parent; at !== null && at !== module; at = at.parent) {
    if (at.sort !== 'class' && of(at).bindings.has(name)) return of(at);
  }
  return of(scope);
}

function bind(scope: OpenScope, name: string, definition: Definition): void {
  const known = scope.bindings.get(name);
  if (known === undefined) scope.bindings.set(name, { name, scope, definitions: [definition], reads: [] });
  else known.definitions.push(definition);
}
