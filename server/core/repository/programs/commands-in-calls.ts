/** Commands that calls start: `subprocess.run`, `os.system`, `runpy`, papermill, `pytest.main`, modules imported by a written name. */
import type { Call, Expression } from '../../../../rules/api/python/syntax.ts';
import { keyword, textOf } from './automations/reading.ts';
import { sourceOf } from './oracles/origins.ts';
import type { ProgramView } from './program-view.ts';

/** Null for what is not written. */
export type CommandWords = readonly (string | null)[];

/** Words of one command that are told. Own choice. */
const MOST_WORDS = 60;

/** Returns the commands in order; none for other calls and for what cannot be told. */
export function commandsStarted(call: Call, name: string | null, view: ProgramView): readonly CommandWords[] {
  const [first] = call.arguments;
  if (name === null) return [];
  if (/^(?:subprocess\.(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput)|os\.(?:system|popen)|asyncio\.create_subprocess_(?:exec|shell))$/u.test(name)) {
    return commandsIn(first ?? keyword(call, 'args'), name === 'asyncio.create_subprocess_exec' ? call.arguments : [], view);
  }
  const handed = keyword(call, 'module_file');
  if (handed !== null && /^tfx\.(?:\w+\.)*[A-Z]\w*$/u.test(name)) {
    const file = fileNamed(handed, view);
    return file === null ? [] : [[MODULE_FILE, file, name.slice(name.lastIndexOf('.') + 1)]];
  }
  const written = textOf(first ?? null, view);
  const text = written === null ? null : withoutRoot(written, view);
  switch (name) {
    case 'runpy.run_path':
      return text === null ? [] : [['python', text]];
    case 'runpy.run_module':
      return text === null ? [] : [['python', '-m', text]];
    case 'papermill.execute_notebook':
    case 'papermill.execute.execute_notebook':
      return text === null ? [] : [['papermill', text]];
    case 'pytest.main':
      return [['pytest', ...(first === undefined ? [] : (wordsOf(first, view) ?? [null]))]];
    case 'importlib.import_module':
    case '__import__':
      return text === null || !/^[A-Za-z_][\w.]*$/u.test(text) ? [] : [['python', '-c', moduleProgram(call, text)]];
    default:
      return [];
  }
}

/** First word where a component of TFX is handed a file, whose functions it calls by their names. */
export const MODULE_FILE = 'python:module-file';

/** The last text of an expression that names a file of Python: `os.path.join(ROOT, "model.py")`, `str(HERE / "model.py")`. */
function fileNamed(expression: Expression, view: ProgramView): string | null {
  const source = expression.kind === 'Name' ? (valueGiven(expression, view) ?? expression) : sourceOf(expression);
  const text = textOf(expression, view) ?? view.facts.textOf(source).slice(0, 1_000);
  return /([\w./-]*\w\.py)["')\s]*$/u.exec(text)?.[1]?.replace(/^(?:\.{0,2}\/)+/u, '') ?? null;
}

/** What a name of the file or function is given, where that is one thing. */
function valueGiven(name: Extract<Expression, { kind: 'Name' }>, view: ProgramView): Expression | null {
  const [only, ...others] = view.facts.names.bindingOf(name)?.definitions ?? [];
  const parent = only?.node.parent ?? null;
  return others.length === 0 && parent !== null && parent.kind === 'Assign' ? parent.value : null;
}

/** `import_module("a.b").main()` calls a function of it. */
function moduleProgram({ parent }: Call, module: string): string {
  const isCalled = parent.kind === 'Attribute' && parent.parent.kind === 'Call' && parent.parent.callee === parent;
  return isCalled ? `import ${module}; ${module}.${parent.attribute}()` : `import ${module}`;
}

/** A text that a shell reads, or a list of words. */
function commandsIn(first: Expression | null, words: readonly Expression[], view: ProgramView): readonly CommandWords[] {
  if (words.length > 1) return [words.map((word) => wordOf(word, view))];
  if (first === null) return [];
  const text = textOf(first, view);
  if (text !== null) return text.split(/&&|;|\n/u).map(splitWords).filter((each) => each.length > 0);
  const listed = wordsOf(first, view);
  return listed === null || listed.length === 0 ? [] : [listed];
}

function wordsOf(expression: Expression, view: ProgramView): CommandWords | null {
  const source = sourceOf(expression);
  if (source.kind === 'List' || source.kind === 'Tuple') return source.elements.slice(0, MOST_WORDS).map((element) => wordOf(element, view));
  if (source.kind !== 'Call') return null;
  // `shlex.split("...")`, `"...".split()`
  const { callee } = source;
  if (callee.kind !== 'Attribute' || callee.attribute !== 'split') return null;
  const text = textOf(callee.value.kind === 'Name' && callee.value.id === 'shlex' ? (source.arguments[0] ?? null) : callee.value, view);
  return text === null ? null : splitWords(text);
}

/** `sys.executable` is Python; `str(...)` and `os.fspath(...)` are what they hold. */
function wordOf(expression: Expression, view: ProgramView): string | null {
  const text = textOf(expression, view);
  if (text !== null) return withoutRoot(text, view);
  const source = sourceOf(expression);
  if (source.kind === 'Attribute') return source.attribute === 'executable' && source.value.kind === 'Name' && source.value.id === 'sys' ? 'python' : null;
  const [inner] = source.kind === 'Call' && source.arguments.length === 1 ? source.arguments : [];
  return inner === undefined || source.kind !== 'Call' || !/(?:^|\.)(?:str|fspath|Path|PurePath|PosixPath)$/u.test(view.facts.textOf(source.callee)) ? null : wordOf(inner, view);
}

/** Paths that are made from the place of the file are seen from the root of the repository. */
function withoutRoot(text: string, { root }: ProgramView): string {
  return text.startsWith(`${root}/`) ? text.slice(root.length + 1) : text;
}

function splitWords(text: string): CommandWords {
  const words = text.slice(0, 4_000).match(/"[^"]*"|'[^']*'|[^\s"']+/gu) ?? [];
  return words.slice(0, MOST_WORDS).map((word) => (/[$`]/u.test(word) ? null : word.replace(/^(["'])(.*)\1$/su, '$2')));
}
