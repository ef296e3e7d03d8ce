/** What Python a command starts, with paths resolved to files of the repository. */
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { Command } from '../../../../rules/api/repository/run.ts';
import { functionsCalledIn } from './inline-python.ts';
import { moduleFile } from './modules.ts';
import { isTool, skipOptions, type Words } from './option-words.ts';
import { CALL_OF_PYTHON } from './steps.ts';
import { findFile } from './targets/scripts.ts';
import { resolveFolder } from './folders.ts';

export type PythonStart =
  /** `python x.py`: its body runs as `__main__`. */
  | { readonly kind: 'script'; readonly path: string; readonly command?: string }
  /** `python -m a.b`: the same for the file of a module. */
  | { readonly kind: 'module'; readonly path: string; readonly command?: string }
  /** A server loads the module and keeps it. */
  | { readonly kind: 'import'; readonly path: string }
  /** Words after the command; folder null when it cannot be told. */
  | { readonly kind: 'pytest' | 'unittest' | 'doctest' | 'behave' | 'kedro'; readonly args: Words; readonly folder: string | null }
  | { readonly kind: 'notebook'; readonly path: string }
  /** `name` may be `Class.method`. `command` is the first word given to a program that reads commands, here and above. */
  | { readonly kind: 'function'; readonly path: string; readonly name: string; readonly command?: string }
  | { readonly kind: 'tool'; readonly name: string; readonly args: Words };

/** Returns what is started; none for commands whose program only the shell knows and for files that are not there. */
export function startsOf(command: Pick<Command, 'words' | 'folder'>, files: RepositoryFiles): readonly PythonStart[] {
  const { words, folder } = command;
  const [first = null, ...args] = words;
  if (first === null) return [];
  if (first === CALL_OF_PYTHON) return functionStart(words[1] ?? '', files).map((start) => withCommand(start, words.slice(2), files));
  if (isTool(words, 'python') || first === 'ipython' || first === 'ipython3') return pythonStarts(command, files);
  const name = first.slice(first.lastIndexOf('/') + 1);
  if (name.endsWith('.py')) return fileStarts(first, { folder, files }).map((start) => withCommand(start, args, files));
  return toolStarts(name, { args, folder, files });
}

/** Libraries that read the name of a command from the words a program is given. */
const READS_COMMANDS = /\b(?:typer|click|argparse|fire|cyclopts|cleo|docopt|metaflow|sys\.argv)\b/;

function withCommand(start: PythonStart, args: Words, files: RepositoryFiles): PythonStart {
  if (start.kind !== 'script' && start.kind !== 'module' && start.kind !== 'function') return start;
  const command = args.find((word) => word === null || !word.startsWith('-')) ?? null;
  return command !== null && /^[A-Za-z][\w-]{0,60}$/.test(command) && READS_COMMANDS.test(files.text(start.path) ?? '') ? { ...start, command } : start;
}

interface Context {
  readonly folder: string | null;
  readonly files: RepositoryFiles;
}

const PYTHON_OPTIONS: readonly string[] = ['-W', '-X', '--check-hash-based-pycs', '--profile'];

function pythonStarts({ words, folder }: Pick<Command, 'words' | 'folder'>, files: RepositoryFiles): readonly PythonStart[] {
  const index = skipOptions(words, { from: 1, withValue: PYTHON_OPTIONS, stopAt: ['-m', '-c'] });
  const word = words[index] ?? null;
  if (word === null) return [];
  if (word === '-c') return functionsCalledIn(words[index + 1] ?? '', { folder, files });
  if (word !== '-m') return fileStarts(word, { folder, files }).map((start) => withCommand(start, words.slice(index + 1), files));
  const module = words[index + 1] ?? null;
  if (module === null) return [];
  const args = words.slice(index + 2);
  const path = moduleFile(module, { folder, files, isRun: true });
  return path !== null ? [withCommand({ kind: 'module', path }, args, files)] : toolStarts(module, { args, folder, files });
}

/** Files that one glob stands for. Own choice. */
const MOST_FITTING = 50;

