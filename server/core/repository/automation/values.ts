/** What callers and matrices hand to the texts of automations, put in their places. */
import type { Value } from '../../../../rules/api/repository/automation.ts';

/** By name: `inputs.target`; Azure's `$(name)` goes by all of it. */
export type Values = ReadonlyMap<string, string>;

export const NO_VALUES: ReadonlyMap<string, string> = new Map();

/** `${{ … }}` of GitHub and Azure, `<< … >>` of CircleCI, `$[[ … ]]` of GitLab, `$(…)` of Azure, `{{…}}` of Argo. */
const PLACES = /\$\{\{-?\s*([^{}\n]{1,300}?)\s*-?\}\}|<<\s*([\w.-]{1,100})\s*>>|\$\[\[\s*([\w.-]{1,100})\s*\]\]|\$\([\w.-]{1,100}\)|\{\{\s*((?:inputs|workflow)\.parameters\.[\w-]{1,100}|item(?:\.[\w-]{1,100})?)\s*\}\}/g;

/** Longer texts are left as they are. Our own choice. */
const MAX_TEXT = 200_000;

/** Returns the text with what is known put in; the rest stays. Linear. */
export function fillIn(text: string, values: Values): string {
  if (values.size === 0 || text.length > MAX_TEXT) return text;
  return text.replace(PLACES, (written, expression?: string, circle?: string, gitlab?: string, argo?: string) => {
    const name = circle ?? gitlab ?? argo;
    if (expression !== undefined) return valueOf(expression, values) ?? written;
    return values.get(name ?? written) ?? written;
  });
}

/** A name, or the first of `a || 'b'` that is not empty. Null when it cannot be told. */
function valueOf(expression: string, values: Values): string | null {
  const parts = expression.split('||').map((part) => part.trim());
  for (const [index, part] of parts.entries()) {
    const literal = /^'((?:[^']|'')*)'$/.exec(part)?.[1]?.replaceAll("''", "'");
    const value = literal ?? values.get(nameIn(part));
    if (value === undefined) return null;
    if ((value !== '' && value !== 'false') || index === parts.length - 1) return value;
  }
  return null;
}

/** `inputs['a-b']` is `inputs.a-b`; `github.event.inputs` are inputs. */
function nameIn(text: string): string {
  return text.replace(/\[\s*'([\w.-]+)'\s*\]/g, '.$1').replace(/^github\.event\.inputs\./, 'inputs.');
}

/** Says whether something is left in the text that only a run knows. */
export function isOpen(text: string): boolean {
  return /\$\{\{|<<\s*[\w.-]+\s*>>|\$\[\[/.test(text);
}

/** Returns what is handed over, filled in by what the caller knows and by what stands before it; what cannot be told is left out. */
export function given(handed: readonly Value[], values: Values): Values {
  const all = new Map(values);
  const known = new Map<string, string>();
  for (const { name, text } of handed) {
    const filled = text === null ? null : fillIn(text, all);
    known.delete(name);
    all.delete(name);
    if (filled === null || isOpen(filled) || (name.startsWith('$(') && /\$\([\w.]+\)/.test(filled))) continue;
    known.set(name, filled);
    all.set(name, filled);
  }
  return known;
}

/** Returns values with others over them; what is handed over and cannot be told takes the place of what holds otherwise. */
export function over(values: Values, handed: readonly Value[], filled: Values): Values {
  const all = new Map(values);
  for (const { name } of handed) {
    const value = filled.get(name);
    if (value === undefined) all.delete(name);
    else all.set(name, value);
  }
  return all;
}

/** Returns what holds where some of the inputs are handed over: what rests on them follows them. */
export function withInputs(inputs: readonly Value[], handed: readonly Value[], filled: Values): Values {
  const names = new Set(handed.map(({ name }) => name));
  const own = given(inputs.map((input) => (names.has(input.name) ? { ...input, text: filled.get(input.name) ?? null } : input)), filled);
  return over(own, handed, filled);
}

/** Combinations of a matrix that are gone through for one step. Our own choice. */
const MAX_COMBINATIONS = 40;

/** Returns the values that the text names, once for each that differs; nothing is told where they are too many. */
export function combinationsIn(matrix: readonly (readonly Value[])[] | undefined, text: string): readonly (readonly Value[])[] {
  if (matrix === undefined || matrix.length === 0) return [[]];
  const named = new Set(namesIn(text));
  for (const name of named) for (const values of matrix) for (const value of values) if (value.name === name && value.text !== null) for (const other of namesIn(value.text)) named.add(other);
  const found = new Map<string, readonly Value[]>();
  for (const values of matrix) {
    const chosen = values.filter(({ name }) => named.has(name));
    found.set(JSON.stringify(chosen), chosen);
  }
  return found.size > MAX_COMBINATIONS ? [[]] : [...found.values()];
}

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(PLACES)].flatMap(([written, expression, circle, , argo]) => (expression === undefined ? [circle ?? argo ?? written] : (expression.match(/[\w-]+(?:\.[\w-]+|\[\s*'[\w.-]+'\s*\])+/g) ?? []).map(nameIn)));
}
