/** Targets of Makefiles. Each line of a recipe has a shell of its own. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { YES, type Outcome } from '../../../../../rules/api/repository/place.ts';
import { folderOf, fromRoot, joinPaths, resolveFolder } from '../folders.ts';
import { optionValues, type Words } from '../option-words.ts';
import type { NamedCommand, Recipe, RecipePart, TargetReader, TargetRef } from '../recipe.ts';
import { expandMake, readMakefile, type Makefile, type MakeLine, type MakeRule } from './makefile-text.ts';
import { unknownNames } from './matrix-values.ts';
import { ignored, linePart, targetPart } from './parts.ts';

const NAMES: readonly string[] = ['GNUmakefile', 'makefile', 'Makefile'];

interface Makes {
  readonly files: RepositoryFiles;
  makefile(path: string): Makefile;
}

export function makeTargets(files: RepositoryFiles): TargetReader {
  const read = new Map<string, Makefile>();
  const makes: Makes = {
    files,
    makefile: (path) => {
      const known = read.get(path);
      if (known !== undefined) return known;
      const folder = folderOf(path);
      const makefile = readMakefile(path, { textOf: (one) => files.text(one), resolve: (name) => [joinPaths(folder, name), name].map(fromRoot).find((one) => one !== null && files.has(one)) ?? null });
      read.set(path, makefile);
      return makefile;
    },
  };
  return {
    named: (command) => namedTargets(makes, command),
    open: (ref) => (ref.kind === 'make' ? openRule(makes, ref) : null),
    all: () => files.matching('**/{GNUmakefile,makefile,Makefile}').flatMap(({ path }) => [...makes.makefile(path).rules.keys()].map((name) => refOf(path, name, folderOf(path)))),
  };
}

/** @param words variables the command line gives: `NAME=value` */
function refOf(file: string, name: string, folder: string | null, words: Words = []): TargetRef {
  return { kind: 'make', file, name, folder, words };
}

const WITH_VALUE: ReadonlySet<string> = new Set(['-C', '--directory', '-f', '--file', '--makefile', '-I', '-o', '-W']);

function namedTargets(makes: Makes, { words, folder, file: near }: NamedCommand): readonly TargetRef[] {
  const [name, ...args] = words;
  if ((name !== 'make' && name !== 'gmake') || args.some((word) => word === '-n' || word === '--dry-run')) return [];
  const [into] = optionValues(args, ['-C', '--directory']);
  const at = into === undefined ? folder : into === null ? null : resolveFolder(folder, into);
  const file = makefileNamed(makes, optionValues(args, ['-f', '--file', '--makefile'])[0], at);
  if (file === null) return [];
  const { rules, first } = makes.makefile(file);
  const goals = args.filter((word, index) => word !== null && !/^-|=/.test(word) && !WITH_VALUE.has(args[index - 1] ?? '') && rules.has(word));
  const listed = args.includes(null) ? unknownNames(makes.files, { file: near, names: [...rules.keys()] }).filter(({ isGuess }) => !isGuess).map(({ name: goal }) => goal) : [];
  const isPlain = args.every((word, index) => word !== null && (/^-|=/.test(word) || WITH_VALUE.has(args[index - 1] ?? '') || /^\d+$/.test(word)));
  const wanted = goals.length === 0 && isPlain && first !== null ? [first] : [...goals, ...listed];
  const given = args.filter((word) => word !== null && /^\w+=/.test(word) && (makes.files.text(file) ?? '').includes(word.slice(0, word.indexOf('='))));
  return wanted.flatMap((goal) => (goal === null ? [] : [refOf(file, goal, at, given)]));
}

function makefileNamed({ files }: Makes, named: string | null | undefined, folder: string | null): string | null {
  if (named === null || folder === null) return null;
  const paths = named === undefined ? NAMES.map((name) => joinPaths(folder, name)) : [resolveFolder(folder, named)];
  return paths.find((path) => path !== null && files.has(path)) ?? null;
}

function openRule(makes: Makes, ref: TargetRef): Recipe | null {
  const makefile = makes.makefile(ref.file);
  const rule = makefile.rules.get(ref.name);
  if (rule === undefined) return null;
  const at = makes.files.place(rule.file, rule.start, rule.end);
  const needs = [...new Set(rule.needs)].filter((name) => makefile.rules.has(name)).map((name) => targetPart(refOf(ref.file, name, ref.folder, ref.words), at));
  return { target: { kind: 'make', name: ref.name, at }, parts: [...needs, ...recipeParts(makes, { makefile, rule, folder: ref.folder, words: ref.words })] };
}

function recipeParts(makes: Makes, { makefile, rule, folder, words }: { readonly makefile: Makefile; readonly rule: MakeRule; readonly folder: string | null; readonly words: Words }): readonly RecipePart[] {
  const flags = makefile.variables.get('.SHELLFLAGS') ?? '';
  const options = { folder, ...(/(?:^|\s)-[a-z]*e/.test(flags) ? { stops: true as const } : {}), ...(flags.includes('pipefail') ? { hasPipefail: true as const } : {}) };
  const automatic = new Map([...makefile.variables, ['@', rule.name], ['<', rule.needs[0] ?? ''], ['^', rule.needs.join(' ')], ['CURDIR', '.'], ...words.flatMap((word) => (word === null ? [] : [[word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const]))]);
  const placeOf = ({ file, start, end }: MakeLine) => makes.files.place(file, start + 1, end);
  const textOf = ({ text }: MakeLine): string => expandMake(text.replace(/^[-@+\s]+/, ''), automatic);
  if (makefile.isOneShell) {
    const [first] = rule.lines;
    return first === undefined ? [] : [linePart(rule.lines.map(textOf).join('\n'), placeOf(first), { ...options, enforced: prefixOutcome(makes, first) })];
  }
  return rule.lines.filter(({ text }) => !/^\s*#/.test(text)).map((line) => linePart(textOf(line), placeOf(line), { ...options, enforced: prefixOutcome(makes, line) }));
}

function prefixOutcome({ files }: Makes, { text, file, start, end }: MakeLine): Outcome {
  return /^[@+\s]*-/.test(text) ? ignored(files.place(file, start + 1, end), '`-` before the line ignores its failure') : YES;
}
