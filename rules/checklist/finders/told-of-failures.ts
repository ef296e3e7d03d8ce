/** Whether a person hears when something that starts by itself fails. */
import type { Automation, Job } from '../../api/repository/automation.ts';
import type { FunctionId, FunctionSummary } from '../../api/repository/program.ts';
import type { Repository } from '../../api/repository/repository.ts';
import { pathOf } from './project-calls.ts';

/** By settings of the automation, or by hooks of the flow it starts, such as `@flow(on_failure=[tell_team])`. */
export function isToldOfFailures(repository: Repository, { by, job }: { readonly by: Automation; readonly job: Job }): boolean {
  if (by.notifies.length > 0) return true;
  return job.steps.some(({ does }) => does.kind === 'python' && hooksOf(repository, does.function as FunctionId).some((hook) => tells(repository, hook)));
}

/** Lines above a function that are looked through for its decorators. Own choice. */
const MOST_LINES = 15;
const HOOKED = /\bon_(?:failure|crashed|failure_callback)\s*=\s*\[?\s*([A-Za-z_][\w.]*)/g;

/** Functions that the decorators right above a function name, as ids of its file. */
function hooksOf({ files, functionOf }: Repository, id: FunctionId): readonly FunctionId[] {
  const range = functionOf(id)?.at.range;
  if (range === null || range === undefined) return [];
  const above = (files.text(pathOf(id)) ?? '').split('\n', range.start.line - 1).slice(-MOST_LINES);
  const last = above.findLastIndex((line) => /^(?:def|class|async def)\b|^\s*(?:return|raise)\b/.test(line));
  return [...above.slice(last + 1).join('\n').matchAll(HOOKED)].flatMap(([, name = '']): readonly FunctionId[] => (name === 'None' ? [] : [`${pathOf(id)}::${name}`]));
}

/** A hook that only prints or logs tells nobody; one of another file is believed. */
function tells({ functionOf }: Repository, hook: FunctionId): boolean {
  const found: FunctionSummary | null = functionOf(hook);
  return found === null || found.calls.some(({ name }) => name === null || !/^(?:print|str|len|format|builtins\.\w+|logging\.\S+|.*\.(?:get|format|join|info|warning|error|debug|exception|critical))$/.test(name));
}
