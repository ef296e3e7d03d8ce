/** Everything that can be started by name. */
import type { Automation } from '../../../../../rules/api/repository/automation.ts';
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import type { DockerFile } from '../../../../../rules/api/repository/repository.ts';
import type { TargetReader } from '../recipe.ts';
import { containerTargets } from './containers.ts';
import { doitTargets } from './doit.ts';
import { dvcTargets } from './dvc.ts';
import { hookTargets } from './hooks.ts';
import { invokeTargets } from './invoke.ts';
import { jobTargets } from './jobs.ts';
import { justTargets } from './just.ts';
import { makeTargets } from './make.ts';
import { mlprojectTargets } from './mlproject.ts';
import { noxTargets } from './nox.ts';
import { npmTargets } from './npm.ts';
import { pythonProjectTargets } from './python-projects.ts';
import { scriptTargets } from './scripts.ts';
import { servedTargets } from './served.ts';
import { snakemakeTargets } from './snakemake.ts';
import { taskfileTargets } from './taskfile.ts';
import { toxTargets } from './tox.ts';

export interface TargetFiles {
  readonly files: RepositoryFiles;
  readonly docker: readonly DockerFile[];
  readonly automations: readonly Automation[];
}

/** Each knows its own commands, so that their order only decides the order of targets nobody calls. */
export function targetReaders({ files, docker, automations }: TargetFiles): readonly TargetReader[] {
  return [
    makeTargets(files),
    taskfileTargets(files),
    justTargets(files),
    invokeTargets(files),
    doitTargets(files),
    toxTargets(files),
    noxTargets(files),
    npmTargets(files),
    dvcTargets(files),
    mlprojectTargets(files),
    pythonProjectTargets(files),
    scriptTargets(files),
    snakemakeTargets(files),
    containerTargets({ files, docker }),
    jobTargets(files),
    servedTargets(files),
    hookTargets({ files, automations }),
  ];
}
