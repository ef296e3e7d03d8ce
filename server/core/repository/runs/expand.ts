/** Follows commands through targets down to what they run, and writes a run for each on the way. */
import { YES, type Link, type Outcome, type RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import type { Command, Run, Target } from '../../../../rules/api/repository/run.ts';
import { allOf, quoted } from '../automation/outcomes.ts';
import type { ShellParser } from '../shell.ts';
import { isTool, type Words } from './option-words.ts';
import { peel, type Inner, type Peeling } from './peel.ts';
import { rankOf } from './keep-best.ts';
import { keyOf, NO_VARIABLES, type Recipe, type RecipePart, type TargetReader, type TargetRef } from './recipe.ts';
import { MAX_STEPS, readScript, type Effort, type ScriptCommand } from './script/read-script.ts';
import { wholeSource } from './script-source.ts';

/** How a place in the chain was reached. */
export interface Way {
  readonly started: Run['started'];
  readonly through: readonly Target[];
  readonly chain: readonly Link[];
  readonly enforced: Outcome;
  readonly repeated: Outcome;
  readonly isUnconditional: boolean;
  /** Keys of the targets passed, against circles. */
  readonly passed: readonly string[];
}

export interface Expander {
  /** Follows the part; runs are handed to `emit`. */
  part(part: RecipePart, way: Way): void;
  /** Follows a target that is started by its name. */
  target(ref: TargetRef, way: Way): void;
  /** Keys of the targets that the target starts itself. */
  callsOf(ref: TargetRef): ReadonlySet<string>;
}

export interface ExpanderRequest {
  readonly shell: ShellParser;
  readonly readers: readonly TargetReader[];
  readonly emit: (run: Run) => void;
  /** Told of each target that is started. */
  readonly onTarget: (ref: TargetRef) => void;
  /** Told of commands that start a target whose name only a run knows. */
  readonly onOpen: (open: OpenCommand) => void;
}

export interface OpenCommand {
  readonly kind: Target['kind'];
  /** Null when it cannot be told. */
  readonly folder: string | null;
  readonly way: Way;
  readonly at: RepositoryPlace;
}

/** Targets within targets, as the evidence ladder asks for at least five; and commands followed in all. Our own choice. */
const MAX_TARGETS = 8;
const MAX_FOLLOWED = 60_000;

interface Work extends ExpanderRequest {
  readonly recipes: Map<string, Recipe | null>;
  readonly commands: Map<RecipePart, readonly ReadCommand[]>;
  readonly inlines: Map<ReadCommand, RecipePart>;
  /** How well each target was reached from each job: a way that is no better and no shorter leads to nothing else. */
  readonly reached: Map<unknown, Map<string, readonly Reached[]>>;
  readonly effort: Effort;
  left: number;
}

interface Reached {
  readonly rank: number;
  readonly depth: number;
}

/** A command of a recipe, peeled, with its place. */
interface ReadCommand extends ScriptCommand {
  readonly at: RepositoryPlace;
  readonly inner: Inner;
  /** Whether a word that only a run knows may be the name of what it starts: `make $GOAL`, not `make all TAG=$TAG`. */
  readonly isOpen: boolean;
}

export function createExpander(request: ExpanderRequest): Expander {
  const work: Work = { ...request, recipes: new Map(), commands: new Map(), inlines: new Map(), reached: new Map(), effort: { stepsLeft: MAX_STEPS }, left: MAX_FOLLOWED };
  return {
    part: (part, way) => followPart(work, part, way),
    target: (ref, way) => followTarget(work, ref, { way, at: null, enforced: null }),
    callsOf: (ref) => callsOf(work, ref),
  };
}

function followPart(work: Work, part: RecipePart, way: Way): void {
  if (part.kind === 'target') return followTarget(work, part.ref, { way, at: part.at, enforced: part.enforced });
  const partWay = { ...way, enforced: allOf(way.enforced, part.enforced) };
  for (const command of commandsOf(work, part)) {
    work.left -= 1;
    if (work.left < 0) return;
    followCommand(work, command, partWay);
  }
}

function commandsOf(work: Work, part: Exclude<RecipePart, { kind: 'target' }>): readonly ReadCommand[] {
  const known = work.commands.get(part);
  if (known !== undefined) return known;
  const read = part.kind === 'words' ? [wordsCommand(work, part)] : scriptCommands(work, part);
  work.commands.set(part, read);
  return read;
}

function wordsCommand(work: Work, { words, folder, at }: Extract<RecipePart, { kind: 'words' }>): ReadCommand {
  return { words, start: 0, end: 0, folder, input: null, enforced: YES, isUnconditional: true, at, inner: peeled(work, { words, folder, at }), isOpen: words.includes(null) };
}

/** The command peeled; where a container takes it, its folder is asked of those who know images. */
function peeled({ readers }: ExpanderRequest, { words, folder, at }: Peeling): Inner {
  const inner = peel({ words, folder, at });
  if (inner.folder !== null || !inner.ways.some(isContainer)) return inner;
  const known = readers.map(({ folderIn }) => folderIn?.({ words, folder, file: at.path }) ?? null).find((one) => one !== null);
  return { ...inner, folder: known ?? null };
}

function isContainer(way: string): boolean {
  return /^(?:docker|podman|nerdctl|kubectl|oc) /.test(way);
}

function scriptCommands(work: Work, part: Extract<RecipePart, { kind: 'script' }>): readonly ReadCommand[] {
  const { source, ...start } = part;
  return readScript(work.shell.parse(source.text), { source, start, effort: work.effort }).map((command) => {
    const at = source.placeOf(command.start, command.end);
    const words = withInput(command);
    const written = source.text.slice(command.start, command.end).replace(ASSIGNED, '');
    return { ...command, words, at, inner: peeled(work, { words, folder: command.folder, at }), isOpen: words.includes(null) && /[$`]|\{\{/.test(written) };
  });
}

/** `NAME=value`, `--option=value`. */
const ASSIGNED = /[\w-]+=(?:"[^"]*"|'[^']*'|\$\([^)]*\)|\$?\{\{[^}]*\}\}|\S)*/g;

/** Tools that start a target by its name. */
const TOOLS: ReadonlyMap<string, Target['kind']> = new Map([['make', 'make'], ['gmake', 'make'], ['task', 'task'], ['go-task', 'task'], ['just', 'just'], ['npm', 'npm'], ['yarn', 'npm'], ['pnpm', 'npm'], ['bun', 'npm'], ['inv', 'invoke'], ['invoke', 'invoke'], ['poe', 'poe'], ['tox', 'tox'], ['nox', 'nox'], ['dvc', 'dvc']]);

/** `python - <<EOF` and `bash <<EOF` take their program as input; `-c` says the same. */
function withInput({ words, input }: ScriptCommand): Words {
  const [name] = words;
  const isBare = words.length === 1 || (words.length === 2 && (words[1] === '-' || words[1] === '-s'));
  return input !== null && isBare && (isTool(words, 'python') || name === 'bash' || name === 'sh') ? [name ?? null, '-c', input] : words;
}

/** Commands of the shell that only prepare others. */
const SILENT: ReadonlySet<string> = new Set(['cd', 'pushd', 'popd', 'set', 'export', 'unset', 'local', 'declare', 'readonly', 'exit', 'return', 'true', ':', 'false', '[', '[[', '((', 'test', 'trap', 'shift', 'shopt', 'wait', 'break', 'continue', 'echo', 'printf', 'read', 'sleep', 'pwd', 'dirname', 'basename', 'realpath', 'readlink', 'date', 'uname', 'whoami']);

function followCommand(work: Work, command: ReadCommand, way: Way): void {
  const { inner, at } = command;
  const here: Way = { ...way, enforced: allOf(way.enforced, command.enforced, inner.enforced), isUnconditional: way.isUnconditional && command.isUnconditional };
  if (inner.script !== null) {
    followInline(work, command, here);
    if (inner.words[0] === 'ssh') emitRun(work, command, here);
    return;
  }
  if (inner.words[0] === undefined || (inner.words[0] !== null && SILENT.has(inner.words[0]))) return;
  if (inner.ways.some(isContainer)) emitRun(work, asWritten(command), here);
  const { refs, isOuter } = refsOf(work, command);
  emitRun(work, isOuter ? asWritten(command) : command, here);
  const kind = command.isOpen && refs.every(({ isGuess }) => isGuess === true) ? TOOLS.get(inner.words[0] ?? '') : undefined;
  if (kind !== undefined && way.started !== null) work.onOpen({ kind, folder: inner.words.some((word) => word !== null && /^-(?:C|f|d|t)|^--(?:directory|file|makefile|dir|taskfile|prefix|cwd)/.test(word)) ? null : inner.folder, way: here, at });
  for (const ref of refs) followTarget(work, ref, { way: here, at, enforced: ref.isGuess === true ? guessed(at) : null });
}

function guessed(at: RepositoryPlace): Outcome {
  return { answer: 'unknown', links: [{ at, text: 'which target it starts is only known when it runs' }] };
}

function asWritten(command: ReadCommand): ReadCommand {
  return { ...command, inner: { ...command.inner, words: command.words, ways: [], folder: command.folder } };
}

/** Targets the command starts. `pdm run x` may run the program `x` or a script of that name, which only the whole command tells. */
function refsOf({ readers }: Work, { inner, words, folder, at }: ReadCommand): { readonly refs: readonly TargetRef[]; readonly isOuter: boolean } {
  const found = readers.flatMap(({ named }) => named({ words: inner.words, folder: inner.folder, file: at.path }));
  const outer = inner.ways.length === 0 || found.length > 0 ? [] : readers.flatMap(({ named }) => named({ words, folder, file: at.path }));
  return { refs: [...found, ...outer], isOuter: outer.length > 0 };
}

/** The text of `bash -c "..."`. */
function followInline(work: Work, command: ReadCommand, way: Way): void {
  const { script, folder, ways } = command.inner;
  if (script === null || script.text === null || way.passed.length >= MAX_TARGETS) return;
  const known = work.inlines.get(command);
  const part: RecipePart = known ?? {
    kind: 'script',
    source: wholeSource(script.text, command.at),
    folder,
    scriptFolder: null,
    errexit: script.errexit ? 'on' : 'off',
    pipefail: script.pipefail ? 'on' : 'off',
    enforced: YES,
    variables: NO_VARIABLES,
  };
  work.inlines.set(command, part);
  followPart(work, part, { ...way, passed: [...way.passed, `inline\0${ways.join(' ')}`] });
}

function followTarget(work: Work, ref: TargetRef, { way, at, enforced }: { readonly way: Way; readonly at: RepositoryPlace | null; readonly enforced: Outcome | null }): void {
  const key = keyOf(ref);
  if (way.passed.includes(key) || way.passed.length >= MAX_TARGETS) return;
  work.left -= 1;
  const here = enforced === null ? way : { ...way, enforced: allOf(way.enforced, enforced) };
  const recipe = work.left < 0 || !isBetter(work, ref, here) ? null : openRecipe(work, ref);
  if (recipe === null) return;
  work.onTarget(ref);
  const { target } = recipe;
  const link: Link = { at: at ?? target.at, text: `${targetText(target)} runs` };
  const inner: Way = {
    ...here,
    through: [...way.through, target],
    chain: [...way.chain, link],
    passed: [...way.passed, key],
  };
  for (const part of recipe.parts) followPart(work, part, inner);
}

function isBetter({ reached }: Work, ref: TargetRef, way: Way): boolean {
  const job = way.started?.job ?? null;
  const ofJob = reached.get(job) ?? new Map<string, readonly Reached[]>();
  const key = openKey(ref);
  const before = ofJob.get(key) ?? [];
  const now: Reached = { rank: rankOf(way), depth: way.passed.length };
  if (before.some(({ rank, depth }) => rank >= now.rank && depth <= now.depth)) return false;
  reached.set(job, ofJob.set(key, [...before, now]));
  return true;
}

function targetText({ kind, name }: Target): string {
  if (kind === 'script' || kind === 'dockerfile') return quoted(name);
  if (kind === 'console-script') return `command ${quoted(name)}`;
  return quoted(`${STARTED_BY.get(kind) ?? kind} ${name}`.trim());
}

/** As people type them, where the kind alone would not start them. */
const STARTED_BY: ReadonlyMap<Target['kind'], string> = new Map([['mlproject', 'mlflow run'], ['tox', 'tox -e'], ['nox', 'nox -s']]);

function openKey(ref: TargetRef): string {
  return `${keyOf(ref)}\0${ref.folder ?? '?'}\0${ref.isStrict === true}\0${JSON.stringify(ref.words)}`;
}

function openRecipe({ recipes, readers }: Work, ref: TargetRef): Recipe | null {
  const key = openKey(ref);
  const known = recipes.get(key);
  if (known !== undefined) return known;
  let recipe: Recipe | null = null;
  for (const { open } of readers) recipe ??= open(ref);
  recipes.set(key, recipe);
  return recipe;
}

function callsOf(work: Work, ref: TargetRef): ReadonlySet<string> {
  const parts = openRecipe(work, ref)?.parts ?? [];
  const keys = parts.flatMap((part) => (part.kind === 'target' ? [keyOf(part.ref)] : commandsOf(work, part).flatMap((command) => refsOf(work, command).refs.map(keyOf))));
  return new Set(keys.filter((key) => key !== keyOf(ref)));
}

function emitRun(work: Work, command: ReadCommand, way: Way): void {
  const { inner, at } = command;
  const told: Command = { words: inner.words, at, folder: inner.folder, enforced: allOf(command.enforced, inner.enforced), isUnconditional: way.isUnconditional };
  const by = inner.ways.length === 0 ? '' : ` by ${inner.ways.map(quoted).join(', ')}`;
  const link: Link = { at, text: `${quoted(wordsText(inner.words))} runs${by}` };
  work.emit({ command: told, started: way.started, through: way.through, chain: [...way.chain, link], enforced: way.enforced, repeated: way.repeated });
}

function wordsText(words: Words): string {
  return words.map((word) => word ?? '…').join(' ');
}
