/** From the parser's tree of a shell script to ours. */
import type { Node } from 'web-tree-sitter';
import type { ShellCommand, ShellIf, ShellLoop, ShellNode, ShellScript, ShellWord } from '../../core/repository/shell.ts';
import { lowerAssignment, lowerTest, lowerWord, type WordLowering } from './lower-shell-word.ts';

/** Deeper nesting is not written by people; the stack is finite. Our own choice. */
const MAX_DEPTH = 120;

interface Lowering extends WordLowering {
  readonly depth: { value: number };
  readonly flaws: { count: number };
}

/** @param text what was parsed */
export function lowerShell(root: Node, text: string): ShellScript {
  const l: Lowering = { text, depth: { value: 0 }, flaws: { count: 0 }, lowerBody: (nodes) => lowerBody(l, nodes) };
  const body = lowerBody(l, childrenOf(root));
  return { body, isBroken: l.flaws.count > 0 || root.hasError };
}

/** Statements; `&` behind one puts it in the background. */
function lowerBody(l: Lowering, nodes: readonly Node[]): readonly ShellNode[] {
  const body: ShellNode[] = [];
  for (const node of nodes) {
    if (node.type === '&') {
      const last = body.pop();
      if (last !== undefined) body.push({ kind: 'background', start: last.start, end: last.end, body: last });
    } else if (node.isNamed) {
      const lowered = lowerNode(l, node);
      if (lowered !== null) body.push(lowered);
    }
  }
  return body;
}

function lowerNode(l: Lowering, node: Node): ShellNode | null {
  if (l.depth.value >= MAX_DEPTH) {
    l.flaws.count += 1;
    return null;
  }
  l.depth.value += 1;
  const lowered = lowerByType(l, node);
  l.depth.value -= 1;
  return lowered;
}

function lowerByType(l: Lowering, node: Node): ShellNode | null {
  const span = { start: node.startIndex, end: node.endIndex };
  switch (node.type) {
    case 'command':
      return lowerCommand(l, node);
    case 'declaration_command':
    case 'unset_command':
      return lowerDeclaration(l, node);
    case 'variable_assignment':
      return { ...emptyCommand(span), assignments: [lowerAssignment(l, node)].flat() };
    case 'variable_assignments':
      return { ...emptyCommand(span), assignments: node.namedChildren.flatMap((child) => (child === null ? [] : lowerAssignment(l, child))) };
    case 'test_command':
      return { ...emptyCommand(span), words: lowerTest(l, node) };
    case 'list':
      return lowerList(l, node);
    case 'pipeline':
      return { kind: 'pipe', ...span, parts: lowerBody(l, namedOf(node)) };
    case 'negated_command':
      return lowerNot(l, node);
    case 'redirected_statement':
      return lowerRedirected(l, node);
    case 'compound_statement':
      if (node.firstChild?.type === '((') return { ...emptyCommand(span), words: lowerTest(l, node) };
      return { kind: 'group', ...span, body: lowerBody(l, childrenOf(node)) };
    case 'subshell':
      return { kind: 'subshell', ...span, body: lowerBody(l, childrenOf(node)) };
    case 'if_statement':
      return lowerIf(l, node);
    case 'for_statement':
    case 'c_style_for_statement':
    case 'while_statement':
      return lowerLoop(l, node);
    case 'case_statement':
      return { kind: 'case', ...span, items: namedOf(node).flatMap((item) => (item.type === 'case_item' ? [lowerItem(l, item)] : [])) };
    case 'function_definition':
      return lowerFunction(l, node);
    case 'comment':
      return null;
    default:
      l.flaws.count += 1;
      return null;
  }
}

function emptyCommand(span: { readonly start: number; readonly end: number }): ShellCommand {
  return { kind: 'command', start: span.start, end: span.end, words: [], assignments: [], input: null, isRedirected: false };
}

function lowerCommand(l: Lowering, node: Node): ShellCommand {
  const words: ShellWord[] = [];
  const assignments: { readonly name: string; readonly value: ShellWord }[] = [];
  let input: ShellWord | null = null;
  let isRedirected = false;
  for (const child of namedOf(node)) {
    if (child.type === 'variable_assignment') assignments.push(...lowerAssignment(l, child));
    else if (child.type === 'herestring_redirect') input = inputOf(l, child);
    else if (child.type === 'file_redirect') isRedirected ||= takesOutput(child);
    else if (child.type === 'command_name') words.push(...namedOf(child).map((part) => lowerWord(l, part)));
    else if (child.type !== 'comment') words.push(lowerWord(l, child));
  }
  return { kind: 'command', start: node.startIndex, end: node.endIndex, words, assignments, input, isRedirected };
}

