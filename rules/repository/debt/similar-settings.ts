import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { fileName, settingsFiles, SETTINGS_GLOBS } from '../../api/debt/settings.ts';
import type { Setting, SettingsFile } from '../../api/debt/settings.ts';
import { nameList } from '../../api/python/name-list.ts';
import { wholeFile } from '../../api/repository/place.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const MESSAGES = {
  similar: '{same} of {total} settings are the same in {files}',
} as const;

export const rule = repositoryRule({
  id: 'debt/similar-settings',
  summary: 'Files of settings that are near copies of each other',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 6, configuration debt: a configuration as a small change from another one')],
  docs: {
    what: 'Finds files of settings that set nearly the same keys to the same values.',
    why: 'What two runs have in common is written twice, and what makes the difference between them has to be searched. A change of the common part has to be made in each copy.',
    instead: 'Keep the common part in one file and let the others say only what differs (OmegaConf merge, Hydra defaults, YAML anchors).',
    limits: 'Only files that are settings by their name or folder are compared; those that say which file they change are overlays already.',
  },
  options: {
    similarity: { kind: 'number', doc: 'Share of settings two files must have in common to be reported.', source: 'Lintel\'s own choice', default: 0.8, min: 0.5, max: 1, unit: 'share' },
    minimumSettings: { kind: 'number', doc: 'Settings a file must have to be compared.', source: 'Lintel\'s own choice: small files are alike by nature', default: 6, min: 2, max: 1000, unit: 'values' },
  },
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'one value differs',
        format: 'repository',
        fileName: 'configs/base.yaml',
        options: { minimumSettings: 3, similarity: 0.6 },
        text: '! similar\nepochs: 10\nbatch: 32\nrate: 0.1\n',
        files: { 'configs/long.yaml': 'epochs: 50\nbatch: 32\nrate: 0.1\n' },
      },
    ],
    good: [
      {
        title: 'an overlay',
        format: 'repository',
        fileName: 'configs/base.yaml',
        options: { minimumSettings: 3, similarity: 0.6 },
        text: 'epochs: 10\nbatch: 32\nrate: 0.1\n',
        files: { 'configs/long.yaml': 'defaults: [base]\nepochs: 50\n' },
      },
    ],
  },
  yieldsTo: [],
  looksAt: SETTINGS_GLOBS,
  needs: 'files',
  find: ({ repository, options }) => {
    const files = settingsFiles(repository).filter(({ settings, isOverlay }) => !isOverlay && settings.length >= options.minimumSettings).slice(0, MOST_FILES);
    return groupsOf(files, options.similarity).map((group) => {
      const [first, ...others] = group;
      const same = Math.min(...others.map((other) => sameSettings(first, other).length));
      const related = others.slice(0, MOST_PLACES).map((other) => ({ at: wholeFile(other.path), text: differenceText(first, other) }));
      return { message: 'similar' as const, at: wholeFile(first.path), related, data: { same, total: Math.max(...group.map(({ settings }) => settings.length)), files: { text: nameList(group.map(({ path }) => fileName(path))) } } };
    });
  },
  mend: null,
});

/** Own choices: pairs are compared in time that grows with the square of the files. */
const MOST_FILES = 200;
const MOST_PLACES = 10;
const MOST_KEYS = 3;

function groupsOf(files: readonly SettingsFile[], enough: number): readonly (readonly [SettingsFile, ...SettingsFile[]])[] {
  const groups: [SettingsFile, ...SettingsFile[]][] = [];
  for (const file of files) {
    const group = groups.find(([first]) => sameSettings(first, file).length / Math.max(first.settings.length, file.settings.length) >= enough);
    if (group === undefined) groups.push([file]);
    else group.push(file);
  }
  return groups.filter(({ length }) => length > 1);
}

function sameSettings(a: SettingsFile, b: SettingsFile): readonly Setting[] {
  const of = new Map(b.settings.map((setting) => [keyOf(setting), JSON.stringify(setting.value)]));
  return a.settings.filter((setting) => of.get(keyOf(setting)) === JSON.stringify(setting.value));
}

function differenceText(a: SettingsFile, b: SettingsFile): string {
  const same = new Set(sameSettings(a, b).map(keyOf));
  const differing = [...new Set([...a.settings, ...b.settings].map(keyOf))].filter((key) => !same.has(key));
  return differing.length === 0 ? 'nothing differs' : `${differing.slice(0, MOST_KEYS).map((key) => `\`${key}\``).join(', ')}${differing.length > MOST_KEYS ? ` and ${differing.length - MOST_KEYS} more` : ''} ${differing.length === 1 ? 'differs' : 'differ'}`;
}

function keyOf({ keys }: Setting): string {
  return keys.join('.');
}
