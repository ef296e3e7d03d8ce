/** What a program imports: packages of others and modules of the project. */
import type { ImportAlias } from '../../../../rules/api/python/syntax.ts';
import type { ProgramSummary } from '../../../../rules/api/repository/program.ts';
import { relativePath } from '../../paths.ts';
import { moduleNameOf } from '../../python/project/module-name.ts';
import type { ProgramView } from './program-view.ts';

type Imports = Pick<ProgramSummary, 'imports' | 'uses'>;

export function importsOf(view: ProgramView): Imports {
  const { facts, root } = view;
  const modules = new Map([...facts.followed.keys()].map((path) => [moduleNameOf(path, root), path]));
  const tops = new Set([...modules.keys()].map((name) => name.split('.')[0] ?? name));
  const imports: Imports['imports'][number][] = [];
  const uses = new Set<string>();
  for (const { node, module, name, boundAs } of facts.names.imports) {
    const used = [name === null ? null : `${module}.${name}`, module].flatMap((dotted) => (dotted === null ? [] : (modules.get(dotted) ?? [])));
    const top = module.split('.')[0] ?? module;
    if (used.length > 0) for (const path of used) uses.add(relativePath(root, path));
    else if (top !== '' && !tops.has(top) && !isRelative(node)) imports.push({ package: top, at: view.placeOf(node), isUsed: isUsed(node, boundAs, view) });
  }
  return { imports, uses: [...uses].sort() };
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
