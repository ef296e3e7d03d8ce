/**
 * Who may import whom. The two tables of ARCHITECTURE.md are the rule: every import must be permitted, every folder named must exist,
 * every permission must be used. `tests` stands for test files, what they share in folders called `testing`, and the tests in the editor. Pure.
 */
import path from 'node:path';
import { importsOf, type Import } from './imports.ts';
import { problemAt, type ProjectFile } from './project-files.ts';

export interface FolderRow {
  readonly folder: string;
  /** Folders, or `anything`, or `anything in <folder>`. */
  readonly allowed: readonly string[];
  readonly isPrivate: boolean;
}

export interface PackageRow {
  /** `*` at the end stands for any end. */
  readonly names: readonly string[];
  readonly folders: readonly string[];
  /** Folders that may import its types. */
  readonly typeFolders: readonly string[];
}

export interface Boundaries {
  readonly folders: readonly FolderRow[];
  readonly packages: readonly PackageRow[];
}

/** Folder names that stand for files by their names, not for a folder. */
const TESTS = 'tests';

/** Returns the two tables. Errors: throws when one of them is gone. */
export function parseBoundaries(architecture: string): Boundaries {
  const folders = tableRows(architecture, '| folder | may import |').flatMap(([names = '', allowed = '']) =>
    words(names).map((folder) => ({
      folder,
      allowed: allowed === '-' ? [] : words(allowed.replace(/;.*$/, '')),
      isPrivate: allowed.includes('nothing imports'),
    })),
  );
  const packages = tableRows(architecture, '| package | only in |').map(([names = '', where = '']) => {
    const [own = '', types = ''] = where.split('; types in ');
    return { names: words(names.replaceAll('`', '')), folders: words(own), typeFolders: words(types) };
  });
  return { folders, packages };
}

function tableRows(markdown: string, header: string): readonly (readonly string[])[] {
  const lines = markdown.split('\n');
  const start = lines.indexOf(header);
  if (start < 0) throw new Error(`ARCHITECTURE.md: the table "${header}" is gone`);
  const body = lines.slice(start + 2);
  const end = body.findIndex((line) => !line.startsWith('|'));
  return body.slice(0, end < 0 ? body.length : end).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

function words(cell: string): readonly string[] {
  return cell.split(',').map((word) => word.trim()).filter((word) => word !== '' && word !== '-');
}

/** Returns every breach and every stale line of the tables. @param files the project's TypeScript files @param packages names in package.json */
export function boundaryProblems(boundaries: Boundaries, files: readonly ProjectFile[], packages: readonly string[]): readonly string[] {
  const used = new Set<string>();
  const breaches = files.flatMap((file) => {
    const owner = ownerOf(boundaries, file.path);
    if (owner === null) return [`${file.path}: no line of the import table in ARCHITECTURE.md speaks of this folder`];
    return importsOf(file.text).flatMap((one) => {
      const problem = one.specifier.startsWith('.') ? folderBreach({ boundaries, file, owner, used }, one) : packageBreach({ boundaries, file, owner, used }, one, packages);
      return problem === null ? [] : [problemAt(file, one.offset, problem)];
    });
  });
  return [...breaches, ...staleLines(boundaries, files, used)];
}

interface Place {
  readonly boundaries: Boundaries;
  readonly file: ProjectFile;
  readonly owner: FolderRow;
  /** Collects `folder > permission` for every permission that is needed. */
  readonly used: Set<string>;
}

function folderBreach({ boundaries, file, owner, used }: Place, one: Import): string | null {
  const target = path.posix.join(path.posix.dirname(file.path), one.specifier);
  const targetOwner = ownerOf(boundaries, target);
  if (targetOwner === null) return `imports ${target}, which no line of the import table speaks of`;
  if (targetOwner.folder === owner.folder) return null;
  const permission = owner.allowed.find((allowed) => allowed === 'anything' || allowed === targetOwner.folder || (allowed.startsWith('anything in ') && isInside(target, allowed.slice('anything in '.length))));
  if (permission === undefined) return `${owner.folder} may not import ${targetOwner.folder}`;
  if (targetOwner.isPrivate && !owner.isPrivate) return `nothing imports ${targetOwner.folder}`;
  used.add(`${owner.folder} > ${permission}`);
  return null;
}

function packageBreach({ boundaries, file, owner, used }: Place, one: Import, packages: readonly string[]): string | null {
  const name = packageName(one.specifier);
  const row = boundaries.packages.find(({ names }) => names.some((pattern) => matchesName(pattern, name)));
  if (row === undefined) {
    if (!packages.includes(name)) return `\`${name}\` is not in package.json`;
    return isInside(file.path, 'rules') && owner.folder !== TESTS ? 'rules import no package' : null;
  }
  if (owner.isPrivate) return null;
  const folder = [...row.folders, ...(one.isTypeOnly ? row.typeFolders : [])].find((allowed) => isInside(file.path, allowed));
  if (folder === undefined) return `\`${name}\` only in ${[...row.folders, ...row.typeFolders.map((types) => `${types} (types)`)].join(', ')}`;
  used.add(`${row.names.join(', ')} > ${folder}`);
  return null;
}

function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

function matchesName(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function staleLines({ folders, packages }: Boundaries, files: readonly ProjectFile[], used: ReadonlySet<string>): readonly string[] {
  const isThere = (folder: string): boolean => folder === TESTS || files.some((file) => isInside(file.path, folder));
  const mentioned = [...folders.flatMap(({ folder, allowed }) => [folder, ...allowed]), ...packages.flatMap((row) => [...row.folders, ...row.typeFolders])];
  const missing = [...new Set(mentioned)].filter((name) => !name.startsWith('anything') && !isThere(name)).map((name) => `ARCHITECTURE.md: ${name} does not exist`);
  const permissions = [
    ...folders.filter(({ isPrivate }) => !isPrivate).flatMap(({ folder, allowed }) => allowed.map((one) => `${folder} > ${one}`)),
    ...packages.flatMap((row) => [...row.folders, ...row.typeFolders].map((folder) => `${row.names.join(', ')} > ${folder}`)),
  ];
  return [...missing, ...permissions.filter((one) => !used.has(one)).map((one) => `ARCHITECTURE.md: the permission ${one} is not used`)];
}

/** The line that speaks of a file: tests first, else the longest folder around it. */
function ownerOf({ folders }: Boundaries, file: string): FolderRow | null {
  const tests = folders.find(({ folder }) => folder === TESTS);
  if (tests !== undefined && isTest(file)) return tests;
  return folders.filter(({ folder }) => isInside(file, folder)).sort((a, b) => b.folder.length - a.folder.length)[0] ?? null;
}

function isTest(file: string): boolean {
  return file.endsWith('.test.ts') || file.includes('/testing/') || isInside(file, 'client/e2e');
}

function isInside(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}
