/** Recipes of justfiles. Each line has a shell of its own, unless the recipe starts with a shebang. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { YES } from '../../../../../rules/api/repository/place.ts';
import { folderOf, joinPaths } from '../folders.ts';
import { skipOptions, type Words } from '../option-words.ts';
import type { Recipe, RecipePart, TargetReader, TargetRef } from '../recipe.ts';
import { wholeSource } from '../script-source.ts';
import { ignored, scriptPart, targetPart } from './parts.ts';

interface JustRecipe {
  readonly name: string;
  /** Parameters with what holds where nothing is given. */
  readonly parameters: readonly { readonly name: string; readonly otherwise: string | null }[];
  readonly start: number;
  readonly needs: readonly string[];
  readonly lines: readonly { readonly text: string; readonly start: number }[];
}

const NAMES: readonly string[] = ['justfile', 'Justfile', '.justfile'];

export function justTargets(files: RepositoryFiles): TargetReader {
  const recipesOf = (path: string): ReadonlyMap<string, JustRecipe> => readJustfile(files.text(path) ?? '');
  return {
    named: ({ words, folder }) => {
      if (words[0] !== 'just' || folder === null) return [];
      const path = NAMES.map((name) => joinPaths(folder, name)).find((one) => files.has(one));
      if (path === undefined) return [];
      const recipes = recipesOf(path);
      const [word = null, ...given] = words.slice(skipOptions(words, { from: 1, withValue: ['-f', '--justfile', '-d', '--working-directory', '--set'] }));
      const name = word ?? (words.length === 1 ? [...recipes.keys()][0] : undefined);
      return name !== undefined && recipes.has(name) ? [refOf(path, name, given)] : [];
    },
    open: (ref) => (ref.kind === 'just' ? openRecipe(files, { ref, recipe: recipesOf(ref.file).get(ref.name), variables: variablesIn(files.text(ref.file) ?? '') }) : null),
    all: () => files.matching('**/{justfile,Justfile,.justfile}').flatMap(({ path }) => [...recipesOf(path).keys()].map((name) => refOf(path, name))),
  };
}

/** @param words given to its parameters */
function refOf(file: string, name: string, words: Words = []): TargetRef {
  return { kind: 'just', file, name, folder: folderOf(file), words };
}

/** `py := "python"`. */
function variablesIn(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(/^(?:export\s+)?([A-Za-z_][\w-]*)\s*:=\s*(?:"([^"\n]*)"|'([^'\n]*)')\s*$/gm)].map(([, name = '', double, single]) => [name, double ?? single ?? '']));
}

function readJustfile(text: string): ReadonlyMap<string, JustRecipe> {
  const recipes = new Map<string, JustRecipe>();
  let open: string | null = null;
  let start = 0;
  for (const line of text.split('\n')) {
    const head = /^@?([A-Za-z_][\w-]*)(\s(?:[^:="']|="[^"]*"|='[^']*'|=[^\s:"'=])*)?:(?!=)\s*(.*)$/.exec(line);
    const recipe: JustRecipe | undefined = open === null ? undefined : recipes.get(open);
    if (/^\s+\S/.test(line) && recipe !== undefined) {
      recipes.set(recipe.name, { ...recipe, lines: [...recipe.lines, { text: line.trim(), start: start + line.length - line.trimStart().length }] });
    } else if (head !== null) {
      const needs = [...(head[3] ?? '').replace(/#.*/, '').matchAll(/[A-Za-z_][\w-]*/g)].map(([name]) => name);
      open = head[1] ?? '';
      recipes.set(open, { name: open, start, needs, lines: [], parameters: [...(head[2] ?? '').matchAll(/[*+$]?([A-Za-z_][\w-]*)(?:=(?:"([^"]*)"|'([^']*)'|(\S+)))?/g)].map(([, name = '', double, single, bare]) => ({ name, otherwise: double ?? single ?? bare ?? null })) });
    } else if (/^\S/.test(line)) {
      open = null;
    }
    start += line.length + 1;
  }
  return recipes;
}

function openRecipe(files: RepositoryFiles, { ref, recipe, variables }: { readonly ref: TargetRef; readonly recipe: JustRecipe | undefined; readonly variables: ReadonlyMap<string, string> }): Recipe | null {
  if (recipe === undefined) return null;
  const known = new Map([...variables, ...recipe.parameters.map(({ name: parameter, otherwise }, index) => [parameter, ref.words[index] === undefined ? otherwise : (ref.words[index] ?? null)] as const)]);
  const filled = (text: string): string => text.replace(/\{\{\s*([A-Za-z_][\w-]*)\s*\}\}/g, (written, each: string) => known.get(each) ?? written);
  const { lines, start, name, needs } = recipe;
  const at = files.place(ref.file, start, start + name.length);
  const before = needs.map((need) => targetPart(refOf(ref.file, need), at));
  const { folder } = ref;
  const [first] = lines;
  if (first?.text.startsWith('#!') === true) {
    if (!/\b(?:ba|z)?sh\b/.test(first.text)) return { target: { kind: 'just', name, at }, parts: before };
    const last = lines.at(-1) ?? first;
    const place = files.place(ref.file, first.start, last.start + last.text.length);
    const text = filled(lines.map((line) => line.text).join('\n'));
    return { target: { kind: 'just', name, at }, parts: [...before, scriptPart(wholeSource(text, place), { folder, ...(/\s-[a-z]*e/.test(first.text) ? { stops: true as const } : {}) })] };
  }
  const parts = lines.map((line): RecipePart => {
    const place = files.place(ref.file, line.start, line.start + line.text.length);
    const prefix = /^[-@]*/.exec(line.text)?.[0] ?? '';
    return scriptPart(wholeSource(filled(line.text.slice(prefix.length)), place), { folder, enforced: prefix.includes('-') ? ignored(place, '`-` before the line ignores its failure') : YES });
  });
  return { target: { kind: 'just', name, at }, parts: [...before, ...parts] };
}
