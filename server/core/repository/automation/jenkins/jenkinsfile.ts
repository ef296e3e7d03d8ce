/**
 * Jenkins pipelines, declarative and scripted. Each stage is a job that waits for the stages before it.
 *
 * What starts a Jenkinsfile is set up in Jenkins. Where the file speaks of branches or change requests it is one of a multibranch job,
 * which builds what is pushed; where it names triggers they say so; otherwise its trigger is unknown.
 */
import type { Automation, Trigger } from '../../../../../rules/api/repository/automation.ts';
import { UNKNOWN, YES, wholeFile, type RepositoryPlace } from '../../../../../rules/api/repository/place.ts';
import { isCron } from '../cron.ts';
import { nameOf } from '../folders.ts';
import { noBecause, quoted, unknownBecause } from '../outcomes.ts';
import type { Reading } from '../reading.ts';
import { meant, readGroovy, type Part, type Statement } from './groovy.ts';
import { readStages } from './stages.ts';

const FILE = /^(?:jenkinsfile(?:[._-].*)?|.*\.jenkinsfile|.*jenkinsfile.*\.groovy)$/i;
const OTHER = /\.(?:md|ya?ml|json|py|txt|rst|html?)$/i;
const OFF = /\.(?:disabled|bak|old|off|orig)$/;
const MAX_FILES = 200;

export function jenkinsAutomations(reading: Reading): readonly Automation[] {
  return reading.files.all
    .filter(({ path }) => (FILE.test(nameOf(path)) && !OTHER.test(path)) || /(?:^|\/)\.?jenkins\/[^/]*\.groovy$/i.test(path))
    .slice(0, MAX_FILES)
    .flatMap(({ path }) => automationOf(reading, path));
}

function automationOf(reading: Reading, path: string): readonly Automation[] {
  const text = reading.files.text(path);
  if (text === null) return [];
  const statements = readGroovy(text);
  const place = (start: number, end: number): RepositoryPlace => reading.files.place(path, start, end);
  const { jobs, notifies } = readStages({ reading, path, text, place, statements });
  if (jobs.length === 0) return [];
  const off = OFF.test(path) ? noBecause(wholeFile(path), `the file is switched off by its name: ${quoted(nameOf(path))}`) : null;
  const named = triggersIn(statements, place);
  const triggers = named.length > 0 ? named : [unnamedTrigger(text, path, place)];
  return [{ kind: 'jenkins', name: path, at: wholeFile(path), triggers: off === null ? triggers : triggers.map((each) => ({ ...each, fires: off })), jobs, notifies }];
}

function unnamedTrigger(text: string, path: string, place: (start: number, end: number) => RepositoryPlace): Trigger {
  const branches = /\bwhen\s*\{[^{}]{0,200}\b(?:branch|changeRequest|buildingTag)\b|\benv\.(?:BRANCH_NAME|CHANGE_ID|CHANGE_TARGET)\b|\bBRANCH_NAME\b/.exec(text);
  if (branches !== null) return { kind: 'push', at: place(branches.index, branches.index + branches[0].length), fires: YES };
  return { kind: 'upstream', at: wholeFile(path), fires: unknownBecause(wholeFile(path), 'what starts the pipeline is set up in Jenkins') };
}

/** Triggers within `triggers { … }` and `pipelineTriggers([…])`. */
function triggersIn(statements: readonly Statement[], place: (start: number, end: number) => RepositoryPlace): readonly Trigger[] {
  const found: Trigger[] = [];
  const walk = (inner: readonly Statement[], isInside: boolean): void => {
    for (const { parts } of inner) {
      for (const [index, part] of parts.entries()) {
        const before = parts[index - 1];
        const name = before?.kind === 'word' ? before.text : '';
        if (part.kind === 'group') walk(part.statements, isInside || name === 'triggers' || name === 'pipelineTriggers');
        if (isInside && part.kind === 'word') found.push(...triggerOf(part, parts[index + 1], place));
      }
    }
  };
  walk(statements, false);
  return found;
}

function triggerOf(word: Part & { readonly kind: 'word' }, next: Part | undefined, place: (start: number, end: number) => RepositoryPlace): readonly Trigger[] {
  const where = place(word.start, next?.end ?? word.end);
  const times = textIn(next);
  switch (word.text) {
    case 'cron':
    case 'pollSCM': {
      const isTimed = times !== null && meant(times).split('\n').some((line) => isCron(line.trim()));
      const fires = isTimed || (word.text === 'pollSCM' && times === '') ? YES : times === null ? UNKNOWN : noBecause(where, `${quoted(times)} is a time that never comes`);
      return [{ kind: word.text === 'cron' ? 'schedule' : 'push', at: where, fires }];
    }
    case 'githubPush':
    case 'gitlab':
    case 'gitlabPush':
    case 'bitbucketPush':
    case 'GenericTrigger':
      return [{ kind: 'push', at: where, fires: YES }];
    case 'githubPullRequests':
    case 'githubPullRequest':
      return [{ kind: 'pull-request', at: where, fires: YES }];
    case 'upstream':
      return [{ kind: 'upstream', at: where, fires: UNKNOWN }];
    default:
      return [];
  }
}

/** The first text of a part: it, or what stands between its brackets. */
function textIn(part: Part | undefined): string | null {
  if (part?.kind === 'text') return part.raw;
  if (part?.kind !== 'group') return null;
  for (const { parts } of part.statements) for (const inner of parts) if (inner.kind === 'text') return inner.raw;
  return null;
}
