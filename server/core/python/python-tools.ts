/** What reading and analysing Python needs from outside: built once per process, used for every program. */
import type { Analyse } from './analysis/analyse.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import type { PythonParser } from './parser.ts';

export interface PythonTools {
  readonly parser: PythonParser;
  readonly knowledge: KnowledgeBase;
  readonly analyse: Analyse;
}

/** Opens them when the first program is met; equal calls give the same tools. */
export type OpenPython = () => Promise<OpenedPythonTools>;

/** Opens them when they are needed. Errors: `PythonMissing`. */
export type NeedPython = () => Promise<PythonTools>;

export type NeedParser = () => Promise<PythonParser>;

/** The parser cannot be loaded on this machine; the message is a plain sentence. */
export class PythonMissing extends Error {}

/** Not ok when the parser cannot be loaded on this machine; `text` is a plain sentence. */
export type OpenedPythonTools = { readonly ok: true; readonly tools: PythonTools } | { readonly ok: false; readonly text: string };
