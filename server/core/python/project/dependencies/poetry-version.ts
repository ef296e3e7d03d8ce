/** Versions in tables, as Poetry and Pipenv write them: `"^1.2"`, `"*"`, `{ version = "~1.4", extras = [...] }`, `{ git = ..., rev = ... }`. */
import { isExact } from './requirement.ts';
import { under, type TomlValue } from './toml.ts';

export function tableDependency(value: TomlValue): { readonly specifier: string; readonly isPinned: boolean } {
  if (Array.isArray(value)) return tableDependency(value[0]);
  if (typeof value === 'string') return versioned(value);
  const version = under(value, 'version');
  const revision = under(value, 'rev') ?? under(value, 'tag') ?? under(value, 'ref');
  const address = under(value, 'url') ?? under(value, 'file');
  const isFixed = typeof address === 'string' || (typeof revision === 'string' && /^[0-9a-f]{7,40}$|\d+\.\d+/.test(revision));
  const said = typeof version === 'string' ? versioned(version) : { specifier: '', isPinned: false };
  return { specifier: said.specifier, isPinned: said.isPinned || isFixed };
}

function versioned(text: string): { readonly specifier: string; readonly isPinned: boolean } {
  const alternatives = text.split('||');
  const specifier = alternatives.length > 1 ? plain(alternatives[0] ?? '').split(',').filter((part) => part.startsWith('>')).join(',') : plain(text);
  return { specifier, isPinned: alternatives.length === 1 && isExact(specifier) };
}

/** In the words of PEP 440. Source: Poetry documentation, "Dependency specification". */
function plain(text: string): string {
  return text
    .split(/[,\s]+(?=[\^~=<>!\d*])/)
    .map((part) => part.replace(/\s+/g, ''))
    .filter((part) => part !== '' && part !== '*')
    .map(plainPart)
    .join(',');
}

function plainPart(part: string): string {
  if (part.startsWith('^')) return bounded(part.slice(1), caretIndex(part.slice(1)));
  if (part.startsWith('~') && !part.startsWith('~=')) return bounded(part.slice(1), Math.min(numbersOf(part.slice(1)).length - 1, 1));
  if (/^=[^=]/.test(part)) return `=${part}`;
  return /^\d/.test(part) ? `==${part}` : part;
}

/** From the version up to the one in which the number at `index` counts up. */
function bounded(version: string, index: number): string {
  const numbers = numbersOf(version);
  const next = numbers.slice(0, index + 1).map((number, at) => (at === index ? number + 1 : number));
  return next.length === 0 || next.some(Number.isNaN) ? `>=${version}` : `>=${version},<${next.join('.')}`;
}

/** The first number that is not zero may not change. */
function caretIndex(version: string): number {
  const numbers = numbersOf(version);
  const first = numbers.findIndex((number) => number !== 0);
  return first < 0 ? numbers.length - 1 : first;
}

function numbersOf(version: string): readonly number[] {
  return (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '').split('.').filter((text) => text !== '').map(Number);
}
