/** Analyses one program: a script, or a notebook run from top to bottom. */
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { Facts } from '../../../../rules/api/python/facts.ts';
import type { ReadEvent } from '../../../../rules/api/python/event.ts';
import type { ReadTrouble, TableFacts } from '../../../../rules/api/python/table-facts.ts';
import type { Value } from '../../../../rules/api/python/value.ts';
import type { CancelSignal } from '../../ports.ts';
import type { KnowledgeBase } from '../knowledge-base.ts';

export interface AnalysisRequest {
  readonly document: PythonDocument;
  readonly knowledge: KnowledgeBase;
  /** The project's other modules, as imports of the document name them. */
  readonly project: ProjectModules;
  /** Facts of tables by `tableKey` of the read; a key that is missing is asked for in `wantedTables`. */
  readonly tables: Pick<ReadonlyMap<string, TableFacts | null>, 'get'>;
  /** Why reads cannot give a table, by the same keys; becomes `ReadEvent.trouble`. */
  readonly troubles?: Pick<ReadonlyMap<string, ReadTrouble>, 'get'>;
  /** What programs of the project wrote, by absolute path. */
  readonly files: ReadonlyMap<string, Value>;
  readonly signal: CancelSignal | null;
}

export interface ProjectModules {
  /** Absolute root folder of the project. */
  readonly root: string;
  /** The document of an imported module, already read; null when it is not of this project. `from`: absolute path of the importing file. */
  resolve(module: string, level: number, from: string): PythonDocument | null;
  versionOf(library: string): string | null;
}

export interface Analysis {
  readonly facts: Facts;
  /** Reads whose tables were not in `tables`. */
  readonly wantedTables: readonly { readonly key: string; readonly read: ReadEvent }[];
  /** Values written, by absolute path, for other programs. */
  readonly written: ReadonlyMap<string, Value>;
}

export type Analyse = (request: AnalysisRequest) => Analysis;
