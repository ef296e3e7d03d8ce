/** Summaries of programs as lines, short enough to compare whole. */
import { factsOf } from './analyse-python.ts';
import { filesIn } from './test-runs.ts';
import type { Automation } from '../rules/api/repository/automation.ts';
import type { Outcome } from '../rules/api/repository/place.ts';
import type { OracleSummary, ProgramSummary } from '../rules/api/repository/program.ts';
import { connectPrograms } from '../server/core/repository/programs/connect-programs.ts';
import { pytestSettingsOf } from '../server/core/repository/programs/pytest-settings.ts';
import { summarise } from '../server/core/repository/programs/summarise.ts';

/** @param files `main.py` is the program; others are modules it may import */
export async function summaryOf(files: Readonly<Record<string, string>>, settings: Readonly<Record<string, string>> = {}): Promise<ProgramSummary> {
  const { 'main.py': text = '', ...others } = files;
  return summarise({ facts: await factsOf(text, others), root: '/p', settings: pytestSettingsOf(filesIn({ ...settings })) });
}

/** Oracles of all functions of a file of tests: `line kind: what is not yes`. */
export async function linesOfOracles(text: string): Promise<readonly string[]> {
  const { functions } = await summaryOf({ 'main.py': text });
  const lines = functions.flatMap(({ oracles }) => oracles.map(lineOfOracle));
  return [...new Set(lines)].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
}

export function lineOfOracle({ kind, at, canFail, pointsRight }: OracleSummary): string {
  return `${String(at.range?.start.line)} ${kind}${told('cannot fail', canFail)}${told('points wrong', pointsRight)}`;
}

function told(what: string, { answer, links }: Outcome): string {
  const because = links.map(({ text }) => text).join('; ');
  return answer === 'yes' ? '' : ` | ${answer === 'no' ? what : `${what}?`}${because === '' ? '' : `: ${because}`}`;
}

/** Tests of files with what becomes of them, after programs are connected: `path::name runs? fixtures, touches`. */
export async function linesOfTests(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const programs: ProgramSummary[] = [];
  const modules = Object.fromEntries(Object.entries(files).filter(([path]) => path.endsWith('.py')));
  const settings = pytestSettingsOf(filesIn(files));
  for (const path of Object.keys(modules).sort()) {
    const facts = await factsOf(modules[path] ?? '', modules, path);
    programs.push(summarise({ facts, root: '/p', settings }));
  }
  return connectPrograms({ programs, settings }).flatMap(({ functions }) =>
    functions.flatMap(({ id, test }) => {
      if (test === null) return [];
      const markers = test.markers.length === 0 ? '' : ` [${test.markers.join(', ')}]`;
      const fixtures = test.fixtures.length === 0 ? '' : ` with ${test.fixtures.map((each) => each.slice(each.indexOf('::') + 2)).join(', ')}`;
      return [`${id} ${test.framework}${markers}${fixtures}${told('never runs', test.runs)} | project ${test.touchesProject.answer}`];
    }),
  );
}

/** A DAG or schedule: its name and triggers, then its jobs. */
export function linesOfAutomation({ kind, name, triggers, jobs, notifies }: Automation): readonly string[] {
  const starts = triggers.map((trigger) => `${trigger.kind}${told('never fires', trigger.fires)}`);
  const steps = jobs.map(({ id, needs, runs, enforced, steps: [step] }) => {
    const does = step?.does;
    const doing = does?.kind === 'python' ? does.function : does?.kind === 'shell' ? does.script.lines.map(({ text }) => text).join('⏎') : does?.kind === 'uses' ? does.name : does?.kind;
    return `  ${id}: ${String(doing)}${needs.length === 0 ? '' : ` after ${needs.join(', ')}`}${told('never runs', runs)}${told('not enforced', enforced)}`;
  });
  return [`${kind} ${name}: ${starts.join('; ')}`, ...steps, ...notifies.map(({ text }) => `  ! ${text}`)];
}
