/** Steps of GitHub jobs and composite actions. */
import type { Doing, ScriptText, Step, Value } from '../../../../../rules/api/repository/automation.ts';
import { UNKNOWN, YES, type Link, type Outcome } from '../../../../../rules/api/repository/place.ts';
import { at, entriesAt, itemsAt, textAt, type TreeNode } from '../../../../../rules/api/repository/tree.ts';
import { shellSettings } from '../commands.ts';
import { insideFolder, normalFolder } from '../folders.ts';
import { isMessenger, sendsMessage } from '../notifying.ts';
import { noBecause, quoted, unknownBecause } from '../outcomes.ts';
import { scriptOf, type Reading } from '../reading.ts';

export interface StepDefaults {
  /** As written; null when the system's own is taken. */
  readonly shell: string | null;
  /** As written; empty for the root. */
  readonly folderText: string;
  readonly isWindows: boolean;
  /** Environment that all steps have. */
  readonly variables: readonly Value[];
  /** What `if` of a node says. */
  readonly runs: (condition: TreeNode | null) => Outcome;
}

/** Steps at most per job. Our own choice. */
const MAX_STEPS = 500;

export interface ReadSteps {
  readonly steps: readonly Step[];
  /** Steps that tell people of a failure. */
  readonly notifies: readonly Link[];
}

export function stepsOf(reading: Reading, node: TreeNode | null, defaults: StepDefaults): ReadSteps {
  const items = itemsAt(node).slice(0, MAX_STEPS).filter((item) => item.kind === 'map');
  // where the checkout puts the repository, when that is not the working folder
  const checkout = items.map((item) => checkoutFolder(item)).find((folder) => folder !== null) ?? null;
  const foreign = items.some((item) => /^actions\/checkout@/.test(textAt(item, 'uses') ?? '') && textAt(item, 'with', 'repository') !== null);
  const lists = items.map((item, index) => {
    const step: Step = {
      name: nameOfStep(item),
      at: item.at,
      ...askedOf((condition) => runsOf(item, condition, defaults), at(item, 'if')),
      enforced: enforcedOf(item, { reading, later: items.slice(index + 1) }),
      does: doingOf(reading, item, { ...defaults, checkout }),
    };
    if (step.does.kind !== 'calls' || reading.files.has(step.does.path)) return step;
    return { ...step, runs: foreign || checkout !== null ? UNKNOWN : noBecause(at(item, 'uses')?.at ?? item.at, `${quoted(step.does.path)} does not exist`) };
  });
  return { steps: afterRetired(lists), notifies: items.flatMap((item, index) => notifyingLink(item, lists[index])) };
}

/** What comes after a step that GitHub refuses to run is probably never reached. */
function afterRetired(steps: readonly Step[]): readonly Step[] {
  const first = steps.findIndex((step) => isRetired(step) && step.enforced.answer === 'yes');
  return first < 0 ? steps : steps.map((step, index) => (index > first && step.runs.answer === 'yes' ? { ...step, runs: unknownBecause(steps[first]?.at ?? step.at, `${quoted(steps[first]?.name ?? '')} is retired, so what comes after it is probably not reached`) } : step));
}

function checkoutFolder(item: TreeNode): string | null {
  if (!/^actions\/checkout@/.test(textAt(item, 'uses') ?? '') || textAt(item, 'with', 'repository') !== null) return null;
  const path = textAt(item, 'with', 'path');
  const folder = path === null ? '' : normalFolder(path);
  return folder === '' ? null : folder;
}

function nameOfStep(item: TreeNode): string {
  return textAt(item, 'name') ?? textAt(item, 'uses') ?? (textAt(item, 'run') ?? '').trim().split('\n', 1)[0] ?? '';
}

/**
 * Artifact and cache actions that GitHub refuses to run.
 * Source: github.blog/changelog 2024-02-13, 2024-04-16 (artifacts v1 to v3) and 2024-09-16 (cache v1 and v2).
 */
