/** Where what a program opens comes from, as far as names, calls and constants of the text tell. */
import type { Facts } from './facts.ts';
import type { Definition } from './names.ts';
import { enclosing } from './syntax.ts';
import type { Call, Expression, FunctionDef, Node, Parameter } from './syntax.ts';

/**
 * `network`: fetched from an address, or sent with a request. `user`: arguments of the program, typed in. `constant`: a path written
 * in the program. `unknown`: anything else, parameters of functions above all.
 */
export type OriginKind = 'network' | 'user' | 'unknown' | 'constant';

export interface InputOrigin {
  readonly kind: OriginKind;
  /** The expression that says so. */
  readonly node: Node;
}

/** Steps from name to name that are followed. Own choice: longer ways are rare. */
const MAX_STEPS = 12;

/** The worst of all that the expression is made of. */
export function originOf(expression: Expression, facts: Facts): InputOrigin {
  return trace(expression, { facts, steps: MAX_STEPS });
}

interface Tracing {
  readonly facts: Facts;
  readonly steps: number;
}

const WORST_FIRST: readonly OriginKind[] = ['network', 'user', 'unknown', 'constant'];

function worst(origins: readonly InputOrigin[], node: Node): InputOrigin {
  for (const kind of WORST_FIRST) {
    const found = origins.find((origin) => origin.kind === kind);
    if (found !== undefined) return found;
  }
  return { kind: 'unknown', node };
}

function trace(node: Expression, { facts, steps }: Tracing): InputOrigin {
  if (steps === 0) return { kind: 'unknown', node };
  const next: Tracing = { facts, steps: steps - 1 };
  const all = (parts: readonly Expression[]): InputOrigin => worst(parts.map((part) => trace(part, next)), node);
  switch (node.kind) {
    case 'Constant':
      return { kind: isAddress(node.value) ? 'network' : 'constant', node };
    case 'JoinedStr':
      return all(node.values);
    case 'Name':
      return traceName(node, next);
    case 'Attribute':
      return PROGRAM_ARGUMENTS.has(facts.names.qualifiedName(node) ?? '') ? { kind: 'user', node } : isRequest(node, facts) ? { kind: 'network', node } : trace(node.value, next);
    case 'Subscript':
    case 'Await':
    case 'Starred':
    case 'NamedExpr':
      return trace(node.value, next);
    case 'BinOp':
      return all([node.left, node.right]);
    case 'IfExp':
      return all([node.body, node.orelse]);
    case 'BoolOp':
      return all(node.values);
    case 'List':
    case 'Tuple':
      return all(node.elements);
    case 'Call':
      return traceCall(node, next);
    default:
      return { kind: 'unknown', node };
  }
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && /^(?:https?|ftp):\/\//i.test(value);
}

const PROGRAM_ARGUMENTS: ReadonlySet<string> = new Set(['sys.argv']);

/** `flask.request.files`, `request.data` of a handler. */
function isRequest(node: Expression, { names }: Facts): boolean {
  return /^(?:flask|quart|bottle)\.request\b/.test(names.qualifiedName(node) ?? '');
}

/** Fetch something, whatever their arguments. */
const FETCH = /^(?:requests|httpx|aiohttp|urllib3?|wget|gdown|boto3|botocore|paramiko|ftplib|socket)\.|^(?:urllib\.request|torch\.hub|tensorflow\.keras\.utils|keras\.utils)\.(?:urlopen|urlretrieve|get_file|download_url_to_file|load_state_dict_from_url)$|^huggingface_hub\.(?:hf_hub_download|snapshot_download|cached_download)$/;
const TYPED_IN: ReadonlySet<string> = new Set(['input', 'raw_input']);
/** Give back what they are given, or what stands at the path they are given. */
const PASSES = /^(?:open|str|bytes|bytearray|memoryview|io\.(?:BytesIO|StringIO|open|BufferedReader)|pathlib\.(?:Path|PurePath|PosixPath)|os\.(?:fspath|path\.\w+)|(?:gzip|bz2|lzma|codecs)\.(?:open|GzipFile|BZ2File|decompress)|zlib\.decompress|base64\.\w+|(?:smart_open|fsspec|s3fs)\.open)$/;

