/** Every example on a rule's page is true: bad ones report exactly what is drawn, good ones nothing. `RULES=group/name` runs only some. */
import path from 'node:path';
import assert from 'node:assert/strict';
import { isCodeRule, isDataRule, type DataRule } from '../../rules/api/rule.ts';
import type { Example, PythonExample, RepositoryExample, TextExample, TypedExample } from '../../rules/api/example.ts';
import type { CodeRule } from '../../rules/api/python-rule.ts';
import type { RepositoryRule } from '../../rules/api/repository-rule.ts';
import { listRuleFiles, loadRule } from '../gen/discover.ts';
import { startHarness, type Harness } from './harness.ts';
import { createPythonHarness, type PythonHarness } from './python-harness.ts';
import { pythonExampleCase, repositoryExampleCase, type PythonCase } from './python-case.ts';
import { createRepositoryHarness } from './repository-harness.ts';
import { exampleCase, isSilent } from './rule-cases.ts';
import { runCase, runFix } from './run-case.ts';
import { isSilentPython, runPythonCase } from './run-python-case.ts';
import { isChosen } from './chosen.ts';

const root = path.resolve(import.meta.dirname, '../..');
const loaded = listRuleFiles(root).filter(({ id }) => isChosen(id)).map((file) => loadRule(root, file));

describe('examples of the rules', () => {
  let harness: Harness;
  const code = createPythonHarness();
  const repositories = createRepositoryHarness();
  const hasDataRules = loaded.some((entry) => entry.ok && isDataRule(entry.rule));
  before(async () => {
    if (hasDataRules) harness = await startHarness();
  });
  after(() => (hasDataRules ? harness.close() : undefined));

  for (const entry of loaded) {
    if (!entry.ok) {
      it(entry.file.id, () => assert.fail(entry.text));
      continue;
    }
    const { rule } = entry;
    if (isDataRule(rule)) describeDataRule(rule, () => harness);
    else describeFilesRule(rule, isCodeRule(rule) ? code : repositories);
  }
});

function describeDataRule(rule: DataRule, harness: () => Harness): void {
  describe(rule.id, () => {
    for (const example of rule.examples.bad) {
      if (!isDataExample(example)) throw new Error(`${rule.id}: ${example.title}: a rule on data is shown on data`);
      const bad = exampleCase(rule, example);
      it(`bad: ${example.title}`, async () => {
        assert.ok(!isSilent(bad.input), 'a bad example has at least one mark');
        await runCase(harness(), bad, [rule]);
      });
      if (rule.fix !== 'none') it(`fixed: ${example.title}`, () => runFix(harness(), bad, [rule]));
    }
    for (const example of rule.examples.good) {
      if (!isDataExample(example)) throw new Error(`${rule.id}: ${example.title}: a rule on data is shown on data`);
      const good = exampleCase(rule, example);
      it(`good: ${example.title}`, async () => {
        assert.ok(isSilent(good.input), 'a good example has no mark');
        await runCase(harness(), good, [rule]);
      });
    }
  });
}

function describeFilesRule(rule: CodeRule | RepositoryRule, harness: PythonHarness): void {
  describe(rule.id, () => {
    for (const example of rule.examples.bad) {
      if (isDataExample(example)) throw new Error(`${rule.id}: ${example.title}: a rule on code is shown on code`);
      it(`bad: ${example.title}`, async () => {
        const bad = filesCase(rule, example);
        assert.ok(!isSilentPython(bad), 'a bad example has at least one mark');
        await runPythonCase(harness, bad, [rule]);
      });
    }
    for (const example of rule.examples.good) {
      if (isDataExample(example)) throw new Error(`${rule.id}: ${example.title}: a rule on code is shown on code`);
      it(`good: ${example.title}`, async () => {
        const good = filesCase(rule, example);
        assert.ok(isSilentPython(good), 'a good example has no mark');
        await runPythonCase(harness, good, [rule]);
      });
    }
  });
}

function filesCase(rule: CodeRule | RepositoryRule, example: PythonExample | RepositoryExample): PythonCase {
  if (rule.kind === 'repository') return example.format === 'repository' ? repositoryExampleCase(rule, example) : assert.fail(`${rule.id}: a rule on repositories is shown on repositories`);
  return example.format === 'repository' ? assert.fail(`${rule.id}: a rule on code is shown on code`) : pythonExampleCase(rule, example);
}

function isDataExample(example: Example): example is TextExample | TypedExample {
  return example.format !== 'python' && example.format !== 'notebook' && example.format !== 'repository';
}
