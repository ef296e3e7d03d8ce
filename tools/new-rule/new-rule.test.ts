import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { isCodeRule, isDataRule, isRepositoryRule } from '../../rules/api/rule.ts';
import { loadRules } from '../gen/discover.ts';
import { parseFixtureFile, pythonSectionCase, repositorySectionCase, sectionCase } from '../rule-tests/fixture-file.ts';
import { startHarness, type Harness } from '../rule-tests/harness.ts';
import { pythonExampleCase, repositoryExampleCase } from '../rule-tests/python-case.ts';
import { createRepositoryHarness } from '../rule-tests/repository-harness.ts';
import { createPythonHarness } from '../rule-tests/python-harness.ts';
import { exampleCase } from '../rule-tests/rule-cases.ts';
import { runCase } from '../rule-tests/run-case.ts';
import { runPythonCase } from '../rule-tests/run-python-case.ts';
import { ruleProblems } from '../tidy/rule-shape.ts';
import { writeNewRule } from './write-new-rule.ts';

const USAGE = 'npm run new-rule <kind>/<group>/<name>, for example data/missing/high-null-fraction; kinds are data, python, notebook, python-project, repository, and pipeline, whose groups are tools';
const root = path.resolve(import.meta.dirname, '../..');

describe('a new rule', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'new-rule-'));
  let harness: Harness;
  before(async () => {
    mkdirSync(path.join(folder, 'rules'));
    symlinkSync(path.join(root, 'rules/api'), path.join(folder, 'rules/api'), 'junction');
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    writeFileSync(path.join(folder, 'package.json'), '{ "version": "0.3.0", "type": "module" }\n');
    harness = await startHarness();
  });
  after(async () => {
    await harness.close();
    rmSync(folder, { recursive: true });
  });

  it('is two files that pass their own tests', async () => {
    const made = writeNewRule(folder, ['data/text/unwritten']);
    assert.deepEqual(made, { ok: true, id: 'text/unwritten', written: ['rules/data/text/unwritten.ts', 'test-fixtures/rules/text/unwritten.md'] });
    const [found] = loadRules(folder);
    assert.ok(found !== undefined && isDataRule(found.rule) && found.rule.since === '0.3.0');
    const { rule } = found;
    for (const example of [...rule.examples.bad, ...rule.examples.good]) {
      assert.ok(example.format === 'csv');
      await runCase(harness, exampleCase(rule, example), [rule]);
    }
    const fixture = parseFixtureFile(readFileSync(path.join(folder, 'test-fixtures/rules/text/unwritten.md'), 'utf8'));
    for (const section of fixture.sections) await runCase(harness, sectionCase(rule, section), [rule]);
  });

  for (const kind of ['python', 'notebook', 'python-project']) {
    it(`on ${kind} is two files that pass their own tests`, async () => {
      const made = writeNewRule(folder, [`${kind}/code/unwritten-${kind}`]);
      assert.deepEqual(made, { ok: true, id: `code/unwritten-${kind}`, written: [`rules/python/code/unwritten-${kind}.ts`, `test-fixtures/rules/code/unwritten-${kind}.md`] });
      const rule = loadRules(folder).find(({ file }) => file.name === `unwritten-${kind}`)?.rule;
      assert.ok(rule !== undefined && isCodeRule(rule));
      const code = createPythonHarness();
      for (const example of [...rule.examples.bad, ...rule.examples.good]) {
        assert.ok(example.format === 'python' || example.format === 'notebook');
        await runPythonCase(code, pythonExampleCase(rule, example), [rule]);
      }
      const markdown = readFileSync(path.join(folder, `test-fixtures/rules/code/unwritten-${kind}.md`), 'utf8');
      for (const section of parseFixtureFile(markdown).sections) await runPythonCase(code, pythonSectionCase(rule, section), [rule]);
      assert.deepEqual(ruleProblems({ rule, fixture: markdown }), []);
    });
  }

  for (const [asked, file, id] of [
    ['repository/settings/unwritten-settings', 'rules/repository/settings/unwritten-settings.ts', 'settings/unwritten-settings'],
    ['pipeline/docker/unwritten-image', 'rules/pipeline/docker/unwritten-image.ts', 'pipeline/docker-unwritten-image'],
  ] as const) {
    it(`on ${id} is two files that pass their own tests`, async () => {
      assert.deepEqual(writeNewRule(folder, [asked]), { ok: true, id, written: [file, `test-fixtures/rules/${id}.md`] });
      const rule = loadRules(folder).find((found) => found.file.id === id)?.rule;
      assert.ok(rule !== undefined && isRepositoryRule(rule));
      const repositories = createRepositoryHarness();
      for (const example of [...rule.examples.bad, ...rule.examples.good]) {
        assert.ok(example.format === 'repository');
        await runPythonCase(repositories, repositoryExampleCase(rule, example), [rule]);
      }
      const markdown = readFileSync(path.join(folder, `test-fixtures/rules/${id}.md`), 'utf8');
      for (const section of parseFixtureFile(markdown).sections) await runPythonCase(repositories, repositorySectionCase(rule, section), [rule]);
      assert.deepEqual(ruleProblems({ rule, fixture: markdown }), []);
    });
  }

  it('compiles, whatever its kind', () => {
    const made = loadRules(folder).map(({ file }) => file.path);
    assert.equal(made.length, 6);
    writeFileSync(path.join(folder, 'tsconfig.json'), readFileSync(path.join(root, 'tsconfig.base.json'), 'utf8').replace('"composite": true,', '"noEmit": true,').replace('"emitDeclarationOnly": true,', '').replace(/\}\s*$/, `, "files": ${JSON.stringify(made)} }`));
    const compiled = spawnSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
    assert.equal(compiled.stdout + compiled.stderr, '');
  });

  for (const [args, text] of [
    [[], 'name one rule: ' + USAGE],
    [['text/padded'], '`text/padded` is no place for a rule: ' + USAGE],
    [['data/text/Padded'], '`Padded` is not kebab-case, for example high-null-fraction'],
    [['data/../padded'], '`..` is not kebab-case, for example high-null-fraction'],
    [['data/text/no-padding'], '`no-padding` says what to do; a rule is named after the fault, so that "allow no-padding" reads well'],
    [['data/text/unwritten'], 'the rule `text/unwritten` exists already'],
  ] as const) {
    it(`refuses ${args.join(' ') || 'nothing'}`, () => assert.deepEqual(writeNewRule(folder, args), { ok: false, text }));
  }
});
