/** Cells of a notebook with what stands in them, for rules. */
import type { Cell, Magic, PythonDocument } from './document.ts';
import type { Expression, Statement } from './syntax.ts';

/** A code cell in which something is written, in whatever language. */
export interface CodeCell extends Cell {
  readonly range: NonNullable<Cell['range']>;
  /** Its Python, in order. */
  readonly statements: readonly Statement[];
  readonly magics: readonly Magic[];
}

/** Returns the code cells that are not blank, in order; none for scripts. */
export function codeCellsOf(document: PythonDocument): readonly CodeCell[] {
  if (document.kind !== 'notebook') return [];
  const cells = document.cells.flatMap((cell): readonly (Cell & { readonly range: CodeCell['range'] })[] =>
    cell.range === null || cell.source.trim() === '' ? [] : [{ ...cell, range: cell.range }],
  );
  const statements = groupByCell(cells, document.module.body);
  const magics = groupByCell(cells, document.magics);
  return cells.map((cell) => ({ ...cell, statements: statements.get(cell.index) ?? [], magics: magics.get(cell.index) ?? [] }));
}

interface Placed {
  readonly start: number;
}

function groupByCell<T extends Placed>(cells: readonly { readonly index: number; readonly range: CodeCell['range'] }[], items: readonly T[]): ReadonlyMap<number, readonly T[]> {
  const groups = new Map<number, T[]>();
  let at = 0;
  for (const { index, range } of cells) {
    const group: T[] = [];
    for (; at < items.length; at += 1) {
      const item = items[at];
      if (item === undefined || item.start >= range.end) break;
      group.push(item);
    }
    groups.set(index, group);
  }
  return groups;
}

/** Returns a function that gives the 0-based index of the cell an offset of the document is in, or null between cells. */
export function cellFinder({ cells }: PythonDocument): (offset: number) => number | null {
  const ranged = cells.flatMap(({ index, range }) => (range === null ? [] : [{ index, ...range }]));
  return (offset) => {
    let low = 0;
    let high = ranged.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((ranged[middle]?.start ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const found = ranged[low];
    return found !== undefined && found.start <= offset && offset < found.end ? found.index : null;
  };
}

/** Says whether the cell only prepares: imports, definitions, magics, constants, settings. */
export function isPreparing({ statements, language }: CodeCell): boolean {
  return language === 'python' && statements.every(isPreparingStatement);
}

function isPreparingStatement(statement: Statement): boolean {
  switch (statement.kind) {
    case 'Import':
    case 'ImportFrom':
    case 'FunctionDef':
    case 'ClassDef':
    case 'Pass':
    case 'Assert':
      return true;
    case 'Assign':
      return isPlain(statement.value);
    case 'Expr':
      return isPlain(statement.value) || isSetting(statement.value);
    case 'If':
      return [...statement.body, ...statement.orelse].every(isPreparingStatement);
    case 'Try':
      return [...statement.body, ...statement.handlers.flatMap(({ body }) => body), ...statement.orelse, ...statement.finalbody].every(isPreparingStatement);
    default:
      return false;
  }
}

/** Calls that set something for later cells. */
const SETTING =
  /^(?:set|use|filterwarnings|simplefilter|seed|manual_seed|append|insert|init|enable|disable|basicConfig|register|update|chdir|makedirs|mkdir|load_dotenv|mount|pandas|extension|config|rc$|rcParams|login)/;

function isSetting(value: Expression): boolean {
  if (value.kind !== 'Call') return false;
  const { callee } = value;
  if (callee.kind === 'Name' && callee.id === 'print') return value.arguments.every(isVersion);
  return SETTING.test(callee.kind === 'Attribute' ? callee.attribute : callee.kind === 'Name' ? callee.id : '');
}

/** Says which versions there are: `np.__version__`, with words around it. */
function isVersion(value: Expression): boolean {
  if (value.kind === 'JoinedStr') return value.values.every(isVersion);
  return value.kind === 'Constant' || (value.kind === 'Attribute' && /version/i.test(value.attribute));
}

/** Constants, names, and lists and so on of them. */
function isPlain(value: Expression): boolean {
  switch (value.kind) {
    case 'Constant':
    case 'Name':
      return true;
    case 'UnaryOp':
      return isPlain(value.operand);
    case 'BinOp':
      return isPlain(value.left) && isPlain(value.right);
    case 'Tuple':
    case 'List':
    case 'Set':
      return value.elements.every(isPlain);
    case 'Dict':
      return value.items.every((item) => isPlain(item.value));
    default:
      return false;
  }
}
