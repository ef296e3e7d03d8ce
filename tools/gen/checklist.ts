/** The registries of the checklist, and its pages docs/score/. Finders are listed by their names alone, so that one that is half written harms no other. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ChecklistItem } from '../../rules/api/checklist/item.ts';
import type { Probe } from '../../rules/api/checklist/probe.ts';
import type { Rubric } from '../../rules/api/checklist/rubric.ts';
import { SECTIONS } from '../../rules/api/checklist/level.ts';

const FOLDER = 'rules/checklist';

/** What each folder's files export under that name. */
const KINDS = { items: 'item', rubrics: 'rubric', probes: 'probe' } as const;

export interface LoadedChecklist {
  readonly items: readonly ChecklistItem[];
  readonly rubrics: readonly Rubric[];
  readonly probes: readonly Probe[];
}

const loadModule = createRequire(import.meta.url);

/** Loads items, rubrics and probes. Errors: throws on a file that does not export what its folder asks for, with the id of its name. */
export function loadChecklist(root: string): LoadedChecklist {
  return {
    items: load<ChecklistItem>(root, 'items').sort((a, b) => SECTIONS.indexOf(a.section) - SECTIONS.indexOf(b.section) || a.number - b.number),
    rubrics: load<Rubric>(root, 'rubrics').sort((a, b) => Number(b.id === DEFAULT_RUBRIC) - Number(a.id === DEFAULT_RUBRIC) || (a.id < b.id ? -1 : 1)),
    probes: load<Probe>(root, 'probes'),
  };
}

const DEFAULT_RUBRIC = 'breck-2017';

function load<T extends { readonly id: string }>(root: string, folder: keyof typeof KINDS): T[] {
  return namesIn(root, `${FOLDER}/${folder}`).map((name) => {
    const file = `${FOLDER}/${folder}/${name}.ts`;
    const exported = loadModule(path.join(root, file)) as Record<string, unknown>;
    const value = exported[KINDS[folder]] as T | undefined;
    if (value === undefined) throw new Error(`${file}: exports no \`${KINDS[folder]}\``);
    if (value.id !== name) throw new Error(`${file}: its id is \`${value.id}\`; the path says \`${name}\``);
    return value;
  });
}

/** rules/checklist/items.generated.ts: apart from the rest, because rubrics are made of items. */
export function itemsSource({ items }: LoadedChecklist): string {
  return [
    '/** The 28 items, by section and number. Written by `npm run gen`; not edited by hand. */',
    "import type { ChecklistItem } from '../api/checklist/item.ts';",
    ...items.map(({ id }) => `import { item as ${camel(id)} } from './items/${id}.ts';`),
    '',
    'export const items: readonly ChecklistItem[] = [',
    ...items.map(({ id }) => `  ${camel(id)},`),
    '];',
    '',
  ].join('\n');
}

/** rules/checklist/checklist.generated.ts. */
export function checklistSource({ rubrics, probes }: LoadedChecklist): string {
  return [
    '/** Items, probes and rubrics of the checklist. Written by `npm run gen`; not edited by hand. */',
    "import type { Checklist } from '../api/checklist/checklist.ts';",
    "import { items } from './items.generated.ts';",
    ...probes.map(({ id }) => `import { probe as ${camel(id)}Probe } from './probes/${id}.ts';`),
    ...rubrics.map(({ id }) => `import { rubric as ${camel(id)} } from './rubrics/${id}.ts';`),
    '',
    'export const checklist: Checklist = {',
    '  items,',
    '  probes: [',
    ...probes.map(({ id }) => `    ${camel(id)}Probe,`),
    '  ],',
    '  rubrics: [',
    ...rubrics.map(({ id }) => `    ${camel(id)},`),
    '  ],',
    '};',
    '',
  ].join('\n');
}

/** rules/checklist/finders.generated.ts: every `codeFinder` and `repositoryFinder` of the files in folders of `finders/`. */
export function findersSource(root: string): string {
  const finders = foldersIn(root, `${FOLDER}/finders`).flatMap((folder) =>
    namesIn(root, `${FOLDER}/finders/${folder}`).flatMap((name) => {
      const text = readFileSync(path.join(root, FOLDER, 'finders', folder, `${name}.ts`), 'utf8');
      return (['codeFinder', 'repositoryFinder'] as const)
        .filter((kind) => new RegExp(`^export const ${kind}\\b`, 'm').test(text))
        .map((kind) => ({ kind, file: `./finders/${folder}/${name}.ts`, variable: `${camel(`${folder}-${name}`)}${kind === 'codeFinder' ? 'InCode' : ''}` }));
    }),
  );
  const list = (wanted: string): readonly string[] => finders.filter(({ kind }) => kind === wanted).map(({ variable }) => `    ${variable},`);
  return [
    '/** Every finder of the checklist. Written by `npm run gen`; not edited by hand. */',
    "import type { Finders } from '../api/checklist/checklist.ts';",
    ...finders.map(({ kind, file, variable }) => `import { ${kind} as ${variable} } from '${file}';`),
    '',
    'export const finders: Finders = {',
    '  code: [',
    ...list('codeFinder'),
    '  ],',
    '  repository: [',
    ...list('repositoryFinder'),
    '  ],',
    '};',
    '',
  ].join('\n');
}

function namesIn(root: string, folder: string): readonly string[] {
  const absolute = path.join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.slice(0, -'.ts'.length))
    .sort();
}

function foldersIn(root: string, folder: string): readonly string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function camel(id: string): string {
  return id.replaceAll(/[/-]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
