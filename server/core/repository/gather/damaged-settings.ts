/** Settings that decide what runs but cannot be read: what is not found there proves nothing. */
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { NotChecked } from '../../report.ts';

/** Of CI systems, pipelines, test runners, projects, monitoring and clouds. */
const DECISIVE: readonly string[] = [
  '.github/workflows/*.{yml,yaml}', '**/action.{yml,yaml}', '**/.gitlab-ci.{yml,yaml}', '**/azure-pipelines*.{yml,yaml}', '.circleci/*.{yml,yaml}', '.travis.yml', '**/cloudbuild*.{yml,yaml}',
  'bitbucket-pipelines.yml', '.buildkite/*.{yml,yaml}', '.drone.{yml,yaml}', '.pre-commit-config.yaml', '**/dvc.yaml', '**/conf/*/catalog*.{yml,yaml}', '**/Taskfile.{yml,yaml}', '**/docker-compose*.{yml,yaml}', '**/compose.{yml,yaml}',
  '**/pyproject.toml', '**/package.json', '**/tox.ini', '**/setup.cfg', '**/pytest.ini',
  '**/prometheus*.{yml,yaml}', '**/alertmanager*.{yml,yaml}', '**/{prefect,databricks,serverless}.{yml,yaml}', '**/{kustomization,Chart}.{yml,yaml}', '**/*.tf',
];

/** Under any name: manifests of Kubernetes and Argo, rules and targets of Prometheus. */
const DECISIVE_TEXTS: readonly (readonly RegExp[])[] = [
  [/^apiVersion[ \t]*:/m, /^kind[ \t]*:/m],
  [/^groups[ \t]*:/m, /^[ \t]*(?:- )?(?:alert|record)[ \t]*:/m],
  [/^scrape_configs[ \t]*:/m],
];

/** Longer texts are data. Own choice; readers take no more. */
const MOST_CHARACTERS = 500_000;

export function damagedSettings(files: RepositoryFiles): readonly NotChecked[] {
  const named = new Set(files.matching(...DECISIVE).map(({ path }) => path));
  const other = files.matching('**/*.{yml,yaml}').filter(({ path }) => !named.has(path) && isDecisive(files.text(path) ?? '') && !FILLED_IN.test(files.text(path) ?? ''));
  return [...named, ...other.map(({ path }) => path)].flatMap((path): readonly NotChecked[] => {
    const text = files.text(path);
    if (text === null || !/^[ \t]*[^#\s-]/m.test(text) || TEMPLATE_PATH.test(path) || files.trees(path).length > 0) return [];
    return [{ path, reason: 'damaged', message: 'these settings cannot be read; mend their syntax' }];
  });
}

function isDecisive(text: string): boolean {
  return text.length <= MOST_CHARACTERS && DECISIVE_TEXTS.some((patterns) => patterns.every((pattern) => pattern.test(text)));
}

/** What Helm, Jinja and cookiecutter fill in is no YAML before they did. Texts of alerts and workflows may name values in braces all the same. */
const FILLED_IN = /(?<!\$)\{\{(?![ \t]*(?:\$(?:labels|value)|humanize|inputs\.|workflow\.|item\b))|\{%|<%/;
const TEMPLATE_PATH = /[{}]|(?:^|\/)templates\//;
