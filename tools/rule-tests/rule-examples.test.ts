/** Every example on a rule's page is true: bad ones report exactly what is drawn, good ones nothing. `RULES=group/name` runs only some. */
import path from 'node:path';
import assert from 'node:assert/strict';
import { listRuleFiles, loadRule } from '../gen/discover.ts';
import { startHarness, type Harness } from './harness.ts';
import { exampleCase, isSilent } from './rule-cases.ts';
import { runCase, runFix } from './run-case.ts';
import { isChosen } from './chosen.ts';

const root = path.resolve(import.meta.dirname, '../..');
const loaded = listRuleFiles(root).filter(({ id }) => isChosen(id)).map((file) => loadRule(root, file));

describe('examples of the rules', () => {
  let harness: Harness;
  before(async () => {
    harness = await startHarness();
  });
  after(() => harness.close());

  for (const entry of loaded) {
    if (!entry.ok) {
      it(entry.file.id, () => assert.fail(entry.text));
      continue;
    }
    const { rule } = entry;
    describe(rule.id, () => {
      for (const example of rule.examples.bad) {
        const bad = exampleCase(rule, example);
        it(`bad: ${example.title}`, async () => {
          assert.ok(!isSilent(bad.input), 'a bad example has at least one mark');
          await runCase(harness, bad, [rule]);
        });
        if (rule.fix !== 'none') it(`fixed: ${example.title}`, () => runFix(harness, bad, [rule]));
      }
      for (const example of rule.examples.good) {
        const good = exampleCase(rule, example);
        it(`good: ${example.title}`, async () => {
          assert.ok(isSilent(good.input), 'a good example has no mark');
          await runCase(harness, good, [rule]);
        });
      }
    });
  }
});
