/** Everything that can be started by name. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import type { DockerFile } from '../../../../../rules/api/repository/repository.ts';
import type { TargetReader } from '../recipe.ts';
import { dvcTargets } from './dvc.ts';
import { makeTargets } from './make.ts';
import { npmTargets } from './npm.ts';
import { scriptTargets } from './scripts.ts';
import { taskfileTargets } from './taskfile.ts';

export interface TargetFiles {
  readonly files: RepositoryFiles;
  readonly docker: readonly DockerFile[];
}

export function targetReaders({ files }: TargetFiles): readonly TargetReader[] {
  return [makeTargets(files), taskfileTargets(files), npmTargets(files), dvcTargets(files), scriptTargets(files)];
}
