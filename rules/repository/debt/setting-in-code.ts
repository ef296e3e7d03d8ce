import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { fileName, scriptTexts, settingsFiles } from '../../api/debt/settings.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const MESSAGES = {
  same: '`{name}` is {value} here and in `{file}`',
  differs: '`{name}` is {value} here and {other} in `{file}`',
} as const;

export const rule = repositoryRule({
  id: 'debt/setting-in-code',
  summary: 'Settings that code writes down a second time',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 6, configuration debt: redundant settings are detected')],
  docs: {
    what: 'Finds constants of scripts that have the name and kind of a setting in a file of settings, and a number of their own.',
    why: 'One of the two is what counts, and only the code knows which. Sooner or later they differ.',
    instead: 'Read the value from the file of settings, or delete it there.',
    limits: 'Only constants in capitals at the top of a script that load no settings into them, with a number, and settings whose name stands in one file once.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      { title: 'the same number', format: 'repository', fileName: 'train.py', text: 'LEARNING_RATE = 0.01\n#               ^^^^ same\nprint(LEARNING_RATE)\n', files: { 'config.yaml': 'learning_rate: 0.01\n' } },
      { title: 'they differ', format: 'repository', fileName: 'train.py', text: 'import yaml\n\nBATCH_SIZE = 32\n#            ^^ differs\nprint(BATCH_SIZE)\n', files: { 'config.yaml': 'model:\n  batch_size: 64\n' } },
    ],
    good: [{ title: 'the setting is read', format: 'repository', fileName: 'train.py', text: 'import yaml\n\nLEARNING_RATE = yaml.safe_load(open("config.yaml"))["learning_rate"]\n', files: { 'config.yaml': 'learning_rate: 0.01\n' } }],
  },
  yieldsTo: [],
  looksAt: ['**/*.py'],
  mayBlame: ({ text }) => [...text.matchAll(CONSTANT)].some(([, name = '']) => name.includes('_')),
  needs: 'texts',
  find: ({ repository }) => {
    const settings = new Map<string, { readonly value: number; readonly path: string; readonly at: (typeof all)[number]['at'] } | null>();
    const all = settingsFiles(repository).flatMap(({ path, settings: own }) => own.map((setting) => ({ ...setting, path })));
    for (const { keys, value, at, path } of all) {
      const key = (keys.at(-1) ?? '').toLowerCase();
      settings.set(key, settings.has(key) || typeof value !== 'number' ? null : { value, path, at });
    }
    return scriptTexts(repository).flatMap(({ path, text }) =>
      [...text.matchAll(CONSTANT)].flatMap((match) => {
        const [line = '', name = '', number = ''] = match;
        const setting = settings.get(name.toLowerCase());
        if (setting == null || !name.includes('_')) return [];
        const end = match.index + line.length;
        const at = repository.files.place(path, end - number.length, end);
        const [related, words] = [[{ at: setting.at, text: 'the setting' }], { name: { text: name }, value: { text: number }, file: { text: fileName(setting.path) } }];
        return [setting.value === Number(number.replaceAll('_', '')) ? { message: 'same' as const, at, related, data: words } : { message: 'differs' as const, at, related, data: { ...words, other: { text: String(setting.value) } } }];
      }),
    );
  },
  mend: null,
});

/** A number in a constant of the module. */
const CONSTANT = /^([A-Z][A-Z0-9_]+)[ \t]*=[ \t]*(-?\d[\d_]*(?:\.\d+)?(?:e-?\d+)?)(?=[ \t]*(?:#.*)?$)/gm;
