/** Schema files that stand for a dataset of their name: Avro, Protocol Buffers, Table Schema of data packages, suites of Great Expectations. */
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import { at, itemsAt, textAt } from '../../../../rules/api/repository/tree.ts';
import type { TreeNode } from '../../../../rules/api/repository/tree.ts';
import { declare } from '../claims.ts';
import type { ClaimedColumn, Claims, Declaration } from '../claims.ts';
import { normal } from '../targets.ts';

/** A schema that names no dataset; it is given to the one of its name. */
export interface LooseSchema {
  /** Words of its name in lower case. */
  readonly name: string;
  readonly at: RepositoryPlace;
  readonly columns: readonly ClaimedColumn[];
}

export function schemaClaims(files: RepositoryFiles): Claims & { readonly loose: readonly LooseSchema[] } {
  const declarations: Declaration[] = [];
  const loose: LooseSchema[] = [];
  for (const { path } of files.matching('**/*.avsc')) loose.push(...avro(files.trees(path)[0]?.root));
  for (const { path } of files.matching('**/*.proto')) loose.push(...protocol(path, files));
  for (const { path } of files.matching('**/expectations/**/*.json')) loose.push(...suite(path, files.trees(path)[0]?.root));
  for (const { path } of files.matching('**/datapackage.{json,yaml,yml}')) declarations.push(...packaged(path, files.trees(path)[0]?.root));
  return { uses: [], declarations, loose };
}

/** Letters and digits alone, without version, so that `rating_event-value.avsc` meets topic `rating-events`. */
export function plainName(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '' && !/^v?\d+$/.test(word) && !/^(?:value|key|schema|suite|record|table)$/.test(word))
    .map((word) => word.replace(/(?<=\w{3})s$/, ''))
    .join('');
}

function avro(root: TreeNode | undefined): readonly LooseSchema[] {
  const name = textAt(root, 'name');
  if (root === undefined || name === null || textAt(root, 'type') !== 'record') return [];
  return [{ name: plainName(name), at: root.at, columns: fieldsOf(root) }];
}

function fieldsOf(node: TreeNode): readonly ClaimedColumn[] {
  return itemsAt(node, 'fields').flatMap((field) => {
    const name = textAt(field, 'name');
    return name === null ? [] : [{ name, type: typeText(at(field, 'type')) }];
  });
}

function typeText(node: TreeNode | null): string | null {
  if (node === null) return null;
  if (node.kind === 'scalar') return node.text;
  if (node.kind === 'list') return node.items.flatMap((item) => typeText(item) ?? []).join(' or ');
  return textAt(node, 'logicalType') ?? textAt(node, 'type');
}

const MESSAGE = /\bmessage\s+(\w{1,100})\s*\{([^{}]{0,20000})\}/g;

function protocol(path: string, files: RepositoryFiles): readonly LooseSchema[] {
  const text = files.text(path)?.replace(/\/\/[^\n]*/g, (found) => ' '.repeat(found.length)) ?? '';
  return [...text.matchAll(MESSAGE)].map((match) => ({
    name: plainName(match[1] ?? ''),
    at: files.place(path, match.index, match.index + 'message '.length + (match[1] ?? '').length),
    columns: [...(match[2] ?? '').matchAll(/(?:^|[;\n])\s*(?:optional\s+|required\s+|repeated\s+)?([\w.]+(?:<[^>]{0,80}>)?)\s+(\w+)\s*=\s*\d+/g)].map(([, type = '', name = '']) => ({ name, type })),
  }));
}

/** Columns that expectations name; types where a type is expected. */
function suite(path: string, root: TreeNode | undefined): readonly LooseSchema[] {
  const name = textAt(root, 'expectation_suite_name') ?? textAt(root, 'name');
  const columns = new Map<string, string | null>();
  for (const expectation of itemsAt(root, 'expectations')) {
    const column = textAt(expectation, 'kwargs', 'column');
    if (column !== null) columns.set(column, columns.get(column) ?? textAt(expectation, 'kwargs', 'type_'));
  }
  if (root === undefined || name === null || columns.size === 0) return [];
  return [{ name: plainName(name.split('.')[0] ?? name), at: { path, cell: null, range: null }, columns: [...columns].map(([column, type]) => ({ name: column, type })) }];
}

function packaged(path: string, root: TreeNode | undefined): readonly Declaration[] {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  return itemsAt(root, 'resources').flatMap((resource) => {
    const written = textAt(resource, 'path');
    const name = written === null ? null : normal(folder + written);
    const schema = at(resource, 'schema');
    if (name === null || name === '') return [];
    const columns = schema === null ? [] : fieldsOf(schema);
    return [declare({ kind: 'file', name }, resource.at, { alias: textAt(resource, 'name'), schema: columns.length === 0 ? null : { source: 'schema', isWhole: true, columns } })];
  });
}
