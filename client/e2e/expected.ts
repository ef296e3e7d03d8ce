/** What Lintel says of the files in test-fixtures/projects/editor-basics, as they are at the start. */
import type { Shown } from './support.ts';

export const ratingsFindings: readonly Shown[] = [
  { rule: 'packaging/constant-column', message: '`source` is `app` in all 24 rows', severity: 'warning', place: '1:29-35' },
  { rule: 'miscoding/surrounding-whitespace', message: '`country` has spaces around the text in 2 of 24 rows', severity: 'warning', place: '4:9-12' },
  { rule: 'outliers/sentinel-number', message: '`age` is `-999` in 2 of 24 rows, far from all other values', severity: 'warning', place: '6:6-10' },
];

export const usersFindings: readonly Shown[] = [
  { rule: 'outliers/sentinel-number', message: '`age` is `-999` in 2 of 22 rows, far from all other values', severity: 'warning', place: '7:5-9' },
];

export const eventsFindings: readonly Shown[] = [
  { rule: 'miscoding/number-as-string', message: '`seconds` is text, yet all its 20 values are numbers', severity: 'warning', place: '1:19-28' },
];

/** A binary file has no places: the finding stands at its top. */
export const clicksFindings: readonly Shown[] = [
  { rule: 'packaging/constant-column', message: '`app_version` is `4.2.0` in all 40 rows', severity: 'warning', place: '1:1-1' },
];
