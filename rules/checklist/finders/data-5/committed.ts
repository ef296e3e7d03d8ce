/** Personal columns and secrets in files that are committed: whoever reads the repository reads them. */
import type { CounterEvidence, RepositoryFinder } from '../../../api/checklist/check.ts';
import { namesASecret } from './secret-files.ts';
import { secretsIn } from '../../../api/python/secret-formats.ts';
import type { RepositoryFile, RepositoryFiles } from '../../../api/repository/files.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'data-5/committed',
  find: ({ files }) => ({ counter: [...files.matching('**/*.{csv,tsv,psv}').flatMap((file) => personalColumns(files, file)), ...secrets(files)] }),
};

/** Without git a file in the folder may never be committed. */
function isCommitted({ isTracked }: RepositoryFile): boolean {
  return isTracked === true;
}

interface Personal {
  readonly name: RegExp;
  readonly value: RegExp;
  /** Values nobody has, such as addresses of example domains. */
  readonly nobody: RegExp;
  readonly what: string;
}

/** Own list. Names and values have to agree. */
const PERSONAL: readonly Personal[] = [
  { name: /e-?mail/i, value: /^[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-z]{2,10}$/i, nobody: /@(?:.*\.)?(?:example|test|localhost|invalid|domain|email|mail)\.\w+$|@.*\.(?:example|test|invalid)$|^(?:no-?reply|info|test\d*|user\d*)@/i, what: 'e-mail addresses' },
  { name: /^(?:.*_)?(?:phone|mobile|telephone|cell)(?:_?(?:no|number|nr))?$/i, value: /^\+?\(?\d[\d ().\/-]{7,18}\d$/, nobody: /555[- ]?01\d\d$|^[+ ]*(\d)(?:[ ().\/-]*\1)+$|123[- ]?456/, what: 'phone numbers' },
  { name: /^(?:.*_)?(?:ssn|social_?security(?:_?(?:no|number))?)$/i, value: /^\d{3}-\d{2}-\d{4}$/, nobody: /^(?:000|666|9\d\d|123-45)/, what: 'social security numbers' },
  { name: /^(?:.*_)?(?:ip|ip_?addr(?:ess)?|client_?ip)$/i, value: /^(?:\d{1,3}\.){3}\d{1,3}$/, nobody: /^(?:10\.|127\.|0\.|192\.168\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|172\.(?:1[6-9]|2\d|3[01])\.|255\.)/, what: 'addresses of computers' },
  { name: /^(?:.*_)?(?:dob|birth_?(?:date|day)|date_?of_?birth)$/i, value: /^(?:(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?|\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d)/, nobody: /^(?:1900|1970)-01-01/, what: 'dates of birth' },
  { name: /^(?:(?:first|last|full|sur|family|given|customer|patient|employee|passenger)[_ ]?name)$/i, value: /^\p{Lu}\p{L}+(?:[ ,.'-]+\p{L}+){0,4}\.?$/u, nobody: /^(?:name|none|unknown|test|foo|bar|john doe|jane doe|alice|bob)$/i, what: 'names of people' },
  { name: /^(?:.*_)?(?:street|home_?address|postal_?address|address(?:_?line_?1)?)$/i, value: /^\d+[a-z]? [\p{L} .'-]{3,}|^[\p{L} .'-]{3,} \d+[a-z]?(?:,.*)?$/u, nobody: /^(?:123 main|1 test)/i, what: 'postal addresses' },
  { name: /^(?:.*_)?(?:iban|credit_?card(?:_?(?:no|number))?|card_?number)$/i, value: /^(?:[A-Z]{2}\d{2}[A-Z0-9 ]{11,34}|(?:\d{4}[ -]?){3}\d{4})$/, nobody: /^4111|^4242|^0000/, what: 'numbers of accounts or cards' },
];

/** Different values from which on they are people, not a sample of the form. Own choice. */
const LEAST_PEOPLE = 3;
/** Rows looked at. Own choice. */
const MOST_ROWS = 50;

function personalColumns(files: RepositoryFiles, file: RepositoryFile): readonly CounterEvidence[] {
  const { path } = file;
  if (!isCommitted(file) || isTestPath(path) || isExamplePath(path) || /synthe|fake|mock|dummy|anonym|pseudonym|fixtures?/i.test(path)) return [];
  const text = files.text(path);
  if (text === null) return [];
  const lines = text.split(/\r?\n/).slice(0, MOST_ROWS + 1);
  const header = lines[0] ?? '';
  const separator = [',', ';', '\t', '|'].toSorted((a, b) => header.split(b).length - header.split(a).length)[0] ?? ',';
  const names = cellsOf(header, separator);
  const rows = lines.slice(1, -1).map((line) => cellsOf(line, separator)).filter((row) => row.length === names.length);
  return names.flatMap((name, index): readonly CounterEvidence[] => {
    const kind = PERSONAL.find((each) => each.name.test(name));
    if (kind === undefined) return [];
    const values = rows.map((row) => row[index] ?? '').filter((value) => value !== '');
    const people = new Set(values.filter((value) => kind.value.test(value) && !kind.nobody.test(value)));
    if (people.size < LEAST_PEOPLE || people.size * 2 < new Set(values).size) return [];
    const start = header.indexOf(name);
    return [{ items: ['data-5'], at: files.place(path, start, start + name.length), text: `column \`${name.slice(0, 40)}\` of a committed file holds ${kind.what}` }];
  });
}

/** Cells of a line; quotes may hold the separator. */
function cellsOf(line: string, separator: string): readonly string[] {
  const cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (const sign of line) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (sign === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell.trim()];
}

/** Keys of known forms in any text, and `.env` files with values. */
function secrets(files: RepositoryFiles): readonly CounterEvidence[] {
  return files.all.flatMap((file): readonly CounterEvidence[] => {
    const { path } = file;
    if (!isCommitted(file) || isTestPath(path) || isExamplePath(path) || /(?:^|\/)(?:fixtures?|testdata|vendor|third_party|locales?)\//.test(path) || path.endsWith('.secrets.baseline')) return [];
    const text = files.text(path);
    if (text === null) return [];
    const [first] = secretsIn(text).filter(({ what }) => what !== 'a signed token');
    if (first !== undefined) return [{ items: ['data-5'], at: files.place(path, first.start, first.start + first.beginning.length), text: `a committed file holds ${first.what}` }];
    const named = namesASecret(path, text);
    return named === null ? [] : [{ items: ['data-5'], at: files.place(path, named.start, named.end), text: `the committed \`.env\` gives \`${named.name}\` a value` }];
  });
}
