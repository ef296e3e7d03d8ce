import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { columnRule, type Rule } from '../../rules/api/rule.ts';
import { metaRules } from '../../server/core/meta-rules.ts';
import { loadRules } from '../gen/discover.ts';
import { ruleProblems, sinceProblems, yieldProblems } from './rule-shape.ts';

const root = path.resolve(import.meta.dirname, '../..');

describe('the shape of the rules', () => {
  const rules = loadRules(root).map(({ rule }) => rule);
  it('no rule is newer than the package, whose changelog begins with its version', () => {
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    const [, newest] = /^## (\S+)/m.exec(readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8')) ?? [];
    assert.deepEqual({ newest, problems: sinceProblems([...rules, ...metaRules], version) }, { newest: version, problems: [] });
  });
  it('rules give way to rules that are there', () => assert.deepEqual(yieldProblems(rules), []));
  for (const rule of rules) {
    it(rule.id, () => {
      const file = path.join(root, `test-fixtures/rules/${rule.id}.md`);
      assert.deepEqual(ruleProblems({ rule, fixture: existsSync(file) ? readFileSync(file, 'utf8') : null }), []);
    });
  }
});

describe('the check of the shape of a rule', () => {
  const sound: Rule = columnRule({
    id: 'text/padded',
    summary: 'Padded text',
    severity: 'info',
    confidence: 'certain',
    status: 'preview',
    since: '0.1.0',
    sources: [],
    docs: { what: 'What.', why: 'Why.', instead: 'Instead.', limits: 'Limits.' },
    options: { minRows: { kind: 'number', default: 2, min: 1, max: 5, unit: 'rows', doc: 'Rows.', source: 'A book' } },
    messages: { padded: '`{column}` is padded', inner: 'Spaces inside of `{column}`' },
    fix: 'none',
    examples: { bad: [{ title: 'one', format: 'csv', text: 'a\n b\n^^ padded\n' }], good: [{ title: 'none', format: 'csv', text: 'a\nb\n' }] },
    yieldsTo: [],
    mend: null,
    applies: () => false,
    measures: () => ({}),
    judge: () => [],
  });
  const fixture = '# text/padded\n## case\n```csv\na\nb  c\n^^^^ inner\n```\n';
  const problems = (change: Partial<Rule>, cases: string | null = fixture): readonly string[] => ruleProblems({ rule: { ...sound, ...change } as Rule, fixture: cases });

  it('a sound rule has no problem', () => assert.deepEqual(problems({}), []));

  for (const [why, change, expected] of [
    ['a long message', { messages: { padded: `A${'b'.repeat(90)}` } }, ['text/padded: message padded has 91 characters, at most 90']],
    ['a full stop', { messages: { padded: '`{column}` is padded.' } }, ['text/padded: message padded ends with a full stop']],
    ['a small letter', { messages: { padded: 'column is padded' } }, ['text/padded: message padded starts with a small letter']],
    ['a command', { messages: { padded: '`{column}` should be trimmed' } }, ['text/padded: message padded judges or commands; it states a fact']],
    ['a message no case shows', { messages: { padded: 'A', other: 'B' } }, ['text/padded: no example and no case shows the message other']],
    ['no example', { examples: { bad: [], good: [] }, messages: { inner: 'A' } }, ['text/padded: has no bad example', 'text/padded: has no good example']],
    ['empty docs', { docs: { ...sound.docs, why: ' ' } }, ['text/padded: docs.why is empty']],
    ['a summary with a full stop', { summary: 'Padded.' }, ['text/padded: the summary is one line, starts with a capital letter and has no full stop']],
    ['a default out of range', { options: { minRows: { kind: 'number', default: 9, min: 1, max: 5, unit: 'rows', doc: 'Rows.', source: 'A book' } } }, ['text/padded: option minRows has a default outside of its range']],
  ] as readonly (readonly [string, Partial<Rule>, readonly string[]])[]) {
    it(`finds ${why}`, () => assert.deepEqual(problems(change), expected));
  }

  it('finds a rule newer than the package', () => {
    const of = (since: string): readonly string[] => sinceProblems([{ id: 'text/padded', since }], '0.10.0');
    assert.deepEqual([of('0.9.9'), of('0.10.0'), of('0.10.1'), of('1.0.0')], [[], [], ['text/padded: since 0.10.1, but package.json says 0.10.0'], ['text/padded: since 1.0.0, but package.json says 0.10.0']]);
  });

  it('finds a rule without cases', () => {
    assert.deepEqual(problems({}, null), ['text/padded: has no cases in test-fixtures/rules/text/padded.md', 'text/padded: no example and no case shows the message inner']);
  });

  it('finds rules that give way to nothing or to each other', () => {
    const other = { ...sound, id: 'text/trimmed', yieldsTo: ['text/padded'] } as Rule;
    assert.deepEqual(yieldProblems([{ ...sound, yieldsTo: ['text/trimmed', 'text/gone'] } as Rule, other]), [
      'text/padded: gives way to text/trimmed and text/trimmed to it',
      'text/padded: gives way to text/gone, which is no rule',
    ]);
  });
});