function inputOf(l: Lowering, node: Node): ShellWord | null {
  const body = namedOf(node).find(({ type }) => type !== 'file_descriptor' && type !== 'heredoc_start');
  return body === undefined ? null : lowerWord(l, body);
}

/** `export A=1`, `local a`, `unset X`. */
function lowerDeclaration(l: Lowering, node: Node): ShellCommand {
  const name = node.firstChild;
  const words: ShellWord[] = name === null ? [] : [{ start: name.startIndex, end: name.endIndex, parts: [{ kind: 'text', text: name.type }] }];
  const assignments: { readonly name: string; readonly value: ShellWord }[] = [];
  for (const child of namedOf(node)) {
    if (child.type === 'variable_assignment') assignments.push(...lowerAssignment(l, child));
    else words.push(lowerWord(l, child));
  }
  return { ...emptyCommand({ start: node.startIndex, end: node.endIndex }), words, assignments };
}

function lowerList(l: Lowering, node: Node): ShellNode | null {
  const [left, right] = namedOf(node).filter(({ type }) => type !== 'comment');
  const operator = childrenOf(node).find(({ type }) => type === '&&' || type === '||')?.type;
  if (left === undefined) return null;
  const lowered = lowerNode(l, left);
  return right === undefined ? lowered : choose(l, { left: lowered, operator, right: lowerNode(l, right) });
}

function choose(l: Lowering, { left, operator, right }: { readonly left: ShellNode | null; readonly operator: string | undefined; readonly right: ShellNode | null }): ShellNode | null {
  if (left === null || right === null) {
    l.flaws.count += 1;
    return left ?? right;
  }
  return { kind: operator === '&&' ? 'and' : 'or', start: left.start, end: right.end, left, right };
}

function lowerNot(l: Lowering, node: Node): ShellNode | null {
  const [inner] = namedOf(node);
  const body = inner === undefined ? null : lowerNode(l, inner);
  return body === null ? null : { kind: 'not', start: node.startIndex, end: node.endIndex, body };
}

/** `a && b > x`: the grammar puts the redirection around the whole, a shell gives it to the last command. */
function lowerRedirected(l: Lowering, node: Node): ShellNode | null {
  const [first, ...redirects] = namedOf(node);
  if (first === undefined) return null;
  const isBare = first.type.endsWith('_redirect');
  let lowered: ShellNode | null = isBare ? emptyCommand({ start: node.startIndex, end: node.endIndex }) : lowerNode(l, first);
  if (lowered === null) return null;
  for (const redirect of isBare ? [first, ...redirects] : redirects) {
    if (redirect.type === 'file_redirect' && takesOutput(redirect)) lowered = changeLast(lowered, (command) => ({ ...command, isRedirected: true }));
    else if (redirect.type === 'herestring_redirect') lowered = withInput(lowered, inputOf(l, redirect));
    else if (redirect.type === 'heredoc_redirect') lowered = lowerHeredoc(l, lowered, redirect);
  }
  return lowered;
}

/** What follows `<<EOF` on its line stands inside it: more words, a pipe, `|| exit 1`. */
function lowerHeredoc(l: Lowering, before: ShellNode, redirect: Node): ShellNode {
  const parts = childrenOf(redirect);
  const body = parts.find(({ type }) => type === 'heredoc_body');
  const start = parts.find(({ type }) => type === 'heredoc_start');
  const isPlain = start !== undefined && /^['"\\]/.test(start.text);
  let result = body === undefined ? before : withInput(before, isPlain ? textWord(l, body) : lowerWord(l, body));
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    if (part?.type === 'pipeline') {
      const others = lowerBody(l, namedOf(part));
      result = { kind: 'pipe', start: result.start, end: part.endIndex, parts: [result, ...others] };
    } else if (part?.type === 'file_redirect' && takesOutput(part)) {
      result = changeLast(result, (command) => ({ ...command, isRedirected: true }));
    } else if (part?.type === '&&' || part?.type === '||') {
      const next = parts[index + 1];
      const right = next === undefined ? null : lowerNode(l, next);
      result = choose(l, { left: result, operator: part.type, right }) ?? result;
      index += 1;
    } else if (part?.isNamed === true && redirect.childrenForFieldName('argument').some((argument) => argument?.id === part.id)) {
      const word = lowerWord(l, part);
      result = changeLast(result, (command) => ({ ...command, words: [...command.words, word] }));
    }
  }
  return result;
}

