/** Functions that something may call without its name standing in a call: hooks of frameworks, modules loaded while a program runs, libraries for others. */
import type { FunctionSummary } from '../../../rules/api/repository/program.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';
import { codeOf } from './code-of.ts';

/** Returns why nobody can be sure that nothing calls it, as a clause; null where nothing speaks for that. */
export function calledByName(repository: Repository, { id, name }: FunctionSummary): string | null {
  const path = id.slice(0, id.indexOf('::'));
  const text = codeOf(repository, path) ?? '';
  if (HOOKS.test(name) || isHookOfPath(path, name, text)) return `frameworks call a function of the name \`${name}\``;
  const { named, imported, isPublished } = repository.once(usesByName);
  const module = path.replace(/\.py$/, '').replaceAll('/', '.');
  const ends = (value: string): boolean => path === value || path.endsWith(`/${value}`) || module === value || module.endsWith(`.${value}`);
  if (named.some((value) => ends(value) || (value.endsWith(`.${name}`) && ends(value.slice(0, -name.length - 1))))) return `\`${path}\` is handed to something that may call its functions`;
  if (imported.some((start) => module.includes(start.replace(/^\.+/, '')))) return 'modules are imported by names that are made up while a program runs';
  if (/\b(?:fire\.Fire\(|globals\(\)|vars\(\)|inspect\.getmembers\(|sys\.modules\[)/.test(text)) return `\`${path}\` hands out its functions by their names`;
  const stem = module.slice(module.lastIndexOf('.') + 1);
  const takes = new RegExp(`\\b(?:getattr|getmembers|dir|vars|Fire)\\(\\s*(?:\\w+\\.)*${stem.replaceAll(/\W/g, '')}\\s*[,)]`);
  if (stem !== '' && repository.programs.some((program) => program.path !== path && program.uses.includes(path) && takes.test(codeOf(repository, program.path) ?? ''))) return `functions of \`${path}\` are taken by their names`;
  if (isPublished && !name.startsWith('_') && !/(?:^|\/)(?:scripts?|tools|notebooks|examples?|tests?)\//.test(path)) return 'this package is published, so others may call it';
  return null;
}

/** Names that frameworks look for in a file they are given: TFX, SageMaker, MLflow, Lambda, Alembic, pytest, callbacks of all kinds. Own list. */
const HOOKS =
  /^(?:(?:run|trainer|tuner|preprocessing|stats_options_updater|input|output|predict|model|transform|serving_input_receiver|eval_input_receiver|custom_splitter)_fn|lambda_handler|load_context|_load_pyfunc|register_pipelines|upgrade|downgrade|on_[a-z]\w+|(?:before|after)_[a-z]\w+|pytest_\w+|custom_eval_metric)$/;

/** Kedro looks for pipelines in folders; Azure ML calls both functions of a scoring script. */
function isHookOfPath(path: string, name: string, text: string): boolean {
  if (name === 'create_pipeline') return /(?:^|\/)pipelines\//.test(path);
  return (name === 'init' || name === 'run') && /^def init\(\s*\)/m.test(text) && /^def run\(/m.test(text);
}

interface UsesByName {
  /** Paths and dotted names of modules that are handed to something. */
  readonly named: readonly string[];
  /** How names of modules that are put together begin; empty text where nothing of them is known. */
  readonly imported: readonly string[];
  readonly isPublished: boolean;
}

/** `module_file="tips/model.py"`, `entrypoint: src.drift:check`, `"hooks": ["src.hooks"]` */
const HANDED = /["']?\b\w{0,40}(?:module|entry_?point|source_file|script_file|plugin|hook|handler|callable|func(?:tion)?|user_code)\w{0,20}["']?[ \t]{0,8}[:=]\s{0,20}[[(]?\s{0,20}(?:\w{1,40}\(){0,3}["']?([\w./-]{1,200}\.py\b|[A-Za-z_][\w.]{0,200}\.[A-Za-z_]\w{0,100})/gi;
const IMPORTS = /\b(?:import_module|__import__|run_module|locate|load_object|import_string|instantiate)\(\s{0,20}(?:(f?)(["'])([^"'\n{]{0,200})([^"'\n]{0,200})\2|(?=[A-Za-z_]))/g;
const HOLDING = /\.(?:py|ipynb|ya?ml|toml|cfg|ini|json)$/;
/** Characters of one file that are looked through. Own choice. */
const MOST_CHARACTERS = 300_000;

function usesByName(repository: Repository): UsesByName {
  const named = new Set<string>();
  const imported = new Set<string>();
  for (const { path } of repository.files.all) {
    if (!HOLDING.test(path)) continue;
    const text = codeOf(repository, path)?.slice(0, MOST_CHARACTERS) ?? '';
    for (const [, value = ''] of text.matchAll(HANDED)) named.add(value.replace(/^(?:\.\/)+/, ''));
    if (!/\.(?:py|ipynb)$/.test(path)) continue;
    for (const [, isMade = '', quote, start = '', rest = ''] of text.matchAll(IMPORTS)) {
      if (quote === undefined || isMade !== '') imported.add(start);
      else named.add(`${start}${rest}`);
    }
  }
  return { named: [...named], imported: [...imported], isPublished: publishes(repository) };
}

/** Whether commands of the repository put its package where others install it from. */
function publishes({ runs, automations }: Repository): boolean {
  const byCommand = runs.some(({ command: { words } }) => /\b(?:twine upload|(?:poetry|uv|flit|hatch|pdm) publish)\b/.test(words.filter((word) => word !== null).join(' ')));
  return byCommand || automations.some(({ jobs }) => jobs.some(({ steps }) => steps.some(({ does }) => does.kind === 'uses' && /^pypa\/gh-action-pypi-publish@/.test(does.name))));
}
