/** Every generated file as text, and which of them on disk differ. Reads the project, writes nothing. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Rule } from '../../rules/api/rule.ts';
import { metaRules } from '../../server/core/meta-rules.ts';
import { apiSchema } from './api-schema.ts';
import { attestationSchema } from './attestation-schema.ts';
import { checklistSource, findersSource, itemsSource } from './checklist.ts';
import type { LoadedChecklist } from './checklist.ts';
import { configSchema, pyprojectSchema } from './config-schema.ts';
import type { RuleFile } from './discover.ts';
import { manPage } from './man-page.ts';
import { manifestWithSettings } from './manifest.ts';
import { readmeWithTable, startingReadme } from './readme-table.ts';
import { registrySource } from './registry.ts';
import { ruleIndexPage } from './rule-index-page.ts';
import { rulePage } from './rule-page.ts';
import { itemIndexPage, itemPage } from './score-pages.ts';

export interface FoundRule {
  readonly file: RuleFile;
  readonly rule: Rule;
}

const PAGES = 'docs/rules';
const SCORE_PAGES = 'docs/score';

/** Returns path -> text, paths relative to the project. Errors: throws when README.md has lost the comments around its table. */
export function generate(root: string, found: readonly FoundRule[], checklist: LoadedChecklist): ReadonlyMap<string, string> {
  const described = [...found.map(({ rule }) => rule), ...metaRules].sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  return new Map([
    ['rules/index.generated.ts', registrySource(found)],
    ['rules/checklist/items.generated.ts', itemsSource(checklist)],
    ['rules/checklist/checklist.generated.ts', checklistSource(checklist)],
    ['rules/checklist/finders.generated.ts', findersSource(root)],
    ...checklist.items.map((item): [string, string] => [`${SCORE_PAGES}/${item.id}.md`, itemPage(item)]),
    [`${SCORE_PAGES}/README.md`, itemIndexPage(checklist.items)],
    ...described.map((rule): [string, string] => [`${PAGES}/${rule.id}.md`, rulePage(rule)]),
    [`${PAGES}/README.md`, ruleIndexPage(described)],
    ['README.md', readmeWithTable(readOr(root, 'README.md', startingReadme), described)],
    ['package.json', manifestWithSettings(readOr(root, 'package.json', () => '{}\n'))],
    ['man/lintel.1', manPage(versionOf(readOr(root, 'package.json', () => '{}\n')))],
    ['schemas/lintel.schema.json', `${JSON.stringify(configSchema(described), null, 2)}\n`],
    ['schemas/lintel.pyproject.schema.json', `${JSON.stringify(pyprojectSchema(described), null, 2)}\n`],
    ['schemas/lintel.attestations.schema.json', `${JSON.stringify(attestationSchema(checklist.items), null, 2)}\n`],
    ['schemas/lintel.api.schema.json', `${JSON.stringify(apiSchema(), null, 2)}\n`],
  ]);
}

function versionOf(manifest: string): string {
  const { version } = JSON.parse(manifest) as { readonly version?: string };
  return version ?? '0.0.0';
}

function readOr(root: string, file: string, otherwise: () => string): string {
  const target = path.join(root, file);
  return existsSync(target) ? readFileSync(target, 'utf8') : otherwise();
}

/** Returns the files whose bytes differ or that are not there, and pages that belong to no rule and no item, sorted. */
export function staleFiles(root: string, files: ReadonlyMap<string, string>): readonly string[] {
  const changed = [...files].filter(([file, text]) => readOr(root, file, () => '') !== text).map(([file]) => file);
  const orphans = [PAGES, SCORE_PAGES].flatMap((folder) => pagesIn(root, folder)).filter((file) => !files.has(file));
  return [...changed, ...orphans].sort();
}

function pagesIn(root: string, folder: string): readonly string[] {
  const names = existsSync(path.join(root, folder)) ? readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }) : [];
  return names.filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`);
}
