/** Commands that only run another command: what they run, and how. */
import { UNKNOWN, YES, type Outcome, type RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import { containerCommand } from './peel-containers.ts';
import { isOption, isTool, skipOptions, type Words } from './option-words.ts';
import { resolveFolder } from './folders.ts';

export interface Inner {
  readonly words: Words;
  readonly folder: string | null;
  /** `poetry run`, outermost first. */
  readonly ways: readonly string[];
  /** What becomes of the inner command's failure. */
  readonly enforced: Outcome;
  /** A script in one word, as `bash -c` takes it; `words` is what runs it then. */
  readonly script: null | { readonly text: string | null; readonly errexit: boolean; readonly pipefail: boolean };
}

/** Wrappers within wrappers. Our own choice. */
const MAX_WRAPPERS = 8;

export interface Peeling {
  readonly words: Words;
  readonly folder: string | null;
  readonly at: RepositoryPlace;
}

/** Returns the innermost command; the command itself when it wraps none. */
export function peel({ words, folder, at }: Peeling): Inner {
  let inner: Inner = { words, folder, ways: [], enforced: YES, script: null };
  for (let round = 0; round < MAX_WRAPPERS; round += 1) {
    const next = peelOnce(inner.words, { folder: inner.folder, at });
    if (next === null) return inner;
    const enforced = inner.enforced.answer === 'yes' ? (next.enforced ?? YES) : inner.enforced;
    const script = next.script ?? null;
    inner = { words: next.words, folder: next.folder === undefined ? inner.folder : next.folder, ways: [...inner.ways, next.way], enforced, script };
    if (script !== null) return inner;
  }
  return inner;
}

export interface Layer {
  readonly way: string;
  readonly words: Words;
  /** Left out when it stays. */
  readonly folder?: string | null;
  /** Left out when the wrapper ends as the command does. */
  readonly enforced?: Outcome;
  readonly script?: Inner['script'];
}

function peelOnce(words: Words, { folder, at }: { readonly folder: string | null; readonly at: RepositoryPlace }): Layer | null {
  const [first = null] = words;
  if (first === null) return null;
  const name = first.slice(first.lastIndexOf('/') + 1);
  const layer = shellLayer(name, words) ?? plainLayer(name, words) ?? runnerLayer(name, { words, folder }) ?? containerCommand(name, { words, folder }) ?? searchLayer(name, { words, at });
  return layer === null || (layer.words.length === 0 && layer.script === undefined) ? null : layer;
}

const SHELLS: ReadonlySet<string> = new Set(['bash', 'sh', 'zsh', 'dash', 'ash']);

/** `bash -c "..."`, `su -c "..." user`, `eval "..."`. */
function shellLayer(name: string, words: Words): Layer | null {
  if (name === 'eval') return { way: 'eval', words, script: { text: words.length === 2 ? (words[1] ?? null) : joined(words.slice(1)), errexit: false, pipefail: false } };
  if (!SHELLS.has(name) && name !== 'su') return null;
  const index = words.findIndex((word, at) => at > 0 && word !== null && /^-[a-z]*c$/.test(word));
  if (index < 0 || words.slice(1, index).some((word) => word === null || (!isOption(word) && word !== 'pipefail' && name !== 'su'))) return null;
  const flags = words.slice(1, index + 1);
  const errexit = flags.some((flag) => flag !== null && /^-[a-z]*e/.test(flag));
  return { way: `${name} -c`, words, script: { text: words[index + 1] ?? null, errexit, pipefail: flags.includes('pipefail') } };
}

function joined(words: Words): string | null {
  return words.includes(null) ? null : words.join(' ');
}

/** Options of wrappers that take a word of their own. */
const PLAIN: Readonly<Record<string, { readonly options: readonly string[]; readonly operands?: number; readonly enforced?: Outcome }>> = {
  env: { options: ['-u', '--unset', '-C', '--chdir', '-S'] },
  sudo: { options: ['-u', '-g', '-h', '-p', '-C', '--user', '--group'] },
  doas: { options: ['-u'] },
  time: { options: ['-f', '-o', '--format', '--output'] },
  nohup: { options: [] },
  exec: { options: ['-a'] },
  command: { options: [] },
  nice: { options: ['-n', '--adjustment'] },
  ionice: { options: ['-c', '-n', '-p'] },
  stdbuf: { options: ['-i', '-o', '-e'] },
  setsid: { options: [] },
  chronic: { options: [] },
  unbuffer: { options: [] },
  winpty: { options: [] },
  timeout: { options: ['-k', '-s', '--kill-after', '--signal'], operands: 1 },
  flock: { options: ['-w', '-E', '--timeout'], operands: 1 },
  'xvfb-run': { options: ['-s', '-e', '-n', '-f', '--server-args', '--error-file', '--server-num', '--auth-file'] },
  'ddtrace-run': { options: [] },
  'opentelemetry-instrument': { options: [] },
  mpirun: { options: ['-n', '-np', '-H', '--hostfile', '-x'] },
  mpiexec: { options: ['-n', '-np', '-H', '--hostfile'] },
  srun: { options: ['-n', '-N', '-p', '-c', '-t', '-J'] },
  watch: { options: ['-n', '--interval'], enforced: UNKNOWN },
  uvx: { options: ['--from', '--with', '--python', '-p'] },
  npx: { options: ['-p', '--package'] },
};

function plainLayer(name: string, words: Words): Layer | null {
  const wrapper = Object.hasOwn(PLAIN, name) ? PLAIN[name] : undefined;
  if (wrapper === undefined) return null;
  let index = skipOptions(words, { from: 1, withValue: wrapper.options }) + (wrapper.operands ?? 0);
  while (words[index] !== undefined && words[index] !== null && /^\w+=/.test(words[index] ?? '')) index += 1;
  if (name === 'env' && words.slice(index).length === 0) return null;
  return { way: name, words: words.slice(index), ...(wrapper.enforced === undefined ? {} : { enforced: wrapper.enforced }) };
}

/** Tools with a subcommand that runs a command in an environment of theirs. */
const RUNNERS: Readonly<Record<string, { readonly subcommands: readonly string[]; readonly before: readonly string[]; readonly options: readonly string[]; readonly folders: readonly string[] }>> = {
  poetry: { subcommands: ['run'], before: ['-C', '--directory', '-P', '--project'], options: [], folders: ['-C', '--directory'] },
  pipenv: { subcommands: ['run'], before: ['--python'], options: [], folders: [] },
  uv: {
    subcommands: ['run'],
    before: ['--directory', '--project', '--config-file', '--color'],
    options: ['--with', '--with-requirements', '--with-editable', '--python', '-p', '--extra', '--group', '--only-group', '--no-group', '--no-extra', '--directory', '--project', '--package', '--env-file', '--index-url', '--extra-index-url', '--index', '--resolution', '--cache-dir'],
    folders: ['--directory'],
  },
  pdm: { subcommands: ['run'], before: ['-p', '--project', '-c', '--config'], options: ['-p', '--project', '--venv', '-s'], folders: ['-p', '--project'] },
  rye: { subcommands: ['run'], before: [], options: ['--pyproject'], folders: [] },
  hatch: { subcommands: ['run'], before: ['-e', '--env', '-p', '--project'], options: [], folders: [] },
  pixi: { subcommands: ['run'], before: [], options: ['-e', '--environment', '--manifest-path'], folders: [] },
  conda: { subcommands: ['run'], before: [], options: ['-n', '--name', '-p', '--prefix', '--cwd'], folders: ['--cwd'] },
  mamba: { subcommands: ['run'], before: [], options: ['-n', '--name', '-p', '--prefix'], folders: [] },
  micromamba: { subcommands: ['run'], before: [], options: ['-n', '--name', '-p', '--prefix'], folders: [] },
  pipx: { subcommands: ['run'], before: [], options: ['--spec', '--python', '--pip-args'], folders: [] },
  dotenv: { subcommands: ['run'], before: ['-f', '--file', '-q'], options: [], folders: [] },
  doppler: { subcommands: ['run'], before: [], options: ['-p', '-c'], folders: [] },
  op: { subcommands: ['run'], before: [], options: ['--env-file'], folders: [] },
  pnpm: { subcommands: ['exec', 'dlx'], before: ['-C', '--dir'], options: [], folders: ['-C', '--dir'] },
  yarn: { subcommands: ['exec', 'dlx'], before: ['--cwd'], options: [], folders: ['--cwd'] },
  bundle: { subcommands: ['exec'], before: [], options: [], folders: [] },
  coverage: { subcommands: ['run'], before: ['--rcfile'], options: ['--source', '--omit', '--include', '--rcfile', '--data-file', '--context', '--concurrency'], folders: [] },
  accelerate: { subcommands: ['launch'], before: [], options: ['--config_file', '--num_processes', '--num_machines', '--mixed_precision', '--main_process_port', '--gpu_ids'], folders: [] },
  memray: { subcommands: ['run'], before: [], options: ['-o', '--output'], folders: [] },
};

/** Runners that start Python with what follows. */
const RUNS_PYTHON: ReadonlySet<string> = new Set(['coverage', 'accelerate', 'memray', 'torchrun', 'deepspeed', 'kernprof', 'scalene']);

function runnerLayer(name: string, { words, folder }: { readonly words: Words; readonly folder: string | null }): Layer | null {
  if (isTool(words, 'python') && words[1] === '-m' && (words[2] === 'coverage' || words[2] === 'poetry' || words[2] === 'pipenv' || words[2] === 'uv')) {
    return runnerLayer(words[2], { words: words.slice(2), folder });
  }
  if (name === 'torchrun' || name === 'deepspeed' || name === 'kernprof' || name === 'scalene') {
    const index = skipOptions(words, { from: 1, withValue: ['--nproc_per_node', '--nnodes', '--node_rank', '--master_addr', '--master_port', '--num_gpus', '--include', '-o', '--outfile'] });
    return { way: name, words: ['python', ...words.slice(index)] };
  }
  const runner = Object.hasOwn(RUNNERS, name) ? RUNNERS[name] : undefined;
  if (runner === undefined) return null;
  const sub = skipOptions(words, { from: 1, withValue: runner.before });
  const subcommand = words[sub] ?? null;
  if (subcommand === null || !runner.subcommands.includes(subcommand)) return null;
  const index = skipOptions(words, { from: sub + 1, withValue: runner.options, stopAt: ['-m', '--module'] });
  const to = folderOption(words.slice(1, index), runner.folders);
  const startsPython = RUNS_PYTHON.has(name) || words[index] === '-m' || words[index] === '--module' || /\.py$/.test(words[index] ?? '');
  const rest = words.slice(index).map((word, at) => (at === 0 && word === '--module' ? '-m' : at === 0 && name === 'hatch' && word !== null ? word.replace(/^[\w.+-]+:/, '') : word));
  return { way: `${name} ${subcommand}`, words: startsPython ? ['python', ...rest] : rest, ...(to === undefined ? {} : { folder: to === null ? null : resolveFolder(folder, to) }) };
}

function folderOption(words: Words, options: readonly string[]): string | null | undefined {
  for (const [index, word] of words.entries()) {
    if (word === null) continue;
    if (options.includes(word)) return words[index + 1] ?? null;
    const option = options.find((name) => name.startsWith('--') && word.startsWith(`${name}=`));
    if (option !== undefined) return word.slice(option.length + 1);
  }
  return undefined;
}

/** `xargs cmd`, `find ... -exec cmd {} ;`. */
function searchLayer(name: string, { words, at }: { readonly words: Words; readonly at: RepositoryPlace }): Layer | null {
  if (name === 'xargs') return { way: name, words: [...words.slice(skipOptions(words, { from: 1, withValue: ['-n', '-P', '-I', '-d', '-L', '-s', '--max-args', '--max-procs'] })), null] };
  if (name !== 'find') return null;
  const exec = words.findIndex((word) => word === '-exec' || word === '-execdir');
  if (exec < 0) return null;
  const end = words.findIndex((word, index) => index > exec && (word === ';' || word === '+'));
  const inner = words.slice(exec + 1, end < 0 ? undefined : end).map((word) => (word === '{}' ? null : word));
  const enforced: Outcome = words[end] === '+' ? YES : { answer: 'no', links: [{ at, text: '`find -exec` ends well whatever its commands do' }] };
  return { way: 'find -exec', words: inner, enforced };
}
