/** Secrets here are put together at run time, so that no scanner takes this file for a leak. */
import assert from 'node:assert/strict';
import { secretsIn } from './secret-formats.ts';

const DRAWN = 'q7Tz2LmK9wRb4XcV8nHj5Pd3FgS6yU1aEoWi0BvNxMtQkZrCfGhJlYpDsAuTeR42kLmNbVcXzQwErTyUiOpAsDfGhJ7';
const drawn = (length: number): string => DRAWN.slice(0, length);
const upper = 'QX7L2VKZT5MNWR3J';
const hex = '9f2c7e41d08ab65372c94fe18d0b6a35';

describe('secrets by their form', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['an AWS access key', `AK${'IA'}${upper}`, 'AKIA'],
    ['a GitHub token', `gh${'p_'}${drawn(36)}`, 'ghp_'],
    ['a GitHub token', `github_${'pat_'}${drawn(22)}_${drawn(59)}`, 'github_pat_'],
    ['a GitLab token', `gl${'pat-'}${drawn(20)}`, 'glpat-'],
    ['an OpenAI key', `sk-${'proj-'}${drawn(64)}`, 'sk-proj-'],
    ['an OpenAI key', `sk${'-'}${drawn(48)}`, 'sk-'],
    ['a Hugging Face token', `hf${'_'}${drawn(34)}`, 'hf_'],
    ['a Slack token', `xo${'xb-'}2048152403-4731920553-${drawn(24)}`, 'xoxb-'],
    ['a Google API key', `AI${'za'}${drawn(35)}`, 'AIza'],
    ['a Stripe key', `sk_${'live_'}${drawn(24)}`, 'sk_live_'],
    ['a SendGrid key', `S${'G.'}${drawn(22)}.${drawn(43)}`, 'SG.'],
    ['a Databricks token', `da${'pi'}${hex}`, 'dapi'],
    ['a signed token', `ey${'J'}hbGciOiJIUzI1NiJ9.ey${'J'}zdWIiOiI0MjE3In0.${drawn(43)}`, 'eyJ'],
  ];
  for (const [what, secret, beginning] of cases) {
    it(`${what} that begins with ${beginning}`, () => {
      const text = `key = "${secret}"`;
      assert.deepEqual(secretsIn(text), [{ what, beginning, start: 7, end: 7 + secret.length }]);
    });
  }

  it('a private key over several lines', () => {
    const text = `-----BEGIN RSA PRIVATE ${'KEY'}-----\n${drawn(64)}\n${drawn(64)}\n`;
    assert.deepEqual(secretsIn(text).map(({ what, start }) => [what, start]), [['a private key', 0]]);
  });

  it('a private key written with line breaks escaped', () => {
    const text = `"-----BEGIN PRIVATE ${'KEY'}-----\\n${drawn(64)}\\n"`;
    assert.deepEqual(secretsIn(text).map(({ what, start }) => [what, start]), [['a private key', 1]]);
  });

  const standIns: readonly (readonly [string, string])[] = [
    ['the key of the AWS manual', `AK${'IA'}IOSFODNN7EXAMPLE`],
    ['one character again and again', `gh${'p_'}${'a'.repeat(36)}`],
    ['digits in their order', `sk${'-'}${'1234567890'.repeat(5).slice(0, 48)}`],
    ['words', `hf${'_'}${'yourHuggingFaceTokenGoesInHere0000'}`],
    ['the head of a key that is looked for', `if text.startswith("-----BEGIN PRIVATE ${'KEY'}-----"):`],
    ['an identifier that begins alike', `sk${'_'}learn_model_selection_train_test_split`],
  ];
  for (const [what, text] of standIns) {
    it(`nothing: ${what}`, () => assert.deepEqual(secretsIn(text), []));
  }
});
