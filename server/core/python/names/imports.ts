/** Canonical names of what imports bind: relative imports made absolute, re-exports inside the project followed. */
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { ImportAlias } from '../../../../rules/api/python/syntax.ts';
import type { KnowledgeBase } from '../knowledge-base.ts';
import { moduleNameOf } from '../project/module-name.ts';
import { exportsOf, type ModuleExports } from './module-exports.ts';
import { singleImport } from './single-import.ts';

export interface NameSurroundings {
  /** Names of libraries: what star imports bring, and one name for things known by several. */
  readonly knowledge: Pick<KnowledgeBase, 'canonical' | 'namesIn'>;
  /** The other modules of the project; see `ProjectModules`. */
  readonly project: {
    readonly root: string;
    resolve(module: string, level: number, from: string): PythonDocument | null;
  };
}

export interface ImportTargets {
  /** Canonical name of what the alias binds. */
  targetOf(alias: ImportAlias): string;
  /** Canonical name of the module an alias imports, or imports from. */
  moduleOf(alias: ImportAlias): string;
  /** Follows re-exports in a dotted name. */
  canonical(dotted: string): string;
  /** What a star import binds, by name; `isComplete` when it binds nothing else; `isLibrary` for modules of described libraries. */
  starOf(alias: ImportAlias): { readonly names: ReadonlyMap<string, string>; readonly isComplete: boolean; readonly isLibrary: boolean };
}

/** Modules a name may be handed through; longer chains are cycles. Our own choice. */
const MAX_HOPS = 12;

export function importTargetsOf(document: PythonDocument, { knowledge, project }: NameSurroundings): ImportTargets {
  const exported = new Map<PythonDocument, ModuleExports>();
  const exportsIn = (other: PythonDocument): ModuleExports => {
    const known = exported.get(other) ?? exportsOf(other);
    exported.set(other, known);
    return known;
  };

  const nameOf = (module: string, level: number, from: string): string => {
    const found = project.resolve(module, level, from);
    if (found !== null) return moduleNameOf(found.path, project.root);
    if (level === 0) return module;
    const around = packageNameOf(from, project.root, level);
    return [around, module].filter((part) => part !== '').join('.');
  };

  const member = ({ module, level, name, from, hops }: Member): string => {
    const found = project.resolve(module, level, from);
    if (found !== null && found.path !== from && hops < MAX_HOPS) {
      const { definitions, stars } = exportsIn(found);
      const own = definitions.get(name);
      const through = own === undefined ? throughStars(stars, name, found.path, hops) : singleImport(own, (alias) => target(alias, found.path, hops + 1));
      if (through !== null) return through;
      if (own !== undefined) return `${moduleNameOf(found.path, project.root)}.${name}`;
    }
    const below = project.resolve(module === '' ? name : `${module}.${name}`, level, from);
    if (below !== null) return moduleNameOf(below.path, project.root);
    const around = nameOf(module, level, from);
    return around === '' ? name : `${around}.${name}`;
  };

  const throughStars = (stars: readonly ImportAlias[], name: string, from: string, hops: number): string | null => {
    for (const star of stars) {
      const { parent } = star;
      if (parent.kind !== 'ImportFrom') continue;
      const found = project.resolve(parent.module, parent.level, from);
      const has = found === null ? knowledge.namesIn(parent.module).includes(name) : exportsIn(found).definitions.has(name);
      if (has) return member({ module: parent.module, level: parent.level, name, from, hops: hops + 1 });
    }
    return null;
  };

  const target = (alias: ImportAlias, from: string, hops: number): string => {
    const { parent } = alias;
    if (parent.kind === 'ImportFrom') return knowledge.canonical(member({ module: parent.module, level: parent.level, name: alias.name, from, hops }));
    const whole = alias.asName === null ? (alias.name.split('.')[0] ?? alias.name) : alias.name;
    return knowledge.canonical(nameOf(whole, 0, from));
  };

  const canonical = (dotted: string): string => {
    let name = dotted;
    for (let hops = 0; hops < MAX_HOPS; hops += 1) {
      const next = handedThrough(name);
      if (next === null || next === name) break;
      name = next;
    }
    return knowledge.canonical(name);
  };

  /** The name after one hop: `utils.np.array` gives `numpy.array` when `utils` imports numpy as np. */
  const handedThrough = (dotted: string): string | null => {
    const segments = dotted.split('.');
    for (let length = segments.length - 1; length > 0; length -= 1) {
      const module = segments.slice(0, length).join('.');
      if (project.resolve(module, 0, document.path) === null) continue;
      const [first = '', ...rest] = segments.slice(length);
      return [member({ module, level: 0, name: first, from: document.path, hops: 0 }), ...rest].join('.');
    }
    return null;
  };

  const starOf = (alias: ImportAlias): ReturnType<ImportTargets['starOf']> => {
    const { parent } = alias;
    if (parent.kind !== 'ImportFrom') return { names: new Map(), isComplete: false, isLibrary: false };
    const found = project.resolve(parent.module, parent.level, document.path);
    const listed = found === null ? { names: knowledge.namesIn(parent.module), isComplete: false } : publicNames(exportsIn(found));
    const { module, level } = parent;
    const names = listed.names.map((name) => [name, knowledge.canonical(member({ module, level, name, from: document.path, hops: 0 }))] as const);
    return { names: new Map(names), isComplete: listed.isComplete, isLibrary: found === null && names.length > 0 };
  };

  return {
    targetOf: (alias) => target(alias, document.path, 0),
    moduleOf: ({ parent, name }) => (parent.kind === 'ImportFrom' ? nameOf(parent.module, parent.level, document.path) : nameOf(name, 0, document.path)),
    canonical,
    starOf,
  };
}

interface Member {
  readonly module: string;
  readonly level: number;
  readonly name: string;
  /** Path of the importing file. */
  readonly from: string;
  readonly hops: number;
}

function publicNames({ definitions, stars, all }: ModuleExports): { readonly names: readonly string[]; readonly isComplete: boolean } {
  if (all !== null) return { names: all, isComplete: true };
  const names = [...definitions.keys()].filter((name) => !name.startsWith('_'));
  return { names, isComplete: stars.length === 0 && !definitions.has('__all__') && !definitions.has('__getattr__') };
}

/** Dotted name of the package that `level` dots lead to; empty for the root. */
export function packageNameOf(from: string, root: string, level: number): string {
  const parts = moduleNameOf(from, root).split('.').filter((part) => part !== '');
  const isPackage = from.endsWith('/__init__.py');
  return parts.slice(0, Math.max(parts.length - level + (isPackage ? 1 : 0), 0)).join('.');
}
