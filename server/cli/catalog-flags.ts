/** The flags of `catalog`. */
import type { FlagSpec } from './raw-flags.ts';
import { reportFlagSpecs } from './report-flags.ts';

export const CATALOG_FORMATS = ['text', 'json', 'html'] as const;
export type CatalogFormat = (typeof CATALOG_FORMATS)[number];

export const CATALOG_FLAGS: readonly FlagSpec[] = reportFlagSpecs(CATALOG_FORMATS);
