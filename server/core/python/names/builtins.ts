/** Names that are there without being bound: Python's builtins, what modules and classes start with, and what IPython adds. */
import type { PythonDocument } from '../../../../rules/api/python/document.ts';

/** Source: `dir(builtins)` of CPython 3.8 to 3.14, all of them together; `WindowsError` is there on Windows only. */
const BUILTINS: ReadonlySet<string> = new Set(
  `ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning
  ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis
  EncodingWarning EnvironmentError Exception ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning
  GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt
  LookupError MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError OverflowError
  PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning
  RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True
  TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError
  Warning WindowsError ZeroDivisionError __build_class__ __debug__ __import__ abs aiter all anext any ascii bin bool breakpoint bytearray
  bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format
  frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max memoryview min next
  object oct open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars
  zip`.split(/\s+/),
);

/** Source: Python language reference, section 5.4 and 3.2.9 "Module objects". */
const MODULE_NAMES: ReadonlySet<string> = new Set('__annotations__ __builtins__ __cached__ __doc__ __file__ __loader__ __name__ __package__ __path__ __spec__'.split(' '));

/** Source: Python language reference, section 3.3.3 "Creating the class object"; `__class__` is seen by methods. */
const CLASS_NAMES: ReadonlySet<string> = new Set(['__annotations__', '__class__', '__firstlineno__', '__module__', '__qualname__']);

/**
 * Source: IPython documentation, "Output caching system" and "Input caching system". The last line is what kernels of Spark and
 * Databricks give notebooks; whether it is there cannot be seen from the notebook.
 */
const INTERACTIVE_NAMES: ReadonlySet<string> = new Set(
  `get_ipython display In Out _ __ ___ _i _ii _iii _ih _oh _dh __vsc_ipynb_file__ __session__
  spark sc sqlContext dbutils displayHTML`.split(/\s+/),
);
const NUMBERED = /^_i?\d+$/;

/** Marks of scripts that run in IPython: exported notebooks, cells, Databricks notebooks. */
const INTERACTIVE_SCRIPT = /^#\s*(?:In\s*\[[\d ]*\]|%%|Databricks notebook source)/m;

/** Says which names a document has without binding them, at module level. */
export function isBuiltinOf(document: PythonDocument): (name: string) => boolean {
  const isInteractive = document.kind === 'notebook' || document.cells.length > 0 || INTERACTIVE_SCRIPT.test(document.source);
  return (name) => {
    if (BUILTINS.has(name)) return true;
    if (MODULE_NAMES.has(name)) return name !== '__file__' || document.kind === 'script';
    return isInteractive && (INTERACTIVE_NAMES.has(name) || NUMBERED.test(name));
  };
}

/** Says whether a class body, or a method of a class, has the name without binding it. */
export function isClassName(name: string): boolean {
  return CLASS_NAMES.has(name);
}
