/** What a new rule on repositories starts from: a small rule that is true as it stands, to be rewritten member by member. */

/** @param since the version the rule will appear in */
export function repositoryRuleSkeleton(id: string, since: string): string {
  return `import { repositoryRule } from '../../api/repository-rule.ts';

export const rule = repositoryRule({
  id: '${id}',
  summary: 'Files that say "rewrite me"',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '${since}',
  sources: [],
  docs: {
    what: 'Finds \`rewrite me\` in files called \`pipeline.yml\`.',
    why: 'They say that this rule is not written yet.',
    instead: 'Write the rule.',
    limits: 'Any other text is accepted.',
  },
  options: {},
  messages: { unwritten: 'The file \`{path}\` is not written yet' },
  fix: 'none',
  examples: {
    bad: [{ title: 'the text is there', format: 'repository', fileName: 'pipeline.yml', text: 'step: rewrite me\\n      ^^^^^^^^^^ unwritten\\n' }],
    good: [{ title: 'another text', format: 'repository', fileName: 'pipeline.yml', text: 'step: train\\n' }],
  },
  yieldsTo: [],
  looksAt: ['**/pipeline.yml'],
  needs: 'files',
  find: ({ repository: { files } }) =>
    files.matching('**/pipeline.yml').flatMap(({ path }) => {
      const start = files.text(path)?.indexOf('rewrite me') ?? -1;
      return start < 0 ? [] : [{ message: 'unwritten', at: files.place(path, start, start + 'rewrite me'.length), data: { path: { text: path } } }];
    }),
  mend: null,
});
`;
}

export function repositoryFixtureSkeleton(id: string): string {
  return `# ${id}

Each heading is a case. Lines of carets mark the text above them and name the message; a case without marks must be silent.

## a file of another name

\`\`\`yaml file=other.yml
step: rewrite me
\`\`\`

## a comment silences it

\`\`\`yaml file=pipeline.yml
step: rewrite me # lintel: ignore[${id}] a placeholder of the example
\`\`\`
`;
}
