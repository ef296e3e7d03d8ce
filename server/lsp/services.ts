/** What the language server is given by its composition root, so that tests can give it something else. */
import type { Rule } from '../../rules/api/rule.ts';
import type { CheckRequest } from '../core/check.ts';
import type { ConfigOverrides } from '../core/config/merge.ts';
import type { SqlEngine } from '../core/data/engine.ts';
import type { Ports } from '../core/ports.ts';
import type { Report } from '../core/report.ts';
import type { OpenShell } from '../core/repository/gather/open-repository.ts';
import type { Scorer } from '../core/score/scorer.ts';

export interface Services {
  readonly version: string;
  readonly rules: readonly Rule[];
  readonly ports: Omit<Ports, 'engine'>;
  /** The engine with this memory limit, started when it is first used. */
  readonly engineFor: (memoryLimitBytes: number) => SqlEngine;
  readonly check: (request: CheckRequest, ports: Ports) => Promise<Report>;
  readonly scorer: Scorer;
  /** SHA-256 of a file in hexadecimal; null when it cannot be read. */
  readonly digestOf: (path: string) => Promise<string | null>;
  /** Opens the parser of shell scripts when a rule needs to know what commands run. */
  readonly openShell: OpenShell;
  /** The generated page of a rule, as Markdown; null when there is none. */
  readonly readRulePage: (rule: string) => Promise<string | null>;
  /** The text of `lintel doctor`, with paths redacted. Root: the folder whose config is described; null when none is open. */
  readonly describeInstallation: (request: { readonly root: string | null; readonly overrides: ConfigOverrides }) => Promise<string>;
  /** Absolute path with forward slashes; null for addresses that are no local file. */
  readonly pathOfUri: (uri: string) => string | null;
  readonly uriOfPath: (path: string) => string;
  /** Ends the engine's process; it is started again when it is needed. */
  readonly rest: () => Promise<void>;
  /** Ends the engine and removes files of our own. */
  readonly dispose: () => Promise<void>;
}