const RETIRED = /^actions\/(?:(?:upload|download)-artifact@v?[123]|cache@v?[12])(?:\.|$)/;

/** Says whether the step needs something GitHub refuses to run. */
export function isRetired({ does }: Step): boolean {
  return does.kind === 'uses' && RETIRED.test(does.name);
}

/** What is asked of callers is told with the outcome. */
export function askedOf(runsOf: (condition: TreeNode | null) => Outcome, condition: TreeNode | null): Pick<Step, 'runs' | 'asks'> {
  const runs = runsOf(condition);
  const isAsking = runs.answer === 'unknown' && condition?.kind === 'scalar' && /\b(?:inputs|matrix)\s*[.[]/.test(condition.text);
  return isAsking ? { runs, asks: { text: condition.text, at: condition.at } } : { runs };
}

/** Variables of an environment; what an expression gives is told as it is written. */
export function variablesOf(env: TreeNode | null): readonly Value[] {
  return entriesAt(env).slice(0, MAX_STEPS).map(({ key, value }) => ({ name: key, text: value.kind !== 'scalar' ? null : value.value === null ? '' : value.text }));
}

function runsOf(item: TreeNode, node: TreeNode | null, defaults: StepDefaults): Outcome {
  const condition = defaults.runs(node);
  if (condition.answer === 'no') return condition;
  const uses = textAt(item, 'uses');
  if (uses !== null && RETIRED.test(uses)) return unknownBecause(at(item, 'uses')?.at ?? item.at, `${quoted(uses)} is retired`);
  return condition;
}

/** Whether a failure of the node counts, by `continue-on-error`. */
export function continueOutcome(node: TreeNode): Outcome {
  const goesOn = at(node, 'continue-on-error');
  if (goesOn?.kind !== 'scalar' || goesOn.value === null || goesOn.value === false || /^(?:false|\$\{\{\s*false\s*\}\})$/.test(goesOn.text)) return YES;
  if (goesOn.value === true || /^(?:true|\$\{\{\s*true\s*\}\})$/.test(goesOn.text)) return noBecause(goesOn.at, 'a failure is ignored: `continue-on-error: true`');
  return unknownBecause(goesOn.at, `whether a failure is ignored depends on ${quoted(goesOn.text)}`);
}

function enforcedOf(item: TreeNode, { reading, later }: { readonly reading: Reading; readonly later: readonly TreeNode[] }): Outcome {
  const outcome = continueOutcome(item);
  const id = textAt(item, 'id');
  if (outcome.answer !== 'no' || id === null) return outcome;
  const waits = later.find((other) => new RegExp(`steps\\.${id.replaceAll(/[^\w-]/g, '')}\\.outcome\\s*(?:==\\s*'success'|!=\\s*'failure')`).test(textAt(other, 'if') ?? ''));
  if (waits !== undefined) return { answer: 'yes', links: [{ at: at(waits, 'if')?.at ?? waits.at, text: `a later step runs only if ${quoted(id)} succeeded` }] };
  const asked = later.find((other) => textOf(reading, other).includes(`steps.${id}.outcome`));
  return asked === undefined ? outcome : unknownBecause(asked.at, `a later step asks how ${quoted(id)} ended`);
}

function textOf(reading: Reading, node: TreeNode): string {
  const { range, path } = node.at;
  return range === null ? '' : reading.linesOf(path).slice(range.start.line - 1, range.end.line).join('\n');
}

function doingOf(reading: Reading, item: TreeNode, { shell, folderText, isWindows, checkout, variables }: StepDefaults & { readonly checkout: string | null }): Doing {
  const uses = textAt(item, 'uses');
  if (uses === null) {
    const chosen = textAt(item, 'shell') ?? shell;
    const written = textAt(item, 'working-directory');
    const text = written === null ? folderText : placeholdersOut(written);
    const all = [...variables, ...variablesOf(at(item, 'env'))];
    return {
      kind: 'shell',
      ...shellOf(reading, at(item, 'run'), { chosen, isWindows }),
      folder: seenFrom(checkout, insideFolder('', text)),
      ...(checkout === null && text.includes('${{') ? { folderText: text } : {}),
      ...(all.length === 0 ? {} : { variables: all }),
    };
  }
  if (uses.startsWith('./') || uses.startsWith('.\\')) {
    const target = normalFolder(uses.slice(2).replaceAll('\\', '/'));
    const path = checkout !== null && target !== null && (target === checkout || target.startsWith(`${checkout}/`)) ? target.slice(checkout.length + 1) : target;
    return path === null ? { kind: 'uses', name: uses, inputs: at(item, 'with') } : { kind: 'calls', path: actionFile(reading, path), inputs: handedTo(item) };
  }
  if (uses.startsWith('docker://')) return { kind: 'image', image: uses.slice('docker://'.length), dockerfile: null };
  return { kind: 'uses', name: uses, inputs: at(item, 'with') };
}

/** What is handed to a workflow or action of the project. */
export function handedTo(node: TreeNode): readonly Value[] {
  return entriesAt(node, 'with').slice(0, MAX_STEPS).map(({ key, value }) => ({ name: `inputs.${key}`, text: value.kind === 'scalar' ? value.text : null }));
}

/** Returns the file of a local action or workflow. */
function actionFile(reading: Reading, path: string): string {
  const inner = path === '' ? '' : `${path}/`;
  return [path, `${inner}action.yml`, `${inner}action.yaml`].find((each) => reading.files.has(each)) ?? path;
}

/** The folder of the job becomes the root where all of the repository is checked out below it. */
function seenFrom(checkout: string | null, folder: string | null): string | null {
  if (checkout === null || folder === null) return folder;
  if (folder === checkout) return '';
  return folder.startsWith(`${checkout}/`) ? folder.slice(checkout.length + 1) : null;
}

/** Returns the folder with what stands for the root left out. */
export function placeholdersOut(folder: string): string {
  return folder.replace(/^(?:\$\{\{\s*github\.workspace\s*\}\}|\$\{?GITHUB_WORKSPACE\}?)\/?/, '');
}

interface ShellDoing {
  readonly script: ScriptText;
  readonly stopsAtFailure: boolean;
  readonly hasPipefail?: true;
}

/** A native command that fails in the middle does not stop PowerShell. Source: docs.github.com, Workflow syntax, `jobs.<job_id>.steps[*].shell`: what runs without one is `bash -e`, `shell: bash` adds `-o pipefail`. */
function shellOf(reading: Reading, run: TreeNode | null, { chosen, isWindows }: { readonly chosen: string | null; readonly isWindows: boolean }): ShellDoing {
  const command = chosen ?? (isWindows ? 'pwsh' : 'sh');
  const { shell, stopsAtFailure, hasPipefail } = shellSettings(command);
  const isPlain = /^(?:ba)?sh$/.test(command.trim());
  return { script: scriptOf(reading, run, shell ?? 'sh'), stopsAtFailure: stopsAtFailure || isPlain, ...(hasPipefail === true || command.trim() === 'bash' ? { hasPipefail: true } : {}) };
}

/** A step that sends a message, and that a failure does not skip. */
function notifyingLink(item: TreeNode, step: Step | undefined): readonly Link[] {
  const condition = textAt(item, 'if') ?? '';
  if (step === undefined || step.runs.answer === 'no' || !/\bfailure\s*\(|\balways\s*\(|!\s*cancelled\s*\(|==\s*'failure'/.test(condition)) return [];
  const { does } = step;
  const sends = (does.kind === 'uses' && isMessenger(does.name)) || (does.kind === 'shell' && does.script.lines.some(({ text }) => sendsMessage(text)));
  return sends ? [{ at: item.at, text: `${quoted(step.name)} tells people when it fails` }] : [];
}
