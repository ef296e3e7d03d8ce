/** What is read of a repository's files, told from their names. */
import { fileName } from '../../paths.ts';

/** Folders of other people's code, of tools and of caches; nothing in them belongs to the project. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  '.git', '.hg', '.svn', '.bzr', 'node_modules', 'bower_components', 'jspm_packages', 'venv', '.venv', 'virtualenv', '__pycache__', '__pypackages__', 'site-packages', 'dist-packages',
  '__MACOSX', '.mypy_cache', '.pytest_cache', '.ruff_cache', '.hypothesis', '.ipynb_checkpoints', '.tox', '.nox', '.eggs', '.cache', '.gradle', '.terraform', '.next', '.nuxt',
  '.yarn', '.pnpm-store', '.conda', '.direnv', '.idea', '.vs', '.vscode-test', '.history', '.ivy2', '.m2', '.npm', '.parcel-cache', '.serverless', '.sass-cache', '.bundle',
]);

/** Folders skipped by the folder they lie in as well. */
const SKIPPED_PATHS = /(?:^|\/)(?:\.dvc\/(?:cache|tmp)|\.lintel\/cache|build\/(?:lib|bdist\.[^/]*|temp\.[^/]*)|\.git\/.*)$/;

/** @param path relative to the root */
export function isSkippedRepositoryFolder(path: string): boolean {
  const name = fileName(path);
  return SKIPPED_FOLDERS.has(name) || name.endsWith('.egg-info') || name.endsWith('.dist-info') || SKIPPED_PATHS.test(path);
}

/** What Lintel keeps for itself tells nothing of the project: the sentences in it would be read as its own. @param path relative to the root */
export function isOwnRecord(path: string): boolean {
  return /(?:^|\/)\.lintel\/baseline\.json$/.test(path);
}

/**
 * How much of a file's text is kept: all of a small one, the first characters, or nothing. `program` stands for Python, which the
 * analysis of code reads itself.
 */
export type TextUse = 'whole' | 'head' | 'program' | 'none';

const PROGRAM = /\.(?:py|ipynb)$/i;
/** Settings, scripts and documents. */
const READ = new RegExp(
  `\\.(?:${[
    'ya?ml|json|jsonc|json5|toml|ini|cfg|conf|cnf|config|properties|env|xml|tf|tfvars|hcl|nomad|cue|rego|dvc|rules|service|timer|socket|path|cron|crontab|cff|editorconfig',
    'md|mdx|markdown|mdown|rst|adoc|asciidoc|asc|txt|text|org|tex|bib|rmd|qmd|log',
    'sh|bash|zsh|ksh|fish|ps1|psm1|bat|cmd|mk|mak|make|just|groovy|jenkinsfile|dockerfile|containerfile|dockerignore|gitignore|gitattributes|lintelignore',
    'sql|proto|avsc|avdl|thrift|graphql|gql|feature|smk|nf|wdl|cwl|pyi|pyx|gradle|sbt|scala|r|jl|java|kt|go|js|mjs|cjs|ts|tsx|jsx|rb|pl',
    'tmpl|tpl|template|j2|jinja|jinja2|example|sample|dist|disabled|bak',
  ].join('|')})$`,
  'i',
);
/** Files without an ending, or hidden ones, that say something. */
const READ_NAMES =
  /^(?:(?:GNU)?[Mm]akefile|[Tt]askfile|[Jj]ustfile|\.justfile|Jenkinsfile|Dockerfile|Containerfile|Procfile|Vagrantfile|Brewfile|Snakefile|Pipfile|Gemfile|Rakefile|Guardfile|MLproject|MLmodel|Earthfile|Tiltfile|CODEOWNERS|OWNERS|MAINTAINERS|AUTHORS|CONTRIBUTORS|LICEN[CS]E|COPYING|NOTICE|README|CHANGELOG|CHANGES|HISTORY|NEWS|TODO|INSTALL|VERSION|crontab|entrypoint|dvc\.lock|DESCRIPTION|NAMESPACE|BUILD|WORKSPACE|\.[\w.-]+rc|\.env[\w.-]*|\.[\w-]*ignore|\.gitattributes|\.gitmodules|\.editorconfig|\.python-version|\.tool-versions|\.flake8|\.pylintrc|\.coveragerc|\.isort\.cfg|\.bumpversion\.cfg|\.nvmrc)$/;
const READ_PREFIXES = /^(?:(?:GNU)?[Mm]akefile|Jenkinsfile|Dockerfile|Containerfile|Procfile|requirements|constraints|environment|README|crontab|MODEL_?CARD|DATA_?SHEET)[._-]/i;
/** Lists made by tools; that they are there says what they can say. `requirements` and conda locks are read by the analysis of code. */
const LOCKS = /^(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.ya?ml|bun\.lockb?|composer\.lock|Gemfile\.lock|Cargo\.lock|go\.sum|poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|conda-lock\.ya?ml|pixi\.lock|\.terraform\.lock\.hcl|\.package-lock\.json)$/;
/** Long by nature; their beginning says what made them and when. */
const HEADS = /\.(?:html?|csv|tsv|psv|jsonl|ndjson|svg|lock|out|err|stdout|stderr)$/i;
/** Bundled or minified code is nobody's script. */
const MADE = /\.(?:min\.(?:js|css)|bundle\.js|map)$/i;

/** Says what is read of the file of this path. */
export function textUse(path: string): TextUse {
  const name = fileName(path);
  if (PROGRAM.test(name)) return 'program';
  if (MADE.test(name) || LOCKS.test(name)) return 'none';
  if (HEADS.test(name) && name !== 'dvc.lock') return 'head';
  return READ.test(name) || READ_NAMES.test(name) || READ_PREFIXES.test(name) || isScriptFolder(path) ? 'whole' : 'none';
}

/** Files without an ending in folders of scripts, settings of CI systems, schedules and hooks. */
function isScriptFolder(path: string): boolean {
  return /(?:^|\/)(?:bin|scripts?|hooks|cron(?:tabs?|\.d|\.daily|\.hourly|\.weekly|\.monthly)?|\.husky|\.githooks|\.dvc|\.buildkite|\.circleci|\.github|\.jenkins|tasks|systemd)\/[^/.]+$/.test(path);
}
