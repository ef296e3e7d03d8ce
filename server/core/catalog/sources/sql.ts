/** Tables of SQL files, and models, sources and columns of dbt. */
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import { entriesAt, itemsAt, textAt } from '../../../../rules/api/repository/tree.ts';
import type { TreeNode } from '../../../../rules/api/repository/tree.ts';
import { fileName } from '../../paths.ts';
import type { Actor } from '../catalog.ts';
import { declare, use } from '../claims.ts';
import type { Claims, Declaration, Target, UseClaim } from '../claims.ts';
import { sqlTables } from '../sql-tables.ts';
import type { SqlName } from '../sql-tables.ts';
import { isTest } from './python.ts';

export function sqlClaims(files: RepositoryFiles): Claims {
  const uses: UseClaim[] = [];
  const declarations: Declaration[] = [];
  const projects = files.matching('**/dbt_project.y{a,}ml').map(({ path }) => folderOf(path));
  for (const { path } of files.matching('**/*.sql')) {
    if (isTest(path)) continue;
    const text = files.text(path);
    if (text === null) continue;
    const project = projects.find((folder) => folder === '' || path.startsWith(`${folder}/`));
    if (project === undefined || !/\/?(?:models|snapshots)\//.test(path)) readSql(path, text, { files, uses, declarations });
    else readModel(path, text, { files, uses, declarations });
  }
  if (projects.length > 0) readProperties(files, declarations);
  return { uses, declarations };
}

interface Taken {
  readonly files: RepositoryFiles;
  readonly uses: UseClaim[];
  readonly declarations: Declaration[];
}

function readSql(path: string, text: string, { files, uses, declarations }: Taken): void {
  const { reads, writes, declares } = sqlTables(text);
  const actor: Actor = { kind: 'sql', name: path, path };
  const target = ({ name, isFile }: SqlName): Target => ({ kind: isFile ? 'file' : 'table', name });
  const place = (start: number) => files.place(path, start, start + Math.max(1, text.slice(start).search(/\n|$/)));
  for (const read of reads) uses.push(use({ way: 'read', target: target(read), actor, at: place(read.start), by: 'SQL' }));
  for (const write of writes) {
    const [from, to] = [text.lastIndexOf(';', write.start), text.indexOf(';', write.start)];
    // what is read in the same statement is in it
    const within = reads.filter(({ start }) => start > from && (to < 0 || start < to)).map(target);
    uses.push(use({ way: 'write', target: target(write), actor, at: place(write.start), by: 'SQL', from: within, isFromWhole: true }));
  }
  for (const { name, start, columns } of declares) declarations.push(declare({ kind: 'table', name }, place(start), { schema: columns.length === 0 ? null : { source: 'sql', isWhole: true, columns } }));
}

const REF = /\{\{\s*ref\(\s*['"]([\w.-]{1,200})['"](?:\s*,\s*['"]([\w.-]{1,200})['"])?[^)}]{0,100}\)\s*\}\}/g;
const SOURCE = /\{\{\s*source\(\s*['"]([\w.-]{1,200})['"]\s*,\s*['"]([\w.-]{1,200})['"]\s*\)\s*\}\}/g;

/** One model is one table of its name. */
function readModel(path: string, text: string, { files, uses, declarations }: Taken): void {
  const name = fileName(path).replace(/\.sql$/, '');
  const actor: Actor = { kind: 'dbt-model', name, path };
  const place = (match: RegExpMatchArray) => files.place(path, match.index ?? 0, (match.index ?? 0) + match[0].length);
  const own: Target = { kind: 'table', name };
  for (const match of text.matchAll(REF)) uses.push(use({ way: 'read', target: { kind: 'table', name: match[2] ?? match[1] ?? '' }, actor, at: place(match), by: 'dbt ref', isDeclared: true }));
  for (const match of text.matchAll(SOURCE)) uses.push(use({ way: 'read', target: { kind: 'table', name: `${match[1] ?? ''}.${match[2] ?? ''}` }, actor, at: place(match), by: 'dbt source', isDeclared: true }));
  uses.push(use({ way: 'write', target: own, actor, at: { path, cell: null, range: null }, by: 'dbt model', isDeclared: true }));
  declarations.push(declare(own, { path, cell: null, range: null }, { format: 'dbt model' }));
}

function readProperties(files: RepositoryFiles, declarations: Declaration[]): void {
  for (const { path } of files.matching('**/models/**/*.{yml,yaml}', '**/seeds/**/*.{yml,yaml}')) {
    for (const { root } of files.trees(path)) {
      for (const list of ['models', 'seeds', 'snapshots']) {
        for (const model of itemsAt(root, list)) takeTable(model, { prefix: '', declarations, format: null });
      }
      for (const source of itemsAt(root, 'sources')) {
        const name = textAt(source, 'name');
        for (const table of name === null ? [] : itemsAt(source, 'tables')) takeTable(table, { prefix: `${name}.`, declarations, format: 'dbt source' });
      }
    }
  }
}

function takeTable(node: TreeNode, { prefix, declarations, format }: { readonly prefix: string; readonly declarations: Declaration[]; readonly format: string | null }): void {
  const name = textAt(node, 'name');
  if (name === null || entriesAt(node).length === 0) return;
  const columns = itemsAt(node, 'columns').flatMap((column) => {
    const columnName = textAt(column, 'name');
    return columnName === null ? [] : [{ name: columnName, type: textAt(column, 'data_type') }];
  });
  declarations.push(declare({ kind: 'table', name: prefix + name }, node.at, { format, schema: columns.length === 0 ? null : { source: 'schema', isWhole: false, columns } }));
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
