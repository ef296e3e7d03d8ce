/** What a code session is given, and what it tells. */
import type { Rule } from '../../../../rules/api/rule.ts';
import type { Ports } from '../../ports.ts';
import type { Finding, TableProfile } from '../../report.ts';
import type { PythonTools } from '../python-tools.ts';

export interface CodeSessionRequest {
  /** Absolute folder that display paths are relative to. */
  readonly workingFolder: string;
  /** Every known rule; selection is in the configurations. */
  readonly rules: readonly Rule[];
  readonly tools: PythonTools;
  readonly ports: Ports;
  readonly events: CodeSessionEvents;
}

export interface CodeSessionEvents {
  /** What is found on these files, by absolute path, may be something else now. */
  onChange(paths: ReadonlySet<string>): void;
  /** Something in `state()` changed. */
  onState(): void;
}

export interface CodeState {
  readonly isChecking: boolean;
  /** Display path of what is being checked; empty when nothing is. */
  readonly text: string;
  /** 0..1 of what is to be checked in this run. */
  readonly done: number;
}

/** What is known of the data of the folder. */
export interface KnownData {
  readonly profileOf: (path: string) => TableProfile | null;
  /** On data files. */
  readonly findings: () => readonly Finding[];
}
