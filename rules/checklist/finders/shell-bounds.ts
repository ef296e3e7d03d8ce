/** Bounds in shell scripts: comparisons by size that end the script with an error. */
import type { Automation, Job, ScriptText, Step } from '../../api/repository/automation.ts';
import type { RepositoryPlace } from '../../api/repository/place.ts';
import type { Repository } from '../../api/repository/repository.ts';
import { isExamplePath } from './test-paths.ts';

export interface ShellBound {
  readonly at: RepositoryPlace;
  /** The comparison, with what its variables were given. */
  readonly text: string;
  /** The step it stands in; null for a script. */
  readonly step: { readonly automation: Automation; readonly job: Job; readonly step: Step } | null;
}

/** Lines after a condition in which its script may end. Own choice. */
const MOST_LINES = 12;
/** Lines of one script that are read. Own choice. */
const MOST_SCRIPT = 2_000;

export function shellBoundsOf({ automations, files }: Repository): readonly ShellBound[] {
  const inSteps = automations.flatMap((automation) => automation.jobs.flatMap((job) => job.steps.flatMap((step) => (step.does.kind === 'shell' && step.does.script.shell === 'sh' ? boundsIn(step.does.script.lines).map((bound): ShellBound => ({ ...bound, step: { automation, job, step } })) : []))));
  const inScripts = files.matching('**/*.{sh,bash}').flatMap(({ path }) => {
    const text = isExamplePath(path) ? null : files.text(path);
    return text === null ? [] : boundsIn(linesOf(path, text)).map((bound): ShellBound => ({ ...bound, step: null }));
  });
  return [...inSteps, ...inScripts];
}

function linesOf(path: string, text: string): ScriptText['lines'] {
  return text
    .split('\n')
    .slice(0, MOST_SCRIPT)
    .map((line, index) => ({ text: line, at: { path, cell: null, range: { start: { line: index + 1, column: 1 }, end: { line: index + 1, column: line.length + 1 } } } }));
}

const COMPARES = /(?:^|\s)-(?:gt|lt|ge|le)\s|\(\([^)]*[<>][^)]*\)\)|[<>]=?[^<>|&]*\|\s*bc\b|\bbc\b.*[<>]|\bawk\b.*[<>].*|\bjq\s+(?:-\w+\s+)*-\w*e\w*\b.*[<>]|\bpython3?\s+-c\b.*(?:assert|exit)[^<>]*[<>]/;
const EXITS = /\b(?:exit\s+(?:[1-9]|\$)|return\s+[1-9]|false\b)|>>?\s*"?\$GITHUB_OUTPUT/;
/** Commands whose own failure ends a script. */
const FAILS_ITSELF = /^\s*(?:\[\[?\s|test\s|awk\s|jq\s+(?:-\w+\s+)*-\w*e|python3?\s+-c|\(\()/;

function boundsIn(lines: ScriptText['lines']): readonly Pick<ShellBound, 'at' | 'text'>[] {
  const given = new Map<string, string>();
  return lines.slice(0, MOST_SCRIPT).flatMap(({ text, at }, index): readonly Pick<ShellBound, 'at' | 'text'>[] => {
    if (/^\s*#/.test(text)) return [];
    const assigned = /^\s*(?:export\s+|local\s+|readonly\s+)?([A-Za-z_]\w*)=(.*)$/.exec(text);
    if (assigned !== null) given.set(assigned[1] ?? '', (assigned[2] ?? '').slice(0, 400));
    if (assigned !== null || !COMPARES.test(withValues(text, given))) return [];
    const isIf = /^\s*(?:if|elif)\b/.test(text);
    const after = isIf ? untilEnd(lines.slice(index + 1, index + 1 + MOST_LINES).map((line) => line.text)) : '';
    const ends = isIf ? EXITS.test(`${after} ${text}`) : FAILS_ITSELF.test(text) || /(?:\|\||&&)\s*(?:\{[^}]*)?exit\s+[1-9]/.test(text);
    return ends && !/\|\|\s*true\b/.test(text) ? [{ at, text: withValues(text, given) }] : [];
  });
}

function untilEnd(lines: readonly string[]): string {
  const end = lines.findIndex((line) => /^\s*(?:fi|elif)\b/.test(line));
  return (end < 0 ? lines : lines.slice(0, end)).join('\n');
}

/** With the values of its variables, one inside the other. */
function withValues(text: string, given: ReadonlyMap<string, string>): string {
  const named = (line: string): readonly string[] => [...line.matchAll(/\$\{?([A-Za-z_]\w*)|(?<=\(\(.*)\b([A-Za-z_]\w*)\b/g)].map((match) => match[1] ?? match[2] ?? '');
  const first = named(text).flatMap((name) => given.get(name) ?? []);
  const second = first.flatMap(named).flatMap((name) => given.get(name) ?? []);
  return [text, ...first, ...second].join(' ').slice(0, 2_000);
}
