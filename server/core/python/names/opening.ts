/** Code that binds names no one can read off the text: `exec`, writing into `globals()`, and so on. */
import type { Call, Expression, Node, Subscript } from '../../../../rules/api/python/syntax.ts';
import { doesMagicOpen } from './magic-names.ts';

/** Methods of a namespace that only read it. */
const READING_METHODS: ReadonlySet<string> = new Set(['get', 'keys', 'values', 'items', 'copy', '__contains__', '__getitem__']);

/** Functions that only read what they are given. */
const READING_FUNCTIONS: ReadonlySet<string> = new Set(['len', 'list', 'sorted', 'dict', 'set', 'tuple', 'print', 'eval', 'iter', 'str', 'repr', 'pprint', 'any', 'all', 'copy']);

/** Ways into IPython's namespace. */
const SHELL_METHODS: ReadonlySet<string> = new Set(['run_cell', 'run_code', 'push', 'ex', 'safe_execfile', 'run_cell_magic']);

/** Says whether the call may bind names in its scope or the module. */
export function doesCallOpen(call: Call): boolean {
  const { callee } = call;
  if (callee.kind === 'Name') {
    if (callee.id === 'exec' || callee.id === 'execfile') return call.arguments.length < 2 || call.arguments.slice(1).some(isNamespace);
    return isNamespace(call) && isNamespaceWritten(call);
  }
  if (callee.kind !== 'Attribute') return false;
  // `IntEnum._convert_` puts the members of an enumeration into a module; the standard library does so
  return callee.attribute === '_convert_' || (isShell(callee.value) && doesShellCallOpen(callee.attribute, call));
}

/** Says whether the decorator is `enum.global_enum`, which puts the members of the class into its module. */
export function doesDecoratorOpen(decorator: Expression): boolean {
  return (decorator.kind === 'Name' && decorator.id === 'global_enum') || (decorator.kind === 'Attribute' && decorator.attribute === 'global_enum');
}

/** Says whether the subscript is `sys.modules[__name__]`. */
export function isOwnModule({ value, index }: Subscript): boolean {
  return index.kind === 'Name' && index.id === '__name__' && value.kind === 'Attribute' && value.attribute === 'modules';
}

/** `globals()`, `locals()`, `vars()`, `dir()`. */
export function isNamespaceListing(node: Expression): boolean {
  return isNamespace(node) || (node.kind === 'Call' && node.callee.kind === 'Name' && node.callee.id === 'dir');
}

function isNamespace(node: Expression): boolean {
  if (node.kind !== 'Call' || node.callee.kind !== 'Name' || node.arguments.length + node.keywords.length > 0) return false;
  return node.callee.id === 'globals' || node.callee.id === 'locals' || node.callee.id === 'vars';
}

function isNamespaceWritten(namespace: Call): boolean {
  const around: Node = namespace.parent;
  switch (around.kind) {
    case 'Subscript':
      return isStore(around);
    case 'Attribute':
      return !READING_METHODS.has(around.attribute);
    case 'Compare':
    case 'For':
    case 'ComprehensionFor':
    case 'Return':
      return false;
    case 'Keyword':
      return around.name !== null;
    case 'Call':
      return around.callee.kind !== 'Name' || !READING_FUNCTIONS.has(around.callee.id);
    default:
      return true;
  }
}

function isStore(node: Subscript): boolean {
  const around = node.parent;
  switch (around.kind) {
    case 'Assign':
      return around.targets.includes(node);
    case 'AugAssign':
    case 'AnnAssign':
    case 'For':
    case 'ComprehensionFor':
      return around.target === node;
    case 'Delete':
      return false;
    case 'Tuple':
    case 'List':
    case 'Starred':
    case 'With':
      return true;
    default:
      return false;
  }
}

function isShell(node: Expression): boolean {
  return node.kind === 'Call' && node.callee.kind === 'Name' && node.callee.id === 'get_ipython';
}

function doesShellCallOpen(method: string, call: Call): boolean {
  if (SHELL_METHODS.has(method)) return true;
  const [first, second] = call.arguments;
  const text = first?.kind === 'Constant' && typeof first.value === 'string' ? first.value : null;
  if (method === 'run_line_magic') {
    const rest = second?.kind === 'Constant' && typeof second.value === 'string' ? second.value : '';
    return text === null || doesMagicOpen({ name: text, arguments: rest });
  }
  if (method !== 'magic') return false;
  const [name = '', ...rest] = (text ?? '').trim().split(/\s+/);
  return text === null || doesMagicOpen({ name, arguments: rest.join(' ') });
}
