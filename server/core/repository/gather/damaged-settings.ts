/** Settings that decide what runs but cannot be read: what is not found there proves nothing. */
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { NotChecked } from '../../report.ts';

/** Of CI systems, pipelines, test runners and projects. */
const DECISIVE: readonly string[] = [
  '.github/workflows/*.{yml,yaml}', '**/action.{yml,yaml}', '**/.gitlab-ci.{yml,yaml}', '**/azure-pipelines*.{yml,yaml}', '.circleci/*.{yml,yaml}', '.travis.yml', '**/cloudbuild*.{yml,yaml}',
  'bitbucket-pipelines.yml', '.buildkite/*.{yml,yaml}', '.drone.{yml,yaml}', '.pre-commit-config.yaml', '**/dvc.yaml', '**/conf/*/catalog*.{yml,yaml}', '**/Taskfile.{yml,yaml}', '**/docker-compose*.{yml,yaml}', '**/compose.{yml,yaml}',
  '**/pyproject.toml', '**/package.json', '**/tox.ini', '**/setup.cfg', '**/pytest.ini',
];

export function damagedSettings(files: RepositoryFiles): readonly NotChecked[] {
  return files.matching(...DECISIVE).flatMap(({ path }): readonly NotChecked[] => {
    const text = files.text(path);
    if (text === null || !/^[ \t]*[^#\s-]/m.test(text) || files.trees(path).length > 0) return [];
    return [{ path, reason: 'damaged', message: 'these settings cannot be read; mend their syntax' }];
  });
}
