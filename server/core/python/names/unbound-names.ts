/** Names that are read but bound nowhere. Says nothing where a name may come from somewhere that cannot be seen. */
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { Name } from '../../../../rules/api/python/syntax.ts';
import { isClassName } from './builtins.ts';
import type { Draft, OpenBinding } from './draft.ts';
import type { Links } from './link-reads.ts';

interface UnboundRequest {
  readonly document: PythonDocument;
  readonly draft: Draft;
  readonly links: Links;
  readonly isBuiltin: (name: string) => boolean;
}

export function unboundNames({ document, draft, links, isBuiltin }: UnboundRequest): readonly Name[] {
  if (document.language !== 'python') return [];
  const unbound: Name[] = [];
  for (const { name, isInClass, isInOpenScope } of links.unresolved) {
    if (!isInOpenScope && !(isInClass && isClassName(name.id))) unbound.push(name);
  }
  for (const [binding, reads] of links.ownReads) {
    if (!binding.scope.isOpen && binding.scope.node.kind !== 'ClassDef') unbound.push(...readsWithoutValue(binding, reads));
  }
  return unbound
    .filter((name) => !isBuiltin(name.id) && !TRANSLATIONS.has(name.id) && !draft.excused.has(name) && !draft.doubtful.has(name.id))
    .sort((a, b) => a.start - b.start);
}

/** `gettext.install` puts these among the builtins, from whatever module. Source: Python documentation of `gettext.install`. */
const TRANSLATIONS: ReadonlySet<string> = new Set(['_', 'gettext', 'ngettext', 'pgettext', 'npgettext']);

/** Reads of a name that never has a value there: `except ... as` unbinds it again, `x += 1` and `del x` need one first. */
function readsWithoutValue({ definitions, scope }: OpenBinding, reads: readonly Name[]): readonly Name[] {
  if (definitions.every(({ kind }) => kind === 'except')) {
    return reads.filter((name) => !definitions.some(({ node }) => node.start <= name.start && name.end <= node.end));
  }
  const needsValue = scope.node.kind === 'Module' && definitions.every(({ kind }) => kind === 'augmented' || kind === 'delete');
  return needsValue ? reads : [];
}
