/** What a new rule starts from: a small rule that is true as it stands, to be rewritten member by member. */

/** @param since the version the rule will appear in */
export function ruleSkeleton(id: string, since: string): string {
  return `import { measure } from '../../api/measure.ts';
import { columnRule } from '../../api/rule.ts';
import { where } from '../../api/predicate.ts';

export const rule = columnRule({
  id: '${id}',
  summary: 'Columns that hold the text "rewrite me"',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '${since}',
  sources: [],
  docs: {
    what: 'Finds values that are exactly \`rewrite me\`.',
    why: 'They say that this rule is not written yet.',
    instead: 'Write the rule.',
    limits: 'Any other text is accepted.',
  },
  options: {
    minRows: { kind: 'number', default: 1, min: 1, max: 1_000_000, unit: 'rows', doc: 'Rows from which the column is reported.', source: "Lintel's own choice" },
  },
  messages: { unwritten: '\`{column}\` says "rewrite me" in {share} of {rows} rows' },
  fix: 'none',
  examples: {
    bad: [{ title: 'one value is the text', format: 'csv', text: 'note\\nfine\\nrewrite me\\n^^^^^^^^^^ unwritten\\n' }],
    good: [{ title: 'other texts', format: 'csv', text: 'note\\nfine\\nwritten\\n' }],
  },
  yieldsTo: [],
  mend: null,
  applies: (column) => column.kind === 'text',
  measures: () => ({ unwritten: measure.where({ op: 'in', values: ['rewrite me'] }) }),
  judge: ({ column, measured, options }) =>
    measured.unwritten < options.minRows ? [] : [{ message: 'unwritten', at: { kind: 'rows', selector: where(column.index, { op: 'in', values: ['rewrite me'] }) } }],
});
`;
}

export function fixtureSkeleton(id: string): string {
  return `# ${id}

Each heading is a case. Carets mark the cell above them and name the message; a case without marks must be silent.

## fewer rows than the option asks for

\`\`\`yaml
options:
  min-rows: 2
\`\`\`

\`\`\`csv
note
fine
rewrite me
\`\`\`

## as many rows as the option asks for

\`\`\`yaml
options:
  min-rows: 2
\`\`\`

\`\`\`csv
note
rewrite me
^^^^^^^^^^ unwritten
rewrite me
fine
\`\`\`

## the table is empty

\`\`\`csv
note
\`\`\`
`;
}
