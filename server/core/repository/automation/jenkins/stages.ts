/** Stages of Jenkins pipelines with their steps, in the order they run. */
import type { Doing, Job, Step } from '../../../../../rules/api/repository/automation.ts';
import { YES, type Link, type Outcome, type RepositoryPlace } from '../../../../../rules/api/repository/place.ts';
import { insideFolder } from '../folders.ts';
import { isMessenger, sendsMessage } from '../notifying.ts';
import { allOf, noBecause, quoted, unknownBecause } from '../outcomes.ts';
import { meant, type Part, type Statement } from './groovy.ts';
import { isShell, shellStepOf, type Judged } from './shell-steps.ts';
import type { Pipeline } from './read-pipeline.ts';
import { isConstant, whenOutcome } from './when.ts';

/** Jobs of one file, and calls of its own functions within each other, at most. Our own choices. */
const MAX_JOBS = 300;
const MAX_STEPS = 2_000;
const MAX_CALLS = 5;
const MAX_VISITS = 50_000;

interface DraftJob {
  readonly id: string;
  readonly name: string;
  readonly at: RepositoryPlace;
  readonly needs: readonly string[];
  readonly runs: Outcome;
  readonly steps: Step[];
}

interface Walk extends Pipeline {
  readonly functions: ReadonlyMap<string, readonly Statement[]>;
  readonly jobs: DraftJob[];
  readonly notifies: Link[];
  /** Set once a person is asked; what follows waits for the answer. */
  asked: Outcome | null;
  /** Ids of the jobs that run last so far. */
  last: readonly string[];
  steps: number;
  /** Statements that may still be looked at. */
  left: number;
}

interface Inside {
  readonly job: DraftJob | null;
  readonly folder: string | null;
  readonly runs: Outcome;
  readonly enforced: Outcome;
  /** True in blocks that run when something failed, or always. */
  readonly isAfterFailure: boolean;
  /** What becomes of exit statuses in brackets around the step; null outside of brackets. */
  readonly judged: Judged;
  readonly calls: number;
}

export function readStages(pipeline: Pipeline): { readonly jobs: readonly Job[]; readonly notifies: readonly Link[] } {
  const walk: Walk = { ...pipeline, functions: functionsIn(pipeline.statements), jobs: [], notifies: [], asked: null, last: [], steps: 0, left: MAX_VISITS };
  visit(walk, pipeline.statements, { job: null, folder: '', runs: YES, enforced: YES, isAfterFailure: false, judged: null, calls: 0 });
  const jobs = walk.jobs.filter(({ steps }) => steps.length > 0).map((job): Job => ({ ...job, enforced: YES }));
  const byId = new Map(walk.jobs.map((job) => [job.id, job]));
  return { jobs: jobs.map((job) => ({ ...job, needs: surelyNeeded(job.needs, byId) })), notifies: walk.notifies };
}

/** A stage that is left out keeps the next from nothing: that one then waits for what was before it. */
function surelyNeeded(needs: readonly string[], byId: ReadonlyMap<string, DraftJob>): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const open = needs.toReversed();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const job = byId.get(id);
    if (job === undefined || seen.has(id)) continue;
    seen.add(id);
    if (job.runs.answer === 'yes' && job.steps.length > 0) found.add(id);
    else open.push(...job.needs.toReversed());
  }
  return [...found];
}

/** `def name(…) { … }`, at any depth. */
function functionsIn(statements: readonly Statement[]): ReadonlyMap<string, readonly Statement[]> {
  const functions = new Map<string, readonly Statement[]>();
  for (const statement of statements) {
    const defined = definition(statement);
    if (defined !== null) functions.set(defined.name, defined.body);
  }
  return functions;
}

