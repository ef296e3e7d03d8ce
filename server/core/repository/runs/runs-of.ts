/** Every command of a repository, with the ways that lead to it. */
import type { Automation } from '../../../../rules/api/repository/automation.ts';
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { DockerFile } from '../../../../rules/api/repository/repository.ts';
import type { Run } from '../../../../rules/api/repository/run.ts';
import type { ShellParser } from '../shell.ts';

export interface RunsRequest {
  readonly files: RepositoryFiles;
  readonly docker: readonly DockerFile[];
  readonly automations: readonly Automation[];
  readonly shell: ShellParser;
}

/** Returns the runs in the order of automations, jobs, steps and lines; then what only a person starts, by path. */
export function runsOf(_request: RunsRequest): readonly Run[] {
  return [];
}
