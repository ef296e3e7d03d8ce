/** Everything that can be started by name. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import type { DockerFile } from '../../../../../rules/api/repository/repository.ts';
import type { TargetReader } from '../recipe.ts';
import { scriptTargets } from './scripts.ts';

export interface TargetFiles {
  readonly files: RepositoryFiles;
  readonly docker: readonly DockerFile[];
}

export function targetReaders({ files }: TargetFiles): readonly TargetReader[] {
  return [scriptTargets(files)];
}