function definition({ parts }: Statement): { readonly name: string; readonly body: readonly Statement[] } | null {
  const [first, second, third, fourth] = parts;
  if (first?.kind !== 'word' || !/^(?:def|void|private|static|String|boolean|int|Object)$/.test(first.text)) return null;
  if (second?.kind === 'word' && third?.kind === 'group' && third.bracket === '(' && fourth?.kind === 'group' && fourth.bracket === '{') return { name: second.text, body: fourth.statements };
  if (second?.kind === 'word' && third?.kind === 'word' && third.text === '=' && fourth?.kind === 'group' && fourth.bracket === '{' && parts.length === 4) return { name: second.text, body: fourth.statements };
  return null;
}

function visit(walk: Walk, statements: readonly Statement[], inside: Inside): void {
  for (const [index, statement] of statements.entries()) {
    walk.left -= 1;
    if (walk.left < 0 || walk.steps > MAX_STEPS || definition(statement) !== null) continue;
    visitStatement(walk, statement, { inside, next: statements[index + 1] });
  }
}

function visitStatement(walk: Walk, statement: Statement, { inside, next }: { readonly inside: Inside; readonly next: Statement | undefined }): void {
  const { parts } = statement;
  const blocks = parts.filter((part) => part.kind === 'group' && part.bracket === '{');
  const name = parts[0]?.kind === 'word' ? parts[0].text : '';
  const body = blocks[0]?.kind === 'group' ? blocks[0].statements : null;
  switch (name) {
    case 'agent':
    case 'options':
    case 'environment':
    case 'parameters':
    case 'triggers':
    case 'tools':
    case 'libraries':
    case 'when':
    case 'axes':
    case 'excludes':
    case 'properties':
      return;
    case 'stage':
      if (body !== null) visitStage(walk, statement, body, inside);
      return;
    case 'parallel':
      visitParallel(walk, statement, inside);
      return;
    case 'post':
      if (body !== null) visitPost(walk, body, inside);
      return;
    case 'try':
      visitTry(walk, statement, { inside, next });
      return;
    case 'catch':
    case 'finally':
      if (parts[0]?.kind === 'word' && body !== null && blocks.length > 0) visit(walk, body, { ...inside, isAfterFailure: true, ...(name === 'catch' ? { runs: unknownBecause(walk.place(statement.start, statement.start + name.length), 'runs only after a failure') } : {}) });
      return;
    case 'if':
    case 'else':
      visitChoice(walk, statement, inside);
      return;
    case 'input':
      walk.asked ??= noBecause(walk.place(statement.start, statement.start + name.length), 'a person has to agree: `input`');
      return;
    case 'dir':
    case 'ws':
      if (body !== null) visit(walk, body, { ...inside, folder: name === 'ws' ? null : insideFolder(inside.folder, firstText(parts.slice(1))) });
      return;
    case 'catchError':
    case 'warnError':
      if (body !== null) visit(walk, body, { ...inside, enforced: allOf(inside.enforced, caught(walk, statement, name)) });
      return;
    default:
      visitCall(walk, statement, { inside, body });
  }
}

function visitStage(walk: Walk, statement: Statement, body: readonly Statement[], inside: Inside): void {
  const title = firstText(statement.parts.slice(1)) ?? `stage ${walk.jobs.length + 1}`;
  if (walk.jobs.length >= MAX_JOBS) return;
  const when = body.find(({ parts }) => parts[0]?.kind === 'word' && parts[0].text === 'when');
  if (body.some(({ parts }) => parts[0]?.kind === 'word' && parts[0].text === 'input')) visit(walk, body.filter(({ parts }) => parts[0]?.kind === 'word' && parts[0].text === 'input'), inside);
  const runs = allOf(inside.runs, walk.asked ?? YES, when === undefined ? YES : whenOutcome(walk, when));
  const job: DraftJob = { id: uniqueId(walk, title), name: title, at: walk.place(statement.start, statement.parts[1]?.end ?? statement.end), needs: walk.last, runs, steps: [] };
  walk.jobs.push(job);
  const before = walk.last;
  visit(walk, body, { ...inside, job, runs: YES });
  // stages within a stage have moved the end themselves
  if (walk.last === before) walk.last = [job.id];
}

