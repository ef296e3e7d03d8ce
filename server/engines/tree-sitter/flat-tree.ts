/**
 * The parser's tree as flat arrays. Each step of a cursor crosses the border to WASM, so every node is visited once, asked for as
 * little as possible, and read from the arrays from then on.
 */
import type { Language, Tree } from 'web-tree-sitter';

/**
 * Nodes in preorder. The arrays are the flattener's own and good until it flattens the next tree.
 * Positions of tokens (punctuation, keywords) are known only in flawed trees, ends never.
 */
export interface FlatTree {
  /** Names of the grammar; those of tokens start with `$`. */
  readonly kinds: readonly string[];
  readonly roles: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Index of the first node that is not below this one. */
  readonly nexts: Int32Array;
  /** Indices of what is broken or missing. */
  readonly flaws: readonly number[];
}

export const ROLE = {
  token: 0,
  /** A node of the grammar. */
  part: 1,
  /** Comments and continued lines, which may stand anywhere. */
  extra: 2,
  /** Broken or missing. */
  flaw: 3,
} as const;

export const ERROR = 'ERROR';

/** A function that flattens trees of one language; `offset` is added to all positions. */
export function flattener(language: Language): (tree: Tree, offset: number) => FlatTree {
  const names = language.types.map((name, id) => (language.nodeTypeIsNamed(id) ? name : `$${name}`));
  const leaves = names.map((name) => name.startsWith('$') || LEAVES.has(name));
  const roles = names.map((name) => (name.startsWith('$') ? ROLE.token : EXTRAS.has(name) ? ROLE.extra : ROLE.part));
  let buffers = createBuffers(1024);
  return (tree, offset) => {
    const root = tree.rootNode;
    const count = root.descendantCount;
    if (count > buffers.starts.length) buffers = createBuffers(count * 2);
    return root.hasError ? flattenFlawed(tree, { buffers, names, offset, roles }) : flattenSound(tree, { buffers, names, offset, roles, leaves });
  };
}

const LEAVES: ReadonlySet<string> = new Set(['identifier', 'integer', 'float', 'comment', 'true', 'false', 'none', 'ellipsis', 'string_start', 'string_end', 'string_content', 'line_continuation', 'pass_statement', 'break_statement', 'continue_statement']);
const EXTRAS: ReadonlySet<string> = new Set(['comment', 'line_continuation']);

interface Buffers {
  readonly kinds: string[];
  readonly roles: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly nexts: Int32Array;
}

interface Flattening {
  readonly buffers: Buffers;
  readonly names: readonly string[];
  readonly roles: readonly number[];
  readonly offset: number;
}

function createBuffers(size: number): Buffers {
  return { kinds: [], roles: new Uint8Array(size), starts: new Int32Array(size), ends: new Int32Array(size), nexts: new Int32Array(size) };
}

function flattenSound(tree: Tree, { buffers, names, roles, offset, leaves }: Flattening & { readonly leaves: readonly boolean[] }): FlatTree {
  const { kinds, starts, ends, nexts } = buffers;
  const cursor = tree.walk();
  const open: number[] = [];
  let count = 0;
  for (let isDone = false; !isDone; ) {
    const index = count++;
    const type = cursor.nodeTypeId;
    const role = roles[type] ?? ROLE.flaw;
    kinds[index] = names[type] ?? ERROR;
    buffers.roles[index] = role;
    if (role !== ROLE.token) {
      starts[index] = cursor.startIndex + offset;
      ends[index] = cursor.endIndex + offset;
    }
    if (leaves[type] !== true && cursor.gotoFirstChild()) {
      open.push(index);
      continue;
    }
    nexts[index] = count;
    while (!isDone && !cursor.gotoNextSibling()) {
      isDone = !cursor.gotoParent();
      nexts[open.pop() ?? 0] = count;
    }
  }
  cursor.delete();
  return { ...buffers, flaws: [] };
}

function flattenFlawed(tree: Tree, { buffers, names, roles, offset }: Flattening): FlatTree {
  const { kinds, starts, ends, nexts } = buffers;
  const cursor = tree.walk();
  const open: number[] = [];
  const flaws: number[] = [];
  let count = 0;
  for (let isDone = false; !isDone; ) {
    const index = count++;
    const type = cursor.nodeTypeId;
    const isFlaw = cursor.nodeIsMissing || names[type] === undefined;
    if (isFlaw) flaws.push(index);
    kinds[index] = names[type] ?? ERROR;
    buffers.roles[index] = isFlaw ? ROLE.flaw : (roles[type] ?? ROLE.flaw);
    starts[index] = cursor.startIndex + offset;
    ends[index] = cursor.endIndex + offset;
    if (cursor.gotoFirstChild()) {
      open.push(index);
      continue;
    }
    nexts[index] = count;
    while (!isDone && !cursor.gotoNextSibling()) {
      isDone = !cursor.gotoParent();
      nexts[open.pop() ?? 0] = count;
    }
  }
  cursor.delete();
  return { ...buffers, flaws };
}
