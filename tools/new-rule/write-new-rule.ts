/** Writes the two files a rule is made of. Never overwrites. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { listRuleFiles, RULE_NAME } from '../gen/discover.ts';
import { pythonFixtureSkeleton, pythonRuleSkeleton } from './python-skeleton.ts';
import { repositoryFixtureSkeleton, repositoryRuleSkeleton } from './repository-skeleton.ts';
import { fixtureSkeleton, ruleSkeleton } from './skeleton.ts';

export type NewRuleResult = { readonly ok: true; readonly id: string; readonly written: readonly string[] } | { readonly ok: false; readonly text: string };

const USAGE = 'npm run new-rule <kind>/<group>/<name>, for example data/missing/high-null-fraction; kinds are data, python, notebook, python-project, repository, and pipeline, whose groups are tools';

/** Kinds of rules with a skeleton. Rules on code lie in one folder, whatever they look at. */
const KINDS: readonly string[] = ['data', 'python', 'notebook', 'python-project', 'repository', 'pipeline'];

function skeletons(kind: string, { id, since }: { readonly id: string; readonly since: string }): readonly [rule: string, fixture: string, folder: string] {
  if (kind === 'python' || kind === 'notebook' || kind === 'python-project') return [pythonRuleSkeleton(kind, { id, since }), pythonFixtureSkeleton(kind, id), 'python'];
  if (kind === 'repository' || kind === 'pipeline') return [repositoryRuleSkeleton(id, since), repositoryFixtureSkeleton(id), kind];
  return [ruleSkeleton(id, since), fixtureSkeleton(id), 'data'];
}

/** @param args what stands after the command */
export function writeNewRule(root: string, args: readonly string[]): NewRuleResult {
  const [target, ...rest] = args;
  if (target === undefined || rest.length > 0) return refuse(`name one rule: ${USAGE}`);
  const [kind = '', group = '', name = '', ...deeper] = target.split('/');
  if (!KINDS.includes(kind) || name === '' || deeper.length > 0) return refuse(`\`${target}\` is no place for a rule: ${USAGE}`);
  const misnamed = [group, name].find((part) => !RULE_NAME.test(part));
  if (misnamed !== undefined) return refuse(`\`${misnamed}\` is not kebab-case, for example high-null-fraction`);
  if (/^(?:no|check)-/.test(name)) return refuse(`\`${name}\` says what to do; a rule is named after the fault, so that "allow ${name}" reads well`);
  const id = kind === 'pipeline' ? `pipeline/${group}-${name}` : `${group}/${name}`;
  if (listRuleFiles(root).some((file) => file.id === id)) return refuse(`the rule \`${id}\` exists already`);
  const [rule, fixture, folder] = skeletons(kind, { id, since: packageVersion(root) });
  const files: readonly (readonly [string, string])[] = [
    [`rules/${folder}/${group}/${name}.ts`, rule],
    [`test-fixtures/rules/${id}.md`, fixture],
  ];
  const existing = files.find(([file]) => existsSync(path.join(root, file)));
  if (existing !== undefined) return refuse(`${existing[0]} exists already`);
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text, { flag: 'wx' });
  }
  return { ok: true, id, written: files.map(([file]) => file) };
}

function refuse(text: string): NewRuleResult {
  return { ok: false, text };
}

function packageVersion(root: string): string {
  return (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { readonly version: string }).version;
}