function uniqueId(walk: Walk, title: string): string {
  const taken = new Set(walk.jobs.map(({ id }) => id));
  if (!taken.has(title)) return title;
  for (let number = 2; ; number += 1) if (!taken.has(`${title} ${number}`)) return `${title} ${number}`;
}

/** Branches of `parallel` all wait for what was before; what follows waits for all of them. */
function visitParallel(walk: Walk, { parts }: Statement, inside: Inside): void {
  const before = walk.last;
  const ends: string[] = [];
  const branch = (statements: readonly Statement[]): void => {
    walk.last = before;
    visit(walk, statements, inside);
    if (walk.last !== before) ends.push(...walk.last);
  };
  for (const part of parts.slice(1)) {
    if (part.kind !== 'group') continue;
    for (const statement of part.statements) {
      if (part.bracket === '{') branch([statement]);
      else for (const inner of statement.parts) if (inner.kind === 'group' && inner.bracket === '{') branch(inner.statements);
    }
  }
  // `parallel a: { … }, b: { … }` without brackets holds its branches in one group each
  const named = parts.some((part) => part.kind === 'word' && part.text === ':');
  if (named) {
    ends.length = 0;
    for (const part of parts) if (part.kind === 'group' && part.bracket === '{') branch(part.statements);
  }
  walk.last = ends.length > 0 ? ends : before;
}

const AFTER_FAILURE: ReadonlySet<string> = new Set(['failure', 'unsuccessful', 'always', 'changed', 'regression', 'unstable', 'cleanup', 'aborted', 'fixed']);

function visitPost(walk: Walk, body: readonly Statement[], inside: Inside): void {
  const asked = walk.asked;
  walk.asked = null;
  for (const statement of body) {
    const [first] = statement.parts;
    const block = statement.parts.find((part) => part.kind === 'group' && part.bracket === '{');
    if (first?.kind !== 'word' || block?.kind !== 'group') continue;
    const isSure = first.text === 'always' || first.text === 'cleanup' || first.text === 'success';
    const runs = isSure ? inside.runs : unknownBecause(walk.place(first.start, first.end), `runs only at ${quoted(first.text)}`);
    visit(walk, block.statements, { ...inside, runs, isAfterFailure: AFTER_FAILURE.has(first.text) });
  }
  walk.asked = asked;
}

