/** Entries of Kedro's catalogues, and which dataset a name in a pipeline means. */
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import { at, entriesAt, textAt } from '../../../../rules/api/repository/tree.ts';
import type { TreeEntry } from '../../../../rules/api/repository/tree.ts';
import { declare, NO_CLAIMS } from '../claims.ts';
import type { Claims, Declaration, Target } from '../claims.ts';
import { normal, safeAddress } from '../targets.ts';
import { sqlTables } from '../sql-tables.ts';

export interface KedroCatalog {
  readonly claims: Claims;
  /** Null for what no entry and no factory fits. */
  readonly entry: (name: string) => Target | null;
}

/** Names of a pipeline that no entry has but a pattern fits, such as `{layer}.{name}_csv`. */
interface Factory {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly target: (values: ReadonlyMap<string, string>) => Target;
}

export function kedroCatalog(files: RepositoryFiles): KedroCatalog {
  const declarations: Declaration[] = [];
  const entries = new Map<string, Target>();
  const factories: Factory[] = [];
  for (const { path } of files.matching('**/conf/*/catalog*.{yml,yaml}', '**/conf/*/catalog*/**/*.{yml,yaml}', '**/conf/catalog*.{yml,yaml}')) {
    const root = files.trees(path)[0]?.root;
    const folder = path.slice(0, Math.max(0, `/${path}`.lastIndexOf('/conf/')));
    const variables = new Map(entriesAt(root).flatMap(({ key, value }) => (value.kind === 'scalar' ? [[key, value.text] as const] : [])));
    for (const entry of entriesAt(root)) {
      const type = textAt(entry.value, 'type');
      if (entry.key.startsWith('_') || type === null) continue;
      const fill = (text: string): string => text.replace(/\$\{(?:globals:)?([^}]{0,200})\}/g, (_, name: string) => variables.get(name.trim()) ?? '*');
      if (entry.key.includes('{')) {
        factories.push(factoryOf(entry, { folder, fill }));
        continue;
      }
      const target = targetOf(entry, { folder, fill });
      if (!entries.has(entry.key)) entries.set(entry.key, target);
      const isVersioned = textAt(entry.value, 'versioned') === 'true';
      declarations.push(declare(target, entry.at, { alias: entry.key, format: type, version: isVersioned ? { by: 'kedro', text: 'versioned: true', at: at(entry.value, 'versioned')?.at ?? entry.at } : null, schema: null }));
    }
  }
  const entry = (name: string): Target | null => entries.get(name) ?? byFactory(name, factories);
  return { claims: { ...NO_CLAIMS, declarations }, entry };
}

interface Filling {
  readonly folder: string;
  readonly fill: (text: string) => string;
}

function targetOf({ key, value }: TreeEntry, { folder, fill }: Filling): Target {
  const path = textAt(value, 'filepath') ?? textAt(value, 'path') ?? textAt(value, 'url');
  if (path !== null) return pathTarget(fill(path), folder);
  const table = textAt(value, 'table_name') ?? textAt(value, 'table');
  if (table !== null) return { kind: 'table', name: [textAt(value, 'database') ?? textAt(value, 'dataset') ?? textAt(value, 'schema'), fill(table)].filter((part) => part !== null).join('.') };
  const sql = textAt(value, 'sql');
  const reads = sql === null ? [] : sqlTables(sql).reads;
  const [only] = reads;
  return only !== undefined && reads.length === 1 ? { kind: 'table', name: only.name } : { kind: 'memory', name: key };
}

function pathTarget(path: string, folder: string): Target {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) return { kind: 'address', name: safeAddress(path) };
  return { kind: 'file', name: path.startsWith('/') ? path : (normal(`${folder}/${path}`) ?? path) };
}

function factoryOf(entry: TreeEntry, filling: Filling): Factory {
  const names = [...entry.key.matchAll(/\{(\w{1,60})\}/g)].map(([, name = '']) => name);
  const escaped = entry.key.split(/\{\w{1,60}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return {
    names,
    // one letter at least, up to what comes next
    pattern: new RegExp(`^${escaped.join('([^\\n]{1,200}?)')}$`),
    target: (values) => targetOf(entry, { ...filling, fill: (text) => filling.fill(text).replace(/\{(\w{1,60})\}/g, (whole, name: string) => values.get(name) ?? whole) }),
  };
}

/** Own choices: more of either takes time, and no project has them. */
const MOST_PLACEHOLDERS = 3;
const MOST_CHARACTERS = 120;

function byFactory(name: string, factories: readonly Factory[]): Target | null {
  for (const { pattern, names, target } of factories) {
    if (names.length === 0 || names.length > MOST_PLACEHOLDERS || name.length > MOST_CHARACTERS) continue;
    const match = pattern.exec(name);
    if (match === null) continue;
    // `{default_dataset}` takes everything, and says nothing
    if (pattern.source === '^([^\\n]{1,200}?)$') continue;
    return target(new Map(names.map((each, index) => [each, match[index + 1] ?? ''])));
  }
  return null;
}
