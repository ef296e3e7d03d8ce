/** setup.cfg of setuptools: `install_requires` and `extras_require`. */
import { declaring, type ManifestFile, type ManifestProblem, type Reading, type Declared } from './manifest.ts';
import { parseRequirement } from './requirement.ts';

const LISTS: ReadonlySet<string> = new Set(['install_requires', 'tests_require']);

export function readSetupCfg({ path, text }: ManifestFile): Reading {
  const dependencies: Declared[] = [];
  const problems: ManifestProblem[] = [];
  let section = '';
  let key = '';
  text.split(/\r\n|\n|\r/).forEach((raw, index) => {
    if (/^\s*(?:[#;]|$)/.test(raw)) return;
    const header = /^\[([^\]]+)\]/.exec(raw)?.[1];
    if (header !== undefined) {
      section = header.trim();
      key = '';
      return;
    }
    const entry = /^([^\s=:][^=:]*?)\s*[=:]\s*(.*)$/.exec(raw);
    if (entry !== null) key = entry[1] ?? '';
    const value = (entry === null ? raw : (entry[2] ?? '')).replace(/\s#.*$/, '').trim();
    const isList = (section === 'options' && LISTS.has(key)) || section === 'options.extras_require';
    if (!isList || value === '') return;
    if (value.startsWith('file:') || value.startsWith('attr:')) {
      problems.push({ line: index + 1, message: `\`${key}\` is read from elsewhere` });
      return;
    }
    const group = section === 'options.extras_require' ? key : key === 'tests_require' ? 'test' : null;
    for (const item of value.split(/,(?=\s*[A-Za-z])/)) {
      const requirement = parseRequirement(item);
      if (requirement === null) problems.push({ line: index + 1, message: `\`${item.trim().slice(0, 40)}\` is not a requirement` });
      else dependencies.push({ ...requirement, path, line: index + 1, group });
    }
  });
  return declaring(path, dependencies, problems);
}