/** A `catch` that neither throws nor fails the build swallows what fails in the `try`. */
function visitTry(walk: Walk, statement: Statement, { inside, next }: { readonly inside: Inside; readonly next: Statement | undefined }): void {
  const { parts } = statement;
  const block = parts.find((part) => part.kind === 'group' && part.bracket === '{');
  if (block?.kind !== 'group') return;
  const at = parts.findIndex((part) => part.kind === 'word' && part.text === 'catch');
  const source = at >= 0 ? parts.slice(at) : next?.parts[0]?.kind === 'word' && next.parts[0].text === 'catch' ? next.parts : [];
  const [word] = source;
  const handler = source.find((part) => part.kind === 'group' && part.bracket === '{');
  let enforced = inside.enforced;
  if (word !== undefined && handler?.kind === 'group') {
    const body = spoken(handler.statements);
    const where = walk.place(word.start, word.end);
    const fails = handler.statements.some(({ parts: [first] }) => first?.kind === 'word' && (first.text === 'throw' || first.text === 'error'));
    if (!fails) {
      const isUnsure = /\bthrow\b|\berror\b|FAILURE|UNSTABLE|FAILED|\bunstable\b/.test(body);
      enforced = allOf(enforced, isUnsure ? (/currentBuild\.(?:currentResult|result)\s*=\s*['"](?:FAILURE|FAILED)['"]/.test(body) ? YES : unknownBecause(where, 'what `catch` does with a failure cannot be told')) : noBecause(where, 'a failure goes no further than `catch`'));
    }
  }
  visit(walk, block.statements, { ...inside, enforced });
  if (at < 0) return;
  let kind = '';
  for (const part of parts.slice(at)) {
    if (part.kind === 'word') kind = part.text;
    if (part.kind === 'group' && part.bracket === '{') visit(walk, part.statements, { ...inside, isAfterFailure: true, ...(kind === 'catch' ? { runs: unknownBecause(walk.place(part.start, part.start + 1), 'runs only after a failure') } : {}) });
  }
}

/** The words and texts of statements, without comments. */
function spoken(statements: readonly Statement[]): string {
  return statements.map(({ parts }) => parts.map((part) => (part.kind === 'word' ? part.text : part.kind === 'text' ? `'${part.raw}'` : spoken(part.statements))).join(' ')).join('\n');
}

function visitChoice(walk: Walk, { parts, start, end }: Statement, inside: Inside): void {
  const condition = parts[1]?.kind === 'group' && parts[1].bracket === '(' ? parts[1] : null;
  const constant = condition === null ? null : isConstant(walk.text.slice(condition.start, condition.end));
  const where = walk.place(start, condition?.end ?? Math.min(end, start + 4));
  const unsure = unknownBecause(where, `runs only if ${quoted(condition === null ? 'an earlier condition fails' : walk.text.slice(condition.start + 1, condition.end - 1))}`);
  const raises = parts.some((part) => part.kind === 'group' && part.bracket === '{' && part.statements.some(({ parts: [first] }) => first?.kind === 'word' && (first.text === 'error' || first.text === 'throw')));
  if (condition !== null) visitNested(walk, condition, { ...inside, judged: raises ? 'error' : 'untold' });
  let isElse = parts[0]?.kind === 'word' && parts[0].text === 'else';
  for (const part of parts) {
    if (part.kind === 'word' && part.text === 'else') isElse = true;
    if (part.kind !== 'group' || part.bracket !== '{') continue;
    const holds = constant === null ? null : constant !== isElse;
    visit(walk, part.statements, { ...inside, runs: allOf(inside.runs, holds === null ? unsure : holds ? YES : noBecause(where, 'the condition never holds')) });
  }
}

function caught({ text, place }: Walk, { start, parts }: Statement, name: string): Outcome {
  const options = parts[1]?.kind === 'group' && parts[1].bracket === '(' ? text.slice(parts[1].start, parts[1].end) : '';
  const result = /buildResult\s*:\s*['"](\w+)['"]/.exec(options)?.[1] ?? (name === 'warnError' ? 'UNSTABLE' : 'FAILURE');
  const where = place(start, parts[1]?.end ?? start + name.length);
  if (result === 'SUCCESS') return noBecause(where, 'a failure leaves the build a success: `catchError`');
  return result === 'FAILURE' ? YES : unknownBecause(where, `a failure only makes the build ${quoted(result)}`);
}

/** Words that begin statements which do nothing that is asked for here. */
const PLAIN = /^(?:def|return|echo|println|import|env|currentBuild|checkout|cleanWs|deleteDir|unstash|stash|sleep|throw|error|while|for|switch|case|break|continue|assert|true|false|null|@\w+|new|String|int|boolean|final)$|^env\.|^currentBuild\.|^params\./;

function visitCall(walk: Walk, statement: Statement, { inside, body }: { readonly inside: Inside; readonly body: readonly Statement[] | null }): void {
  const shell = statement.parts.findIndex((part) => part.kind === 'word' && isShell(part.text));
  const [first] = statement.parts;
  if (shell >= 0 && body === null) {
    addShell(walk, statement, { index: shell, inside });
    return;
  }
  for (const part of statement.parts) {
    if (part.kind !== 'group') continue;
    if (part.bracket === '{') visit(walk, part.statements, inside);
    else visitNested(walk, part, { ...inside, judged: inside.judged ?? 'untold' });
  }
  if (first?.kind !== 'word' || body !== null) return;
  const called = statement.parts.length === 2 && statement.parts[1]?.kind === 'group' ? walk.functions.get(first.text) : undefined;
  if (called !== undefined && inside.calls < MAX_CALLS) visit(walk, called, { ...inside, calls: inside.calls + 1 });
  else if (called === undefined && !PLAIN.test(first.text) && statement.parts.length > 1 && !(statement.parts[1]?.kind === 'word' && /^[=:]/.test(statement.parts[1].text))) addUse(walk, statement, first.text, inside);
}

/** Steps within brackets: `if (sh(…) != 0)`, `parallel(a: { … })`. */
function visitNested(walk: Walk, group: Part & { readonly kind: 'group' }, inside: Inside): void {
  for (const statement of group.statements) {
    const shell = statement.parts.findIndex((part) => part.kind === 'word' && isShell(part.text));
    if (shell >= 0) addShell(walk, statement, { index: shell, inside });
    else for (const part of statement.parts) if (part.kind === 'group') part.bracket === '{' ? visit(walk, part.statements, { ...inside, judged: null }) : visitNested(walk, part, inside);
  }
}

function addShell(walk: Walk, statement: Statement, { index, inside }: { readonly index: number; readonly inside: Inside }): void {
  const found = shellStepOf(walk, statement, { index, folder: inside.folder, judged: inside.judged });
  if (found === null) return;
  const { does, at, status } = found;
  addStep(walk, { name: lineOf(does), at, runs: inside.runs, enforced: allOf(inside.enforced, status), does }, inside);
}

function lineOf(does: Doing): string {
  if (does.kind !== 'shell') return '';
  const { lines } = does.script;
  return (lines.find(({ text }) => !/^\s*#/.test(text)) ?? lines[0])?.text.trim() ?? '';
}

function addUse(walk: Walk, statement: Statement, name: string, inside: Inside): void {
  addStep(walk, { name, at: walk.place(statement.start, statement.end), runs: inside.runs, enforced: inside.enforced, does: { kind: 'uses', name, inputs: null } }, inside);
}

function addStep(walk: Walk, step: Step, inside: Inside): void {
  const job = inside.job ?? ownJob(walk, step.at);
  walk.steps += 1;
  const { does } = step;
  const sends = does.kind === 'uses' ? isMessenger(does.name) || /^(?:mail|emailext|slackSend|discordSend|office365ConnectorSend|telegramSend)$/.test(does.name) : does.kind === 'shell' && does.script.lines.some(({ text }) => sendsMessage(text));
  if (sends && inside.isAfterFailure) walk.notifies.push({ at: step.at, text: `${quoted(step.name)} tells people when it fails` });
  job.steps.push({ ...step, runs: allOf(step.runs, walk.asked !== null && job.runs.answer === 'yes' ? walk.asked : YES) });
}

/** Steps outside of stages belong to the pipeline itself. */
function ownJob(walk: Walk, at: RepositoryPlace): DraftJob {
  const known = walk.jobs.find(({ id }) => id === 'pipeline');
  if (known !== undefined) return known;
  const job: DraftJob = { id: 'pipeline', name: 'pipeline', at, needs: [], runs: YES, steps: [] };
  walk.jobs.push(job);
  return job;
}

function firstText(parts: readonly Part[]): string | null {
  for (const part of parts) {
    if (part.kind === 'text') return meant(part.raw);
    if (part.kind === 'group' && part.bracket === '(') {
      const inner = part.statements.flatMap(({ parts: within }) => within).find(({ kind }) => kind === 'text');
      return inner?.kind === 'text' ? meant(inner.raw) : null;
    }
    if (part.kind === 'group') return null;
  }
  return null;
}
