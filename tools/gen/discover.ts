/**
 * Finds the rule files of the project. Each file `rules/<kind>/<group>/<name>.ts` exports one value, `rule`, with the id `<group>/<name>`. Rules on the
 * tools of pipelines are one group: `rules/pipeline/<tool>/<name>.ts` is `pipeline/<tool>-<name>`, whatever kind of rule it is.
 */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Rule } from '../../rules/api/rule.ts';

export interface RuleFile {
  /** Relative to the project, forward slashes. */
  readonly path: string;
  readonly kind: string;
  readonly group: string;
  readonly name: string;
  /** `<group>/<name>`. */
  readonly id: string;
}

export type LoadedRule = { readonly ok: true; readonly file: RuleFile; readonly rule: Rule } | { readonly ok: false; readonly file: RuleFile; readonly text: string };

/** Groups, names and kinds are kebab-case. */
export const RULE_NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

const NO_RULES: readonly string[] = ['api', 'checklist'];

/** Returns the rule files under `rules/`, sorted by id. `rules/api` and `rules/checklist` hold no rules; tests stand beside rules and are left out. */
export function listRuleFiles(root: string): readonly RuleFile[] {
  const files: RuleFile[] = [];
  for (const kind of folders(path.join(root, 'rules')).filter((name) => !NO_RULES.includes(name))) {
    for (const group of folders(path.join(root, 'rules', kind))) {
      for (const entry of readdirSync(path.join(root, 'rules', kind, group))) {
        if (!entry.endsWith('.ts') || entry.endsWith('.test.ts')) continue;
        const name = entry.slice(0, -'.ts'.length);
        files.push({ path: `rules/${kind}/${group}/${entry}`, kind, ...(kind === PIPELINE ? named(PIPELINE, `${group}-${name}`) : named(group, name)) });
      }
    }
  }
  return files.sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
}

/** The kind whose folders are tools. */
const PIPELINE = 'pipeline';

function named(group: string, name: string): Pick<RuleFile, 'group' | 'name' | 'id'> {
  return { group, name, id: `${group}/${name}` };
}

function folders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

const loadModule = createRequire(import.meta.url);

/**
 * Loads one rule file, at once, so that tests can be named after its examples. Not ok when it cannot be loaded, exports anything
 * but `rule`, or its id is not its path.
 */
export function loadRule(root: string, file: RuleFile): LoadedRule {
  const refuse = (text: string): LoadedRule => ({ ok: false, file, text: `${file.path}: ${text}` });
  if (![file.kind, file.group, file.name].every((part) => RULE_NAME.test(part))) return refuse('folders and file are named in kebab-case');
  let exported: Record<string, unknown>;
  try {
    exported = loadModule(path.join(root, file.path)) as Record<string, unknown>;
  } catch (error) {
    return refuse(`cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
  const names = Object.keys(exported).filter((name) => name !== '__esModule');
  if (names.length !== 1 || names[0] !== 'rule') return refuse(`exports ${names.length === 0 ? 'nothing' : names.join(', ')}; a rule file exports exactly \`rule\``);
  const rule = exported['rule'] as Rule;
  return rule.id === file.id ? { ok: true, file, rule } : refuse(`its id is \`${rule.id}\`; the path says \`${file.id}\``);
}

/** Loads every rule. Errors: throws with every refusal, one a line. */
export function loadRules(root: string): readonly { readonly file: RuleFile; readonly rule: Rule }[] {
  const loaded = listRuleFiles(root).map((file) => loadRule(root, file));
  const refused = loaded.flatMap((entry) => (entry.ok ? [] : [entry.text]));
  const repeated = loaded.flatMap((entry, index) => (loaded[index - 1]?.file.id === entry.file.id ? [`${entry.file.path}: the id \`${entry.file.id}\` is taken`] : []));
  if (refused.length + repeated.length > 0) throw new Error([...refused, ...repeated].join('\n'));
  return loaded.flatMap((entry) => (entry.ok ? [{ file: entry.file, rule: entry.rule }] : []));
}
