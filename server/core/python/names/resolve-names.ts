/** Scopes and bindings of one document, by Python's own rules. Linear in the size of the document; does not recurse. */
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { Names } from '../../../../rules/api/python/names.ts';
import type { Expression, Name } from '../../../../rules/api/python/syntax.ts';
import { isBuiltinOf } from './builtins.ts';
import { collect } from './collect.ts';
import type { OpenBinding } from './draft.ts';
import { importTargetsOf, type ImportTargets, type NameSurroundings } from './imports.ts';
import { linkReads } from './link-reads.ts';
import { placeDefinitions } from './place-definitions.ts';
import { scopeFinder } from './scope-finder.ts';
import { singleImport } from './single-import.ts';
import { unboundNames } from './unbound-names.ts';

export type { NameSurroundings } from './imports.ts';

export function resolveNames(document: PythonDocument, surroundings: NameSurroundings): Names {
  const draft = collect(document);
  const targets = importTargetsOf(document, surroundings);
  const scopes = placeDefinitions(draft, targets);
  const links = linkReads(draft, scopes);
  const isBuiltin = isBuiltinOf(document);
  return {
    module: scopes.of(draft.module),
    scopeOf: scopeFinder(draft, scopes),
    bindingOf: (name) => links.bindings.get(name) ?? null,
    unbound: unboundNames({ document, draft, links, isBuiltin }),
    qualifiedName: qualifier(links.bindings, targets),
    imports: draft.imports.map((node) => ({
      node,
      module: targets.moduleOf(node),
      name: node.parent.kind === 'ImportFrom' ? node.name : null,
      boundAs: node.asName ?? (node.parent.kind === 'ImportFrom' ? node.name : (node.name.split('.')[0] ?? node.name)),
    })),
    isBuiltin,
  };
}

function qualifier(bindings: ReadonlyMap<Name, OpenBinding>, targets: ImportTargets): Names['qualifiedName'] {
  const imported = new Map<OpenBinding, string | null>();
  const canonical = new Map<string, string>();
  const importOf = (binding: OpenBinding): string | null => {
    let known = imported.get(binding);
    if (known === undefined) {
      known = starImport(binding) ?? singleImport(binding.definitions, targets.targetOf);
      imported.set(binding, known);
    }
    return known;
  };
  return (expression) => {
    const attributes: string[] = [];
    let at: Expression = expression;
    for (; at.kind === 'Attribute'; at = at.value) attributes.push(at.attribute);
    const binding = at.kind === 'Name' ? bindings.get(at) : undefined;
    const first = binding === undefined ? null : importOf(binding);
    if (first === null) return null;
    const dotted = [first, ...attributes.reverse()].join('.');
    const known = canonical.get(dotted) ?? targets.canonical(dotted);
    canonical.set(dotted, known);
    return known;
  };
}

/** Star imports name what they bind only in their definition. */
function starImport({ definitions }: OpenBinding): string | null {
  const [first] = definitions;
  const isStar = first?.node.kind === 'ImportAlias' && first.node.name === '*';
  return isStar && definitions.every(({ imports }) => imports === first.imports) ? first.imports : null;
}
