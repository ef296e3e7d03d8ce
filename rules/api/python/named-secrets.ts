/** Literals that are given to names which speak of a secret: `api_key = "…"`, `connect(password="…")`, `{"token": "…"}`. */
import type { Facts } from './facts.ts';
import { isStandIn } from './secret-formats.ts';
import type { Constant, Expression } from './syntax.ts';

export interface NamedSecret {
  readonly name: string;
  readonly at: Constant;
}

export function namedSecrets(facts: Facts): readonly NamedSecret[] {
  return [...assigned(facts), ...annotated(facts), ...keywords(facts), ...entries(facts), ...fallbacks(facts)].filter(({ name, at }) => isSecret(name, String(at.value)));
}

interface Given {
  readonly name: string;
  readonly at: Constant;
}

function given(name: string | null, value: Expression | null): readonly Given[] {
  return name !== null && value?.kind === 'Constant' && value.type === 'str' ? [{ name, at: value }] : [];
}

function assigned(facts: Facts): readonly Given[] {
  return facts.nodes('Assign').flatMap(({ targets, value }) => targets.flatMap((target) => given(nameOf(target), value)));
}

function annotated(facts: Facts): readonly Given[] {
  const variables = facts.nodes('AnnAssign').flatMap(({ target, value }) => given(nameOf(target), value));
  return [...variables, ...facts.nodes('Parameter').flatMap((parameter) => given(parameter.name, parameter.default))];
}

function keywords(facts: Facts): readonly Given[] {
  return facts.nodes('Keyword').flatMap(({ name, value, parent }) => {
    const isLogin = name === 'key' && parent.kind === 'Call' && facts.names.qualifiedName(parent.callee) === 'wandb.login';
    return given(isLogin ? 'api_key' : name, value);
  });
}

function entries(facts: Facts): readonly Given[] {
  return facts.nodes('Dict').flatMap(({ items }) => items.flatMap(({ key, value }) => (key?.kind === 'Constant' && typeof key.value === 'string' ? given(key.value, value) : [])));
}

/** `os.getenv("API_KEY", "…")`: used whenever the variable is not set. */
function fallbacks(facts: Facts): readonly Given[] {
  return facts.nodes('Call').flatMap(({ callee, arguments: [name, fallback] }) => {
    const isRead = /^os\.(?:getenv|environ\.(?:get|setdefault))$/.test(facts.names.qualifiedName(callee) ?? '');
    return isRead && name?.kind === 'Constant' && typeof name.value === 'string' ? given(name.value, fallback ?? null) : [];
  });
}

function nameOf(target: Expression): string | null {
  if (target.kind === 'Name') return target.id;
  if (target.kind === 'Attribute') return target.attribute;
  return target.kind === 'Subscript' && target.index.kind === 'Constant' && typeof target.index.value === 'string' ? target.index.value : null;
}

/** Both names and values have to speak of a secret; a word or a name of something is none. */
function isSecret(name: string, value: string): boolean {
  if (!/^[\x21-\x7e]+$/.test(value) || isStandIn(value) || NOT_A_SECRET.test(value)) return false;
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
  if (NAME_OF_OTHER.test(words)) return false;
  if (KEY_NAME.test(words)) return looksDrawn(value, SHORTEST_KEY);
  return PASSWORD_NAME.test(words) && looksDrawn(value, SHORTEST_PASSWORD) && /[a-z]/i.test(value) && /\d/.test(value);
}

const KEY_NAME = /(?:^|[_.-])(?:(?:api|access|secret|private|auth|account|storage|service|encryption|signing|app|application|client|subscription|license)_?-?key|secret|client_secret|secret_?key|(?:api|access|auth|bearer|refresh|session|bot|hf|github|gitlab|slack|hub)_?-?token|apikey|token)(?:_?\d*|_id)?$/;
const PASSWORD_NAME = /(?:^|[_.-])(?:password|passwd|passphrase|pwd|pass)$/;
/** Names that look alike: parts of texts, names of columns, where a secret is kept. */
const NAME_OF_OTHER = /(?:mask|pad|bos|eos|unk|cls|sep|special|start|end|stop|next|prev|continuation|page|image|video|audio|csrf|xsrf|sub|first|last|begin|add|word|text|fake|test|dummy|mock|public)[_-]?token|public[_-]?key|key[_-]?(?:name|path|file|id)$/;
/** Addresses, paths, dotted names, sentences with a mark, names in one style, other languages' placeholders. */
const NOT_A_SECRET = /:\/\/|^[./~]|^[\w-]+(?:\.[A-Za-z_][\w-]*)+$|^[A-Za-z]+(?:[-_ ][A-Za-z]+)*\d{0,2}$|[<>{}()[\]\s,;]|^\d+$|^(?:arn|projects|sha\d+|md5):/;

/** Keys that services issue are longer than this; passwords are not often shorter. Own choice. */
const SHORTEST_KEY = 16;
const SHORTEST_PASSWORD = 8;

/** Bits for each character: hexadecimal digits drawn by chance have up to 4, letters and digits more; names and words less. Own choice. */
const LEAST_ENTROPY = 3;

function looksDrawn(value: string, shortest: number): boolean {
  if (value.length < shortest || !/[A-Za-z]/.test(value) || !/\d/.test(value)) return false;
  return entropy(value) >= (shortest === SHORTEST_PASSWORD ? LEAST_ENTROPY_OF_PASSWORD : LEAST_ENTROPY);
}

/** Eight different characters. */
const LEAST_ENTROPY_OF_PASSWORD = 2.5;

/** Source: Shannon, A Mathematical Theory of Communication (1948), section 6. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
