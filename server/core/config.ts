/** The user's configuration after discovery, validation and merging. Data only. */
import type { Confidence, Severity } from '../../rules/api/finding.ts';

export interface SuppressionEntry {
  readonly rule: string;
  /** Glob relative to the folder of the config file; all paths when left out. */
  readonly path: string | null;
  readonly column: string | null;
  readonly reason: string;
  /** Who answers for it: a person or a team; null when nobody is named. */
  readonly owner: string | null;
  /** Last day it holds, YYYY-MM-DD; null is for ever. */
  readonly until: string | null;
  /** Where it is written, for findings about the suppression itself. */
  readonly origin: Origin;
}

export interface DatasetEntry {
  /** Glob relative to the folder of the config file. */
  readonly path: string;
  readonly label: string | null;
  /** Columns that identify rows and are no features. */
  readonly ids: readonly string[];
  /** Columns to leave out of every check. */
  readonly skip: readonly string[];
}

/** Where a value comes from: a file and line, a flag, the environment, or the built-in defaults. */
export interface Origin {
  readonly kind: 'default' | 'file' | 'flag' | 'environment';
  /** Display path, flag or variable name; empty for defaults. */
  readonly name: string;
  /** 1-based; null where there is none. */
  readonly line: number | null;
}

export interface Config {
  /** Absolute folder the globs are relative to. */
  readonly folder: string;
  /** The config file, as shown to people; null when there is none. */
  readonly file: string | null;
  /** Rule ids and groups to run; `all` is every stable and preview rule. */
  readonly select: readonly string[];
  readonly extendSelect: readonly string[];
  readonly ignore: readonly string[];
  /** By rule id. */
  readonly severity: Readonly<Record<string, Severity>>;
  /** Option values by rule id, checked against the rule's options. */
  readonly rules: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Globs never looked at, besides ignore files and the built-in list. */
  readonly exclude: readonly string[];
  readonly datasets: readonly DatasetEntry[];
  readonly suppressions: readonly SuppressionEntry[];
  readonly failOn: Severity | 'never';
  /** Findings about code that are less sure than this are left out. */
  readonly confidence: Confidence;
  /** Limit of the engine's memory in bytes. */
  readonly memoryLimitBytes: number;
  /** Limit per dataset in milliseconds. */
  readonly timeLimitMs: number;
  /** Origin of each top-level key that is set. */
  readonly origins: Readonly<Record<string, Origin>>;
}

export interface ConfigProblem {
  readonly path: string;
  /** 1-based; null for the whole file. */
  readonly line: number | null;
  readonly column: number | null;
  /** One sentence: what is wrong and the nearest valid spelling. */
  readonly message: string;
}
