/** Makes what is known of libraries quick to look up. Pure; later libraries win over earlier ones, so users' entries come last. */
import type { Api, LibraryKnowledge } from '../../../../rules/api/python/knowledge.ts';
import type { KnowledgeBase, KnownMethod } from '../knowledge-base.ts';
import { meaningOf, parametersOf } from './estimator-methods.ts';

/** Aliases may lead to names that have aliases themselves; more than this many in a row lead in circles. */
const MOST_REWRITES = 8;

/** Cost: one pass over the entries, below 5 ms for all that Lintel brings. */
export function buildKnowledge(libraries: readonly LibraryKnowledge[]): KnowledgeBase {
  const index = indexOf(libraries);
  const canonical = remembered((name) => canonicalName(index, name));
  const find = (name: string): Api | null => index.entries.get(canonical(name)) ?? null;
  const basesOf = remembered((className) => allBases(canonical(className), find, canonical));
  const methodOfClass = remembered((dotted): KnownMethod | null => {
    const [className = '', method = ''] = dotted.split('\0');
    for (const name of [canonical(className), ...basesOf(className)]) {
      const known = methodOf(name, method, find);
      if (known !== null) return known;
    }
    return null;
  });
  let publicNames: ReadonlyMap<string, readonly string[]> | null = null;
  return {
    libraries,
    canonical,
    find,
    basesOf,
    method: (classNames, method) => {
      for (const name of classNames) {
        const known = methodOfClass(`${name}\0${method}`);
        if (known !== null) return known;
      }
      return null;
    },
    isInKnownLibrary: (name) => index.roots.has(name.split('.', 1)[0] ?? ''),
    namesIn: (module) => {
      publicNames ??= namesByModule(libraries);
      return publicNames.get(module) ?? publicNames.get(canonical(module)) ?? [];
    },
  };
}

/** Answers kept of one question. Own choice: the names of a large project; an editor asks for years. */
const MOST_REMEMBERED = 50_000;

/** Programs ask the same few names again and again. */
function remembered<T>(answer: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const found = answer(name);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(name, found);
    return found;
  };
}

interface Index {
  /** By canonical name. */
  readonly entries: ReadonlyMap<string, Api>;
  /** Any name of an entry -> its canonical one. */
  readonly names: ReadonlyMap<string, string>;
  readonly aliases: ReadonlyMap<string, string>;
  readonly roots: ReadonlySet<string>;
}

function indexOf(libraries: readonly LibraryKnowledge[]): Index {
  const entries = new Map<string, Api>();
  const names = new Map<string, string>();
  const aliases = new Map<string, string>();
  const roots = new Set<string>();
  for (const library of libraries) {
    roots.add(library.library);
    for (const [from, to] of Object.entries(library.aliases ?? {})) {
      aliases.set(from, to);
      roots.add(from.split('.', 1)[0] ?? from);
    }
    for (const entry of library.entries) {
      const first = entry.names[0];
      if (first === undefined) continue;
      entries.set(first, entry);
      for (const name of entry.names) names.set(name, first);
    }
  }
  return { entries, names, aliases, roots };
}

/** Rewrites the longest part that is an entry or an alias, until nothing changes. */
function canonicalName(index: Index, name: string): string {
  let current = index.names.get(name) ?? name;
  for (let rewrites = 0; rewrites < MOST_REWRITES; rewrites += 1) {
    const next = rewritten(index, current);
    if (next === null) return current;
    current = next;
  }
  return current;
}

/** Null when the name stays as it is: its longest known part is an entry's canonical name, or nothing of it is known. */
function rewritten(index: Index, name: string): string | null {
  for (let end = name.length; end > 0; end = name.lastIndexOf('.', end - 1)) {
    const part = name.slice(0, end);
    const entry = index.names.get(part);
    if (entry === part) return null;
    const target = entry ?? index.aliases.get(part);
    if (target !== undefined) return target + name.slice(end);
  }
  return null;
}

/** Nearest first, each once. */
function allBases(className: string, find: (name: string) => Api | null, canonical: (name: string) => string): readonly string[] {
  const found = new Set<string>();
  let level = [className];
  while (level.length > 0) {
    const next = level.flatMap((name) => directBases(find(name))).map(canonical);
    level = next.filter((name) => !found.has(name) && name !== className);
    for (const name of level) found.add(name);
  }
  return [...found];
}

const SPLITTER_BASES = ['sklearn.model_selection.BaseCrossValidator'];
const ESTIMATOR_BASES = ['sklearn.base.BaseEstimator'];

function directBases(api: Api | null): readonly string[] {
  if (api === null) return [];
  if (api.bases !== undefined) return api.bases;
  if (api.is === 'splitter') return SPLITTER_BASES;
  return api.is === 'estimator' ? ESTIMATOR_BASES : [];
}

function methodOf(className: string, method: string, find: (name: string) => Api | null): KnownMethod | null {
  const name = `${className}.${method}`;
  const own = find(name);
  if (own !== null) return { name: own.names[0] ?? name, api: own, meaning: null, parameters: own.parameters ?? [] };
  const owner = find(className);
  if (owner?.is !== 'estimator') return null;
  const meaning = meaningOf(owner, method);
  return meaning === null ? null : { name, api: null, meaning, parameters: parametersOf(owner, method, meaning) };
}

function namesByModule(libraries: readonly LibraryKnowledge[]): ReadonlyMap<string, readonly string[]> {
  const modules = new Map<string, string[]>();
  for (const name of libraries.flatMap(({ entries }) => entries.flatMap((entry) => entry.names))) {
    const cut = name.lastIndexOf('.');
    const module = name.slice(0, Math.max(cut, 0));
    const listed = modules.get(module);
    if (listed === undefined) modules.set(module, [name.slice(cut + 1)]);
    else listed.push(name.slice(cut + 1));
  }
  return modules;
}