function traceCall(node: Call, { facts, steps }: Tracing): InputOrigin {
  const { callee } = node;
  const name = facts.names.qualifiedName(callee) ?? (callee.kind === 'Name' && facts.names.bindingOf(callee) === null ? callee.id : '');
  if (FETCH.test(name)) return { kind: 'network', node };
  if (TYPED_IN.has(name) || (callee.kind === 'Attribute' && /^parse_(?:known_)?args$/.test(callee.attribute))) return { kind: 'user', node };
  const next: Tracing = { facts, steps };
  const given = [...node.arguments.slice(0, name.startsWith('os.path.') ? undefined : 1), ...node.keywords.slice(0, node.arguments.length === 0 ? 1 : 0).map(({ value }) => value)].map((part) => trace(part, next));
  if (PASSES.test(name)) return worst(given, node);
  const receiver = callee.kind === 'Attribute' && facts.names.qualifiedName(callee) === null ? [trace(callee.value, next)] : [];
  if (callee.kind === 'Attribute' && receiver.length > 0 && /^(?:joinpath|resolve|expanduser|absolute|with_suffix|with_name|open|read|read_bytes|getvalue|getbuffer|decode|encode|strip|format|content|get|recv|data)$/.test(callee.attribute)) {
    return worst([...receiver, ...(callee.attribute === 'joinpath' || callee.attribute === 'format' ? given : [])], node);
  }
  const isFetchByName = /(?:download|fetch|urlopen|urlretrieve)/i.test(callee.kind === 'Attribute' ? callee.attribute : callee.kind === 'Name' ? callee.id : '');
  return isFetchByName && given.some(({ kind }) => kind === 'network') ? { kind: 'network', node } : { kind: 'unknown', node };
}

function traceName(node: Expression & { readonly kind: 'Name' }, tracing: Tracing): InputOrigin {
  if (isRequest(node, tracing.facts)) return { kind: 'network', node };
  if (node.id === '__file__') return { kind: 'constant', node };
  const binding = tracing.facts.names.bindingOf(node);
  if (binding === null) return { kind: 'unknown', node };
  return worst(binding.definitions.map((definition) => traceDefinition(definition, tracing)), node);
}

function traceDefinition({ kind, node }: Definition, tracing: Tracing): InputOrigin {
  if (kind === 'parameter' && node.kind === 'Parameter') return parameterOrigin(node);
  const parent = node.parent;
  if (parent?.kind === 'Assign' && parent.targets.includes(node as Expression)) return trace(parent.value, tracing);
  if (parent?.kind === 'AnnAssign' && parent.value !== null) return trace(parent.value, tracing);
  if (parent?.kind === 'NamedExpr') return trace(parent.value, tracing);
  if (parent?.kind === 'With') {
    const item = parent.items.find(({ target }) => target === node);
    if (item !== undefined) return trace(item.context, tracing);
  }
  if (parent?.kind === 'For' && parent.target === node) return trace(parent.iter, tracing);
  return { kind: 'unknown', node };
}

/** Parameters of what a web framework calls come with the request. */
function parameterOrigin(node: Parameter): InputOrigin {
  const owner: FunctionDef | null = enclosing(node, ['FunctionDef', 'Lambda'])?.kind === 'FunctionDef' ? enclosing(node, ['FunctionDef']) : null;
  const isHandler = owner?.decorators.some((decorator) => decorator.kind === 'Call' && decorator.callee.kind === 'Attribute' && /^(?:route|post|put|patch|websocket)$/.test(decorator.callee.attribute)) === true;
  return { kind: isHandler ? 'network' : 'unknown', node };
}
