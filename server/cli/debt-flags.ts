/** The flags of `debt`. */
import type { FlagSpec } from './raw-flags.ts';
import { reportFlagSpecs } from './report-flags.ts';

export const DEBT_FORMATS = ['text', 'json', 'markdown'] as const;
export type DebtFormat = (typeof DEBT_FORMATS)[number];

export const DEBT_FLAGS: readonly FlagSpec[] = reportFlagSpecs(DEBT_FORMATS);
