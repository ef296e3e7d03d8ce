import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { fileName, scriptTexts, settingsFiles, SETTINGS_GLOBS } from '../../api/debt/settings.ts';
import type { Setting, SettingsFile } from '../../api/debt/settings.ts';
import type { Repository } from '../../api/repository/repository.ts';
import { repositoryRule } from '../../api/repository-rule.ts';
import type { RepositoryVerdict } from '../../api/repository-rule.ts';

const MESSAGES = {
  unused: 'No program or command names the setting `{key}`',
} as const;

export const rule = repositoryRule({
  id: 'debt/unused-setting',
  summary: 'Settings that no program reads',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 6, configuration debt: unused settings are detected')],
  docs: {
    what: 'Finds settings of a file that a script of the project loads, whose name stands in no script, command or other file of code.',
    why: 'Somebody will change it and wait for a difference. Settings that do nothing hide those that do, and runs are recorded as different that were the same.',
    instead: 'Delete the setting, or read it where it was meant to be read.',
    limits: 'Some other setting of the file must be read by name. Files that are unpacked, looped over, or turned into objects as a whole are left alone, as is everything where a notebook cannot be read.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'nobody reads the momentum',
        format: 'repository',
        fileName: 'config.yaml',
        text: 'model:\n  rate: 0.1\n  momentum: 0.9\n# ^^^^^^^^ unused\n',
        files: { 'train.py': 'import yaml\n\nconfig = yaml.safe_load(open("config.yaml"))\nprint(config["model"]["rate"])\n' },
      },
    ],
    good: [
      {
        title: 'the mapping is unpacked',
        format: 'repository',
        fileName: 'config.yaml',
        text: 'model:\n  rate: 0.1\n  momentum: 0.9\n',
        files: { 'train.py': 'import yaml\n\nconfig = yaml.safe_load(open("config.yaml"))\nprint(config["model"]["rate"])\nprint(dict(**config["model"]))\n' },
      },
    ],
  },
  yieldsTo: [],
  looksAt: SETTINGS_GLOBS,
  needs: 'texts',
  find: ({ repository }) => {
    const scripts = scriptTexts(repository);
    const notebooks = repository.files.matching('**/*.ipynb').flatMap(({ path }) => textOf(path, repository));
    const areNotebooksUnread = notebooks.length < repository.files.matching('**/*.ipynb').length;
    if (areNotebooksUnread || [...scripts, ...notebooks].some(({ text }) => AS_A_WHOLE.test(text))) return [];
    const loaded = settingsFiles(repository).filter(({ path }) => scripts.some(({ text }) => isLoadedIn(text, fileName(path))));
    if (loaded.length === 0) return [];
    const words = wordsOutside(repository);
    return loaded.flatMap((file) => unusedOf(file, words));
  },
  mend: null,
});

/** Take a mapping as it is: unpacking, looping, keys that are computed, objects made of it, libraries that hand it on, namespaces. */
const AS_A_WHOLE =
  /\*\*(?!kwargs\b|kw\b|\s*\d)[A-Za-z_]|\.(?:items|values|keys)\(\)|\b(?:cfg|conf|config|params|settings|options|opts?|hparams)(?:\[["'][^\]\n]*["']\])*\[(?!["'\d:])|\b(?:vars|setattr|getattr|Namespace|SimpleNamespace|instantiate|hydra|OmegaConf|omegaconf|pydantic|BaseSettings|dacite|from_dict|parse_obj|model_validate|EasyDict|Box|munch|Munch|DotMap|Dynaconf|dynaconf|__dict__|jsonargparse|configargparse|set_params)\b/;

function unusedOf({ settings }: SettingsFile, words: ReadonlySet<string>): readonly RepositoryVerdict<typeof MESSAGES>[] {
  const isUsed = ({ keys }: Setting): boolean => isNamed(keys.at(-1) ?? '', words);
  if (!settings.some(isUsed)) return [];
  return settings.flatMap((setting) => {
    const siblings = settings.filter((other) => other !== setting && other.keys.slice(0, -1).join('\n') === setting.keys.slice(0, -1).join('\n'));
    // a mapping of which nothing is read by name is perhaps read as a whole
    const isReadByName = setting.keys.length === 1 || siblings.some(isUsed);
    return isUsed(setting) || !isReadByName || setting.keys.some((key) => key.startsWith('_') || !/^[A-Za-z]/.test(key)) ? [] : [{ message: 'unused', at: setting.at, data: { key: { text: setting.keys.join('.').replaceAll('`', "'") } } }];
  });
}

/** A key may be read by its parts: `f"{name}_path"`. */
function isNamed(key: string, words: ReadonlySet<string>): boolean {
  return words.has(key.toLowerCase()) || key.split(/[-_. ]/).some((_, index, parts) => (index > 0 && words.has(`_${parts.slice(index).join('_').toLowerCase()}`)) || words.has(`${parts.slice(0, index).join('_').toLowerCase()}_`));
}

function textOf(path: string, { files }: Repository): readonly { readonly path: string; readonly text: string }[] {
  const text = files.text(path);
  return text === null ? [] : [{ path, text }];
}

function isLoadedIn(text: string, name: string): boolean {
  return text.includes(`${name}"`) || text.includes(`${name}'`);
}

/** Every word of files of code and commands, in lower case; documents and settings name what nobody reads. */
function wordsOutside(repository: Repository): ReadonlySet<string> {
  const settings = new Set(settingsFiles(repository).map(({ path }) => path));
  const words = new Set<string>();
  for (const { path } of repository.files.all) {
    if (settings.has(path) || /\.(?:md|mdx|rst|txt|adoc|csv|tsv|json|html?|log)$/i.test(path)) continue;
    for (const [word] of (repository.files.text(path) ?? '').matchAll(/[A-Za-z_][\w-]*/g)) {
      words.add(word.toLowerCase());
      if (word.includes('-')) for (const part of word.split('-')) words.add(part.toLowerCase());
    }
  }
  return words;
}