function fileStarts(word: string, { folder, files }: Context): readonly PythonStart[] {
  if (/[*?[]/.test(word)) {
    const glob = resolveFolder(folder, word);
    return glob === null ? [] : files.matching(glob).filter(({ path }) => path.endsWith('.py')).slice(0, MOST_FITTING).map(({ path }) => ({ kind: 'script', path }));
  }
  const path = findFile(files, { path: word, folder });
  if (path !== null) return [path.endsWith('.ipynb') ? { kind: 'notebook', path } : { kind: 'script', path }];
  const main = findFile(files, { path: `${word.replace(/\/$/, '')}/__main__.py`, folder });
  return main === null ? [] : [{ kind: 'module', path: main }];
}

interface ToolContext extends Context {
  readonly args: Words;
}

function toolStarts(name: string, context: ToolContext): readonly PythonStart[] {
  const { args, folder } = context;
  switch (name) {
    case 'pytest':
    case 'py.test':
    case 'pytest-3':
      return [{ kind: 'pytest', args, folder }];
    case 'unittest':
    case 'nosetests':
    case 'nose2':
    case 'doctest':
      return [{ kind: name === 'doctest' ? 'doctest' : 'unittest', args, folder }];
    case 'behave':
      return [{ kind: 'behave', args, folder }];
    case 'kedro':
      return args[0] === 'test' ? [{ kind: 'pytest', args: args.slice(1), folder }] : [{ kind: 'kedro', args, folder }];
    case 'jupyter':
    case 'nbconvert':
    case 'jupyter-nbconvert':
    case 'papermill':
    case 'treon':
      return [...notebookStarts(name, context), { kind: 'tool', name, args }];
    case 'spark-submit':
    case 'streamlit':
    case 'locust':
      return [...scriptArguments(context), { kind: 'tool', name, args }];
    case 'fastapi':
    case 'bentoml':
      return [...(args[0] === 'serve' || args[0] === 'run' || args[0] === 'dev' || args[0] === 'serve-http' ? servedFiles({ ...context, args: args.slice(1) }) : []), { kind: 'tool', name, args }];
    case 'uvicorn':
    case 'gunicorn':
    case 'hypercorn':
    case 'flask':
    case 'celery':
      return [...servedModules(context), { kind: 'tool', name, args }];
    default:
      return [{ kind: 'tool', name, args }];
  }
}

/** Notebooks a command executes; converting without `--execute` runs nothing. */
function notebookStarts(name: string, { args, folder, files }: ToolContext): readonly PythonStart[] {
  const executes = name === 'papermill' || name === 'treon' || args[0] === 'execute' || args[0] === 'run' || args.includes('--execute') || args.includes('--ExecutePreprocessor.enabled=True');
  if (!executes) return [];
  const named = args.filter((word) => word !== null && word.endsWith('.ipynb'));
  const inputs = name === 'papermill' ? named.slice(0, 1) : named;
  return inputs.flatMap((word) => notebooksNamed(word ?? '', { folder, files })).map((path) => ({ kind: 'notebook', path }));
}

function notebooksNamed(word: string, { folder, files }: Context): readonly string[] {
  if (!/[*?[]/.test(word)) return [findFile(files, { path: word, folder })].filter((path) => path !== null);
  const glob = resolveFolder(folder, word);
  return glob === null ? [] : files.matching(glob).map(({ path }) => path);
}

function scriptArguments({ args, folder, files }: ToolContext): readonly PythonStart[] {
  const word = args.find((one) => one !== null && one.endsWith('.py'));
  return word === undefined || word === null ? [] : fileStarts(word, { folder, files });
}

/** `fastapi run app/main.py`, `bentoml serve service:svc`, which `service.py` in the folder stands for when nothing is named. */
function servedFiles(context: ToolContext): readonly PythonStart[] {
  const named = servedModules(context);
  if (named.length > 0 || context.args.some((word) => word === null || !word.startsWith('-'))) return named;
  const path = ['service.py', 'main.py', 'app.py', 'api.py', 'app/main.py'].map((name) => findFile(context.files, { path: name, folder: context.folder })).find((each) => each !== null) ?? null;
  return path === null ? [] : [{ kind: 'import', path }];
}

/** `uvicorn app.main:app`, `celery -A project.tasks`. */
function servedModules({ args, folder, files }: ToolContext): readonly PythonStart[] {
  for (const word of args) {
    const [file] = word !== null && /\.py(?::\w+)?$/.test(word) ? fileStarts(word.replace(/:\w+$/, ''), { folder, files }) : [];
    if (file?.kind === 'script') return [{ kind: 'import', path: file.path }];
    const module = /^([A-Za-z_][\w.]*)(?::[\w.()]+)?$/.exec(word ?? '')?.[1];
    const path = module === undefined ? null : moduleFile(module, { folder, files, isRun: false });
    if (path !== null) return [{ kind: 'import', path }];
  }
  return [];
}

/** @param id `dags/x.py::load`, or `package.module.load` */
function functionStart(id: string, files: RepositoryFiles): readonly PythonStart[] {
  const [path = '', name] = id.split('::');
  if (name !== undefined) return files.has(path) ? [{ kind: 'function', path, name }] : [];
  const dot = id.lastIndexOf('.');
  const file = dot < 0 ? null : moduleFile(id.slice(0, dot), { folder: '', files, isRun: false });
  return file === null ? [] : [{ kind: 'function', path: file, name: id.slice(dot + 1) }];
}
