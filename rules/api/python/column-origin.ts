/** Which columns a table surely has, and from which columns of its own a column was computed. */
import { walk } from './children.ts';
import type { Facts } from './facts.ts';
import type { Assign, Expression } from './syntax.ts';
import type { Data } from './value.ts';

/** Whether data surely has the column. @param witness a column of this name picked from the same table, for tables nobody has looked at */
export function surelyHas({ columns, table }: Data, name: string, { witness, facts }: { readonly witness: Data; readonly facts: Facts }): boolean {
  switch (columns.kind) {
    case 'unknown':
      return false;
    case 'exactly':
      return columns.names.includes(name);
    case 'all':
      if (columns.removed.includes(name)) return false;
      if (columns.added.includes(name)) return true;
      if (table !== null) return table.columns.some((column) => column.name === name);
      return witness.origin?.sequence === columns.origin && assignmentsTo(name, facts).length === 0;
  }
}

/** Assignments to a column of any table: `df["name"] = ...`, `df.name = ...`, `df.loc[..., "name"] = ...`. */
export function assignmentsTo(name: string, facts: Facts): readonly Assign[] {
  return facts.nodes('Assign').filter(({ targets }) => targets.some((target) => columnOf(target) === name));
}

function columnOf(target: Expression): string | null {
  if (target.kind === 'Attribute') return target.attribute;
  if (target.kind !== 'Subscript') return null;
  const last = target.index.kind === 'Tuple' ? target.index.elements.at(-1) : target.index;
  return last?.kind === 'Constant' && typeof last.value === 'string' ? last.value : null;
}

/** What computes a value from one value of the same row, whatever else it looks at. */
const ELEMENTWISE = /^(?:map|apply|astype|replace|cut|where|abs|log\w*|exp|sqrt|int|float|str|round|isin|eq|ne|gt|ge|lt|le|between|fillna|factorize|to_numpy|digitize|select|codes|cat)$/u;

/**
 * Returns the columns of the same table a column was computed from, row by row, by its only assignment; empty when it is not known to
 * be a function of them alone: `df["good"] = df["quality"] > 6` gives `quality`.
 */
export function computedFrom(name: string, facts: Facts): readonly string[] {
  const [assignment, ...others] = assignmentsTo(name, facts);
  if (assignment === undefined || others.length > 0) return [];
  const [target] = assignment.targets;
  if (target?.kind !== 'Subscript' || target.index.kind !== 'Constant' || target.value.kind !== 'Name') return [];
  const frame = target.value.id;
  const columns = new Set<string>();
  let isKnown = true;
  walk(assignment.value, (node) => {
    if (node.kind === 'Subscript' && node.value.kind === 'Name' && node.value.id === frame) {
      if (node.index.kind === 'Constant' && typeof node.index.value === 'string') columns.add(node.index.value);
      else isKnown = false;
      return 'skip';
    }
    if (node.kind === 'Attribute' && node.value.kind === 'Name' && node.value.id === frame) {
      columns.add(node.attribute);
      return 'skip';
    }
    if (node.kind === 'Name' && node.id === frame) isKnown = false;
    if (node.kind === 'Call' && !isElementwise(node.callee)) isKnown = false;
    if (node.kind === 'Name' && facts.valueOf(node)?.kind === 'data' && !isOfComprehension(node.parent.kind)) isKnown = false;
    return undefined;
  });
  return isKnown ? [...columns] : [];
}

function isElementwise(callee: Expression): boolean {
  const name = callee.kind === 'Attribute' ? callee.attribute : callee.kind === 'Name' ? callee.id : '';
  return ELEMENTWISE.test(name);
}

function isOfComprehension(kind: string): boolean {
  return kind === 'ComprehensionFor' || kind === 'Compare' || kind === 'IfExp';
}
