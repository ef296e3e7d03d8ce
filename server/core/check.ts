/** The way of one check: datasets in, report out. */
import type { Rule } from '../../rules/api/rule.ts';
import type { Config } from './config.ts';
import type { DatasetRef } from './data/opened-table.ts';
import type { CancelSignal, Ports } from './ports.ts';
import type { Report } from './report.ts';

export interface Progress {
  /** @param done 0..1 of the whole check; @param text what is being done, e.g. a path. */
  report(done: number, text: string): void;
}

export interface CheckRequest {
  readonly datasets: readonly { readonly dataset: DatasetRef; readonly config: Config }[];
  /** Every known rule; selection is in the config. */
  readonly rules: readonly Rule[];
  /** Label column for all datasets, overriding config. */
  readonly label?: string;
  readonly signal?: CancelSignal;
  readonly progress?: Progress;
}

/** Checks the datasets one after the other. Never throws for user input; a dataset that fails is in `notChecked`. */
export declare function check(request: CheckRequest, ports: Ports): Promise<Report>;
