/** Dockerfiles of a repository, read. */
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { DockerFile } from '../../../../rules/api/repository/repository.ts';

export function dockerFilesOf(files: RepositoryFiles): readonly DockerFile[] {
  return files.matching('**/Dockerfile').map(({ path }) => ({ path, stages: [], instructions: [] }));
}
