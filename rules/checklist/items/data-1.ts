import type { ChecklistItem } from '../../api/checklist/item.ts';
import { UNKNOWN } from '../../api/repository/place.ts';

export const item: ChecklistItem = {
  id: 'data-1',
  section: 'data',
  number: 1,
  title: 'What each feature should look like is written down as a schema, and data is held against it',
  aliases: ['Feature expectations are captured in a schema', 'Distributions of features match expectations'],
  docs: {
    what: 'For every feature there is a written expectation: its type, the values or range it may take, whether it may be missing. Something compares the data with it.',
    why: 'What is expected of a feature otherwise lives in heads. A unit that changes or a category that is new then reaches the model without a sound.',
    manual: 'A profile of the data with the expectations stated beside it and a date, or a data dictionary that was compared with the data, with the result kept.',
    automated: 'A schema (pandera, Great Expectations, TFDV, Soda, dbt, Deequ, JSON Schema, constraints of a database) and a check against it that fails, in a run that starts by itself.',
    traps: 'A schema inferred from the very table it then validates; a test that only counts columns; a validator that nothing calls; a result nobody reads.',
  },
  data: 'any',
  blocks: 'nothing',
  confidence: { automated: 'high', absent: 'high' },
  attestationDays: 90,
  applies: () => UNKNOWN,
  next: {
    start: 'Write a schema of the input table, with types and ranges, and validate the table against it where it is read.',
    wire: 'Call the validation where data is read, or from a test that a command of this repository runs.',
    enforce: 'Let a failed validation raise, so that the run stops.',
    repeat: 'Run the validation from CI or a schedule.',
    document: 'Profile the data, write the expectations beside it, and keep the dated result in the repository.',
  },
};
