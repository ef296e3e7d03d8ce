/** Methods of text, and of paths, which are kept as text. */
import type { Argument } from '../../../../../rules/api/python/event.ts';
import type { Call } from '../../../../../rules/api/python/syntax.ts';
import type { Scalar, Value } from '../../../../../rules/api/python/value.ts';
import { constant, constantOf, influencesOf, mergeInfluences, openSequence, plainObject, sequenceOf, textOf, textsOf, unknownScalar } from '../values.ts';
import { textOfConstant } from './expressions.ts';
import { joinPathText } from './paths.ts';
import type { Run } from './run.ts';
import { ofSingleRow } from './single-rows.ts';

/** Methods of text that give text of the same influences. */
const TEXT: ReadonlySet<string> = new Set('lower upper strip lstrip rstrip title capitalize replace zfill center ljust rjust expandtabs swapcase casefold removeprefix removesuffix translate decode encode isoformat strftime'.split(' '));
const TRUTHS: ReadonlySet<string> = new Set('startswith endswith isdigit isalpha isnumeric isupper islower isspace isalnum exists is_file is_dir'.split(' '));
const LISTS: ReadonlySet<string> = new Set('split rsplit splitlines partition rpartition'.split(' '));

/** Returns what the method gives, with its name; null for methods that text does not have. */
export function textMethod(receiver: Scalar, method: string, args: readonly Argument[], node: Call, run: Run): { readonly name: string; readonly result: Value } | null {
  const text = textOf(receiver);
  const values = args.map(({ value }) => value);
  const named = (result: Value, type = 'str'): { readonly name: string; readonly result: Value } => ({ name: `${type}.${method}`, result });
  const row = ofSingleRow(values, run);
  if (row !== null) return named(row);
  const influences = mergeInfluences(receiver.influences, ...values.map((value) => influencesOf(value)));
  if (method === 'format') return named((text === null ? null : formatted(text, args)) ?? unknownScalar('str', { influences }));
  if (method === 'join') return named(joined(text, values) ?? unknownScalar('str', { influences }));
  if (method === 'joinpath') return named(text === null ? unknownScalar('str', { influences }) : pathOfParts(text, values), 'pathlib.Path');
  if (method === 'with_suffix' || method === 'with_name') return named(unknownScalar('str', { influences }), 'pathlib.Path');
  if (method === 'resolve' || method === 'absolute' || method === 'expanduser' || method === 'as_posix') return named({ ...receiver }, 'pathlib.Path');
  if (method === 'open') return named(run.machine.createObject(plainObject({ className: 'io.TextIOWrapper', arguments: new Map([['file', receiver]]), call: node })), 'pathlib.Path');
  if (TEXT.has(method)) return named(changed(text, method, values) ?? unknownScalar('str', { influences }));
  if (TRUTHS.has(method)) return named(unknownScalar('bool', { influences }));
  if (LISTS.has(method)) return named(split(text, method, values) ?? openSequence('list', [unknownScalar('str', { influences })]));
  return null;
}

function changed(text: string | null, method: string, [first, second]: readonly Value[]): Value | null {
  if (text === null) return null;
  if (method === 'lower') return constant(text.toLowerCase());
  if (method === 'upper') return constant(text.toUpperCase());
  if (method === 'strip' && first === undefined) return constant(text.trim());
  const [from, to] = [textOf(first), textOf(second)];
  return method === 'replace' && from !== null && to !== null && from !== '' ? constant(text.replaceAll(from, to)) : null;
}

function split(text: string | null, method: string, [separator]: readonly Value[]): Value | null {
  const by = separator === undefined ? undefined : textOf(separator);
  if (text === null || by === null || by === '' || (method !== 'split' && method !== 'splitlines')) return null;
  const parts = method === 'splitlines' ? text.split(/\r?\n/u) : by === undefined ? text.trim().split(/\s+/u) : text.split(by);
  return sequenceOf('list', parts.map((part) => constant(part)));
}

function joined(separator: string | null, [parts]: readonly Value[]): Value | null {
  const texts = parts?.kind === 'sequence' ? textsOf(parts) : null;
  return separator === null || texts === null ? null : constant(texts.join(separator));
}

function pathOfParts(start: string, parts: readonly Value[]): Value {
  const texts = parts.map(textOf);
  if (texts.some((each) => each === null)) return unknownScalar('str');
  return constant(texts.reduce<string>((path, each) => joinPathText(path, each ?? ''), start));
}

/** `'{}/{name}'.format(a, name=b)` with known values; null when something is not known. */
function formatted(text: string, args: readonly Argument[]): Value | null {
  const positional = args.filter(({ name }) => name === null).map(({ value }) => constantOf(value));
  const named = new Map(args.flatMap(({ name, value }) => (name === null ? [] : [[name, constantOf(value)] as const])));
  let next = 0;
  let isKnown = true;
  const made = text.replace(/\{\{|\}\}|\{(\w*)(:[^{}]*)?\}/gu, (whole, key: string | undefined, format: string | undefined) => {
    if (whole === '{{' || whole === '}}') return whole.charAt(0);
    const value = key === undefined || key === '' ? positional[next] : /^\d+$/u.test(key) ? positional[Number(key)] : named.get(key);
    if (key === '') next += 1;
    if (value === undefined || format !== undefined) isKnown = false;
    return value === undefined ? '' : textOfConstant(value);
  });
  return isKnown ? constant(made) : null;
}

/** `'%s.csv' % name`. */
export function percentFormat(text: string, right: Value): Value {
  const values = right.kind === 'sequence' && right.type === 'tuple' ? right.elements : [right];
  const known = values.map(constantOf);
  const influences = influencesOf(right);
  let next = 0;
  let isKnown = true;
  const made = text.replace(/%%|%[sdi]|%[^%]/gu, (whole) => {
    if (whole === '%%') return '%';
    const value = known[next];
    next += 1;
    if (value === undefined || !/^%[sdi]$/u.test(whole)) isKnown = false;
    return value === undefined ? '' : textOfConstant(value);
  });
  return isKnown ? constant(made) : unknownScalar('str', { influences });
}
