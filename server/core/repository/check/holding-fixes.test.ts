/** Which fixes of rules on repositories are shown: those that hold when the edited text is judged again. */
import assert from 'node:assert/strict';
import { repositoryRule } from '../../../../rules/api/repository-rule.ts';
import type { RepositoryRule } from '../../../../rules/api/repository-rule.ts';
import { openTestRepository } from '../../../../tools/test-repository.ts';
import { defaultConfig } from '../../config/defaults.ts';
import type { FixesWanted } from '../../python/fix/mend-program.ts';
import { judgeRepository } from './check-repositories.ts';

/** Blames a word of base images, and offers other words for it. */
function wordRule(word: string, others: readonly string[]): RepositoryRule {
  return repositoryRule({
    id: `pipeline/no-${word}`,
    summary: 'A word',
    severity: 'warning',
    confidence: 'certain',
    status: 'preview',
    since: '0.3.0',
    sources: [],
    docs: { what: '', why: '', instead: '', limits: '' },
    options: {},
    messages: { there: 'It is there' },
    fix: 'safe',
    examples: { bad: [], good: [] },
    yieldsTo: [],
    looksAt: ['**/Dockerfile'],
    needs: 'files',
    find: ({ repository: { docker } }) => docker.flatMap(({ stages }) => stages.flatMap(({ image, at }) => (image.includes(word) ? [{ message: 'there' as const, at }] : []))),
    mend: ({ verdict: { at } }) => others.map((newText) => ({ title: newText, safety: 'safe' as const, edits: [{ at, newText }] })),
  });
}

async function titlesOf(rules: readonly RepositoryRule[], within: FixesWanted['within'] = null): Promise<readonly string[]> {
  const repository = await openTestRepository({ Dockerfile: 'FROM old\nCMD ["serve"]\n' });
  const { drafts, failures } = judgeRepository({ repository, root: '/repo', rules, configs: new Map([['/repo/Dockerfile', defaultConfig('/repo')]]), fixes: { safety: 'all', within } });
  assert.deepEqual(failures, []);
  return drafts.flatMap(({ fixes }) => fixes.map(({ title }) => title));
}

describe('fixes of rules on repositories', () => {
  it('are kept when the finding is gone from the edited text', async () => assert.deepEqual(await titlesOf([wordRule('old', ['FROM new'])]), ['FROM new']));

  it('are dropped when the finding stays', async () => assert.deepEqual(await titlesOf([wordRule('old', ['FROM older'])]), []));

  it('are dropped when another finding comes of them', async () => assert.deepEqual(await titlesOf([wordRule('old', ['FROM worse', 'FROM new']), wordRule('worse', [])]), ['FROM new']));

  it('are looked for where they are asked for only', async () => {
    const found = (path: string, start: number): Promise<readonly string[]> => titlesOf([wordRule('old', ['FROM new'])], { path, start, end: start + 1 });
    assert.deepEqual([await found('/repo/Dockerfile', 3), await found('/repo/Dockerfile', 12), await found('/repo/other', 3)], [['FROM new'], [], []]);
  });
});
