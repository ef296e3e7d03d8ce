/** What a program imports: packages of others and modules of the project. */
import type { ImportAlias } from '../../../../rules/api/python/syntax.ts';
import type { ProgramSummary } from '../../../../rules/api/repository/program.ts';
import { relativePath } from '../../paths.ts';
import type { ProgramView } from './program-view.ts';

type Imports = Pick<ProgramSummary, 'imports' | 'uses'>;

export function importsOf(view: ProgramView): Imports {
  const { facts } = view;
  const { byAlias, tops } = view.once(projectImports);
  const imports: Imports['imports'][number][] = [];
  const uses = new Set<string>();
  for (const { node, module, boundAs } of facts.names.imports) {
    const used = byAlias.get(node);
    const top = module.split('.')[0] ?? module;
    if (used !== undefined) for (const path of used) uses.add(path);
    else if (top !== '' && !tops.has(top) && !isRelative(node)) imports.push({ package: top, at: view.placeOf(node), isUsed: isUsed(node, boundAs, view) });
  }
  return { imports, uses: [...uses].sort() };
}

export interface ProjectImports {
  /** Files of the project an alias imports or imports from, relative to the root. */
  readonly byAlias: ReadonlyMap<ImportAlias, readonly string[]>;
  /** First parts of names modules of the project may go by. */
  readonly tops: ReadonlySet<string>;
}

export function projectImports({ facts, root }: ProgramView): ProjectImports {
  const modules = new Map<string, string>();
  for (const path of facts.followed.keys()) for (const name of moduleNames(relativePath(root, path))) if (!modules.has(name)) modules.set(name, relativePath(root, path));
  const byAlias = new Map<ImportAlias, readonly string[]>();
  for (const { node, module, name } of facts.names.imports) {
    const used = [name === null ? null : `${module}.${name}`, module].flatMap((dotted) => (dotted === null ? [] : (modules.get(dotted) ?? [])));
    if (used.length > 0) byAlias.set(node, used);
  }
  return { byAlias, tops: new Set([...modules.keys()].map((name) => name.split('.')[0] ?? name)) };
}

/** Dotted names a file may be imported by, from whatever folder: `src.shop.models`, `shop.models`, `models`. Longest first. */
export function moduleNames(path: string): readonly string[] {
  const parts = path.replace(/\.[^./]*$/u, '').split('/');
  if (parts.at(-1) === '__init__') parts.pop();
  return parts.map((_, index) => parts.slice(index).join('.'));
}

function isRelative({ parent }: ImportAlias): boolean {
  return parent.kind === 'ImportFrom' && parent.level > 0;
}

/** Star imports count as used: nobody can tell. */
function isUsed(node: ImportAlias, boundAs: string, { facts }: ProgramView): boolean {
  if (node.name === '*') return true;
  const binding = facts.names.scopeOf(node).bindings.get(boundAs);
  return binding === undefined || binding.reads.length > 0;
}