function withInput(node: ShellNode, input: ShellWord | null): ShellNode {
  return changeLast(node, (command) => ({ ...command, input }));
}

function changeLast(node: ShellNode, change: (command: ShellCommand) => ShellCommand): ShellNode {
  if (node.kind === 'command') return change(node);
  if (node.kind === 'and' || node.kind === 'or') return { ...node, right: changeLast(node.right, change) };
  if (node.kind === 'not') return { ...node, body: changeLast(node.body, change) };
  const last = node.kind === 'pipe' ? node.parts.at(-1) : undefined;
  return node.kind === 'pipe' && last !== undefined ? { ...node, parts: [...node.parts.slice(0, -1), changeLast(last, change)] } : node;
}

function textWord(l: Lowering, node: Node): ShellWord {
  return { start: node.startIndex, end: node.endIndex, parts: [{ kind: 'text', text: l.text.slice(node.startIndex, node.endIndex) }] };
}

function lowerIf(l: Lowering, node: Node): ShellIf {
  const branches: { readonly condition: readonly ShellNode[]; readonly body: readonly ShellNode[] }[] = [];
  let otherwise: readonly ShellNode[] = [];
  const own: Node[] = [];
  for (const child of childrenOf(node)) {
    if (child.type === 'elif_clause') branches.push(lowerBranch(l, childrenOf(child)));
    else if (child.type === 'else_clause') otherwise = lowerBody(l, childrenOf(child));
    else own.push(child);
  }
  return { kind: 'if', start: node.startIndex, end: node.endIndex, branches: [lowerBranch(l, own), ...branches], otherwise };
}

function lowerBranch(l: Lowering, nodes: readonly Node[]): { readonly condition: readonly ShellNode[]; readonly body: readonly ShellNode[] } {
  const then = nodes.findIndex(({ type }) => type === 'then');
  return { condition: lowerBody(l, nodes.slice(0, then)), body: lowerBody(l, nodes.slice(then)) };
}

function lowerLoop(l: Lowering, node: Node): ShellNode {
  const word = node.firstChild?.type;
  const way = word === 'while' || word === 'until' ? word : 'for';
  const doGroup = namedOf(node).find(({ type }) => type === 'do_group' || type === 'compound_statement');
  return {
    kind: 'loop',
    start: node.startIndex,
    end: node.endIndex,
    way,
    over: way === 'for' ? loopOver(l, node) : null,
    condition: way === 'for' ? [] : lowerBody(l, namedOf(node).filter(({ id }) => id !== doGroup?.id)),
    body: doGroup === undefined ? [] : lowerBody(l, childrenOf(doGroup)),
  };
}

/** Null for `for (( ... ))` and `for x` alone, which goes through what the script is given. */
function loopOver(l: Lowering, node: Node): ShellLoop['over'] {
  const variable = node.childForFieldName('variable')?.text ?? '';
  const values = node.childrenForFieldName('value').filter((value) => value !== null);
  return variable === '' || values.length === 0 ? null : { variable, words: values.map((value) => lowerWord(l, value)) };
}

function lowerItem(l: Lowering, node: Node): readonly ShellNode[] {
  const values = new Set(node.childrenForFieldName('value').map((value) => value?.id));
  return lowerBody(l, childrenOf(node).filter(({ id }) => !values.has(id)));
}

function lowerFunction(l: Lowering, node: Node): ShellNode {
  const body = node.childForFieldName('body');
  const lowered = body === null ? null : lowerNode(l, body);
  const nodes = lowered === null ? [] : lowered.kind === 'group' ? lowered.body : [lowered];
  return { kind: 'function', start: node.startIndex, end: node.endIndex, name: node.childForFieldName('name')?.text ?? '', body: nodes };
}

/** `>`, `>>`, `&>`, but not `2>` and not `2>&1`. */
function takesOutput(redirect: Node): boolean {
  const descriptor = namedOf(redirect).find(({ type }) => type === 'file_descriptor')?.text;
  const operator = childrenOf(redirect).find(({ isNamed }) => !isNamed)?.type ?? '';
  return operator.includes('>') && operator !== '>&' && (descriptor === undefined || descriptor === '1');
}

function childrenOf(node: Node): readonly Node[] {
  return node.children.filter((child) => child !== null);
}

function namedOf(node: Node): readonly Node[] {
  return node.namedChildren.filter((child) => child !== null);
}
