/** Words of shell scripts: what is plain text once quotes are gone, and what only the shell knows. */
import type { Node } from 'web-tree-sitter';
import type { ShellNode, ShellWord, WordPart } from '../../core/repository/shell.ts';

/** Stands where a template was; a private character of Unicode. */
export const FILLED_IN = '\uE000';

export interface WordLowering {
  /** What was parsed. */
  readonly text: string;
  readonly lowerBody: (nodes: readonly Node[]) => readonly ShellNode[];
}

/** Words inside words (`"$(f "$(g)")"`) beyond this are not looked at. Our own choice. */
const MAX_NESTED_WORDS = 60;

export function lowerWord(l: WordLowering, node: Node): ShellWord {
  return { start: node.startIndex, end: node.endIndex, parts: joinTexts(partsOf(l, node, { depth: 0, isQuoted: false })) };
}

/** One for `X=1`; none for `X[1]=2` and arrays, whose values are several. */
export function lowerAssignment(l: WordLowering, node: Node): readonly { readonly name: string; readonly value: ShellWord }[] {
  const name = node.childForFieldName('name');
  const value = node.childForFieldName('value');
  if (name === null || name.type !== 'variable_name') return [];
  if (value === null) return [{ name: name.text, value: { start: node.endIndex, end: node.endIndex, parts: [] } }];
  const isSum = node.children.some((child) => child?.type === '+=');
  return [{ name: name.text, value: isSum ? { start: value.startIndex, end: value.endIndex, parts: [{ kind: 'unknown' }] } : lowerWord(l, value) }];
}

/** `[ $? -ne 0 ]` as its words, brackets included. */
export function lowerTest(l: WordLowering, node: Node): readonly ShellWord[] {
  const isArithmetic = node.firstChild?.type === '((';
  const collect = (inner: Node, depth: number): readonly ShellWord[] => {
    if (depth > MAX_NESTED_WORDS) return [];
    if (/_expression$|^test_command$|^compound_statement$/.test(inner.type)) return inner.children.flatMap((child) => (child === null ? [] : collect(child, depth + 1)));
    if (!inner.isNamed) return [plainWord(inner, inner.type)];
    if (isArithmetic && (inner.type === 'variable_name' || inner.type === 'word')) {
      return [{ start: inner.startIndex, end: inner.endIndex, parts: [{ kind: 'variable', name: inner.text, fallback: null, isQuoted: true }] }];
    }
    return [lowerWord(l, inner)];
  };
  return collect(node, 0);
}

function plainWord(node: Node, text: string): ShellWord {
  return { start: node.startIndex, end: node.endIndex, parts: [{ kind: 'text', text }] };
}

interface Position {
  readonly depth: number;
  readonly isQuoted: boolean;
}

function partsOf(l: WordLowering, node: Node, position: Position): readonly WordPart[] {
  const inside = { ...position, depth: position.depth + 1 };
  if (inside.depth > MAX_NESTED_WORDS) return [{ kind: 'unknown' }];
  const text = (): string => l.text.slice(node.startIndex, node.endIndex);
  switch (node.type) {
    case 'word':
    case 'number':
    case 'extglob_pattern':
    case 'regex':
    case 'test_operator':
    case 'variable_name':
      return node.namedChildCount === 0 ? textParts(text().replace(/\\(\r?\n)?([^\n]?)/g, '$2')) : [{ kind: 'unknown' }];
    case 'raw_string':
      return textParts(text().slice(1, -1));
    case 'ansi_c_string':
      return textParts(text().slice(2, -1).replaceAll('\\n', '\n').replaceAll('\\t', '\t').replace(/\\(['"\\])/g, '$1'));
    case 'concatenation':
      return node.children.flatMap((child) => (child === null ? [] : child.isNamed ? partsOf(l, child, inside) : textParts(child.text)));
    case 'string':
    case 'heredoc_body':
      return quotedParts(l, node, { ...inside, isQuoted: true });
    case 'translated_string':
      return node.namedChildren.flatMap((child) => (child === null ? [] : partsOf(l, child, inside)));
    case 'simple_expansion':
      return [{ kind: 'variable', name: text().slice(1), fallback: null, isQuoted: position.isQuoted }];
    case 'expansion':
      return [expansionPart(l, node, position)];
    case 'command_substitution':
    case 'process_substitution':
      return [{ kind: 'substitution', body: l.lowerBody(node.children.filter((child) => child !== null)) }];
    default:
      return [{ kind: 'unknown' }];
  }
}

/** What stands between expansions counts as written, line ends included, which the grammar leaves out. */
function quotedParts(l: WordLowering, node: Node, position: Position): readonly WordPart[] {
  const isString = node.type === 'string';
  const end = isString ? node.endIndex - 1 : node.endIndex;
  let from = isString ? node.startIndex + 1 : node.startIndex;
  const parts: WordPart[] = [];
  const takeText = (to: number): void => {
    parts.push(...textParts(l.text.slice(from, Math.max(from, to)).replace(/\\(?:\n|(["$`\\]))/g, '$1')));
  };
  for (const child of node.namedChildren) {
    if (child === null || child.type === 'string_content' || child.type === 'heredoc_content') continue;
    takeText(child.startIndex);
    parts.push(...partsOf(l, child, position));
    from = child.endIndex;
  }
  takeText(end);
  return parts;
}

/** `${name}` and `${name:-plain}`; others, such as `${name%.py}`, are not known. */
function expansionPart(l: WordLowering, node: Node, { isQuoted }: Position): WordPart {
  const text = l.text.slice(node.startIndex, node.endIndex);
  const plain = /^\$\{([\w?@*]+|PIPESTATUS\[\d+\])\}$/.exec(text);
  if (plain?.[1] !== undefined) return { kind: 'variable', name: plain[1], fallback: null, isQuoted };
  const defaulted = /^\$\{(\w+):?[-=]"?([^"'$`{}\\]*)"?\}$/.exec(text);
  if (defaulted?.[1] !== undefined) return { kind: 'variable', name: defaulted[1], fallback: defaulted[2] ?? '', isQuoted };
  return { kind: 'unknown' };
}

function textParts(text: string): readonly WordPart[] {
  if (text === '') return [];
  return text.split(new RegExp(`(${FILLED_IN}+)`)).flatMap((piece): readonly WordPart[] => {
    if (piece === '') return [];
    return piece.startsWith(FILLED_IN) ? [{ kind: 'unknown' }] : [{ kind: 'text', text: piece }];
  });
}

function joinTexts(parts: readonly WordPart[]): readonly WordPart[] {
  const joined: WordPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.kind === 'text' && last?.kind === 'text') joined[joined.length - 1] = { kind: 'text', text: last.text + part.text };
    else joined.push(part);
  }
  return joined;
}
