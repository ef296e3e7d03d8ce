/** Steps of Jenkins pipelines that run scripts: `sh`, `bat`, `powershell`, with what becomes of their exit status. */
import type { Doing, ScriptText } from '../../../../../rules/api/repository/automation.ts';
import { YES, type Outcome, type RepositoryPlace } from '../../../../../rules/api/repository/place.ts';
import { shellSettings } from '../commands.ts';
import { noBecause, unknownBecause } from '../outcomes.ts';
import { meant, type Part, type Statement } from './groovy.ts';
import type { Pipeline } from './read-pipeline.ts';

/** What becomes of exit statuses in brackets around a step; null outside of brackets. */
export type Judged = 'error' | 'untold' | null;

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bat', 'powershell', 'pwsh']);

/** Lines of one script at most. Our own choice. */
const MAX_LINES = 2_000;

export function isShell(word: string): boolean {
  return SHELLS.has(word);
}

export interface ShellStep {
  readonly does: Doing;
  readonly at: RepositoryPlace;
  /** Whether its exit status counts. */
  readonly status: Outcome;
}

/** @param index of the word `sh` within the statement */
export function shellStepOf(pipeline: Pipeline, statement: Statement, { index, folder, judged }: { readonly index: number; readonly folder: string | null; readonly judged: Judged }): ShellStep | null {
  const { text, place } = pipeline;
  const word = statement.parts[index];
  const argument = statement.parts[index + 1];
  if (word?.kind !== 'word') return null;
  const group = argument?.kind === 'group' && argument.bracket === '(' ? argument : null;
  const given = group === null ? statement.parts.slice(index + 1) : group.statements.flatMap(({ parts }) => parts);
  const script = scriptPart(given);
  if (script === null) return null;
  const at = place(word.start, group?.end ?? statement.end);
  const options = group === null ? text.slice(word.end, statement.end) : text.slice(group.start, group.end);
  const isAsked = /\breturnStatus\s*:\s*true\b/.test(maskText(options));
  return { does: shellDoing(pipeline, { script, shell: word.text, folder }), at, status: isAsked ? statusOutcome(pipeline, statement, { index, where: at, judged }) : YES };
}

/** The text after `script:`, or the first text there is. */
function scriptPart(parts: readonly Part[]): (Part & { readonly kind: 'text' }) | null {
  const named = parts.findIndex((part, index) => part.kind === 'word' && part.text === 'script' && parts[index + 1]?.kind === 'word');
  const found = parts.slice(Math.max(named, 0)).find((part) => part.kind === 'text' || part.kind === 'group');
  return found?.kind === 'text' ? found : null;
}

function maskText(text: string): string {
  return text.replace(/'''[\s\S]*?'''|"""[\s\S]*?"""|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
}

/** `returnStatus: true` keeps a failure from failing the stage; what counts is what is done with the status. */
function statusOutcome({ text }: Pipeline, statement: Statement, { index, where, judged }: { readonly index: number; readonly where: RepositoryPlace; readonly judged: Judged }): Outcome {
  if (judged === 'error') return YES;
  if (judged === 'untold') return unknownBecause(where, 'its exit status is judged by the script');
  const assigned = statement.parts[index - 1];
  const variable = statement.parts[index - 2];
  const unused = noBecause(where, 'nothing looks at its exit status: `returnStatus: true`');
  if (index === 0) return unused;
  if (assigned?.kind !== 'word' || assigned.text !== '=' || variable?.kind !== 'word') return unknownBecause(where, 'its exit status is judged by the script');
  const rest = maskText(text.slice(statement.end, statement.end + MAX_LOOKED_AT));
  const name = variable.text.replace(/[$.]/g, '\\$&');
  if (!new RegExp(`\\b${name}\\b`).test(rest)) return unused;
  return new RegExp(`\\bif\\s*\\([^)]{0,200}\\b${name}\\b[^)]{0,200}\\)\\s*\\{?[^}]{0,500}\\b(?:error|throw)\\b`).test(rest) ? YES : unknownBecause(where, 'its exit status is judged by the script');
}

/** How far behind a step its status is looked for. Our own choice. */
const MAX_LOOKED_AT = 20_000;

function shellDoing({ place }: Pipeline, { script, shell, folder }: { readonly script: Part & { readonly kind: 'text' }; readonly shell: string; readonly folder: string | null }): Doing {
  const lines: { text: string; at: RepositoryPlace }[] = [];
  let start = script.start;
  for (const raw of script.raw.split('\n', MAX_LINES)) {
    const text = meant(raw.replace(/\r$/, '').replace(/(?<!\\)\\$/, '\\\\'));
    const indent = raw.length - raw.trimStart().length;
    if (raw.trim() !== '') lines.push({ text, at: place(start + indent, start + raw.trimEnd().length) });
    start += raw.length + 1;
  }
  const kind: ScriptText['shell'] = shell === 'sh' ? 'sh' : shell === 'bat' ? 'other' : 'powershell';
  // `sh -xe` unless the script names its own shell
  const own = kind === 'sh' ? /^#!\s*(?:\/usr\/bin\/env\s+)?(.*)$/.exec(script.raw.split('\n', 1)[0] ?? '')?.[1] : undefined;
  if (own === undefined) return { kind: 'shell', script: { lines, shell: kind }, folder, stopsAtFailure: kind === 'sh' };
  const settings = shellSettings(own);
  return { kind: 'shell', script: { lines, shell: settings.shell ?? 'sh' }, folder, stopsAtFailure: settings.stopsAtFailure, ...(settings.hasPipefail === true ? { hasPipefail: true } : {}) };
}
