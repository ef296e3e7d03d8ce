/** What the command line is given by its composition root: the process around it and the parts it may not import. */
import type { Checklist, Finders } from '../../rules/api/checklist/checklist.ts';
import type { Rule } from '../../rules/api/rule.ts';
import type { Cache, FileSystem, Logger, Ports } from '../core/ports.ts';
import type { PageScript } from '../report/html/html-page.ts';
import type { EarlierFolder } from '../core/since/commit-files.ts';
import type { RepositoryPorts } from '../core/repository/gather/open-repository.ts';

export interface CliHost {
  readonly version: string;
  /** Absolute, forward slashes. */
  readonly workingFolder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly loadRules: () => Promise<readonly Rule[]>;
  readonly loadChecklist: () => Promise<{ readonly checklist: Checklist; readonly finders: Finders }>;
  readonly openFiles: () => Promise<FileSystem>;
  readonly openPorts: (request: OpenPortsRequest) => Promise<OpenPorts>;
  readonly openRepositoryPorts: (log: Logger) => Promise<RepositoryPorts>;
  /** Where results of earlier runs are kept; nowhere when it is left out. */
  readonly caches?: Caches;
  /** The script that HTML reports carry. */
  readonly loadPageScript: () => Promise<PageScript>;
  /** A folder for the files of earlier commits. Errors: UsageError when there is no place for it. */
  readonly openEarlier: () => Promise<EarlierFolder>;
  /** Tells of changes to files; nothing is watched when it is left out. */
  readonly watchFiles?: (request: WatchRequest) => Promise<{ close(): Promise<void> }>;
  /** Whether git keeps the file; null where that cannot be told. Absolute, without links. */
  readonly isTracked: (path: string) => Promise<boolean | null>;
  /** Turns this process into the language server. */
  readonly serve: () => Promise<void>;
}

export interface WatchRequest {
  /** Absolute files and folders. */
  readonly paths: readonly string[];
  /** Told of an absolute path that is to be left alone; folders with everything in them. */
  readonly isIgnored: (path: string) => boolean;
  readonly onChange: () => void;
  /** Told when changes may be missed; a plain sentence. */
  readonly onProblem: (text: string) => void;
}

export interface Caches {
  /** The folder for this user, absolute; null where there is none. */
  readonly userFolder: string | null;
  /** Null where this Lintel cannot be told from others. @param folder absolute */
  open(folder: string, log: Logger): Promise<(Cache & { close(): Promise<void> }) | null>;
  /** What is in it; null when the folder is no cache of Lintel's. */
  contents(folder: string): Promise<CacheContents | null>;
  /** Removes every entry and says what that was; null when the folder is no cache of Lintel's. */
  empty(folder: string): Promise<CacheContents | null>;
}

export interface CacheContents {
  readonly entries: number;
  readonly bytes: number;
}

export interface OpenPortsRequest {
  readonly memoryLimitBytes: number;
  /** Processes that check code, and threads of the engine; null for what suits the machine. */
  readonly jobs: number | null;
  /** The engine is started at once when there are datasets, else when it is first asked. */
  readonly warms: 'engine' | 'nothing';
  readonly log: Logger;
}

export interface OpenPorts {
  readonly ports: Ports;
  /** Ends the engine's process and removes the scratch folder. May be called twice. */
  close(): Promise<void>;
}
