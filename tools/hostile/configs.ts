/** Configuration files that are hostile, or wrong in one way, with the whole of what stderr says of each. */

export interface HostileConfig {
  readonly title: string;
  /** `lintel.yaml` when left out. */
  readonly name?: string;
  readonly text: () => string;
  readonly others?: Readonly<Record<string, string>>;
  /** Lines of stderr without `lintel: ` and the file's name; empty when the check runs. */
  readonly says: readonly string[];
}

/** Nine letters, each standing for nine of the one before. */
function aliasBomb(): string {
  const letters = 'abcdefghij';
  const rows = [...letters].map((letter, index) => `${letter}: &${letter} [${Array<string>(9).fill(index === 0 ? 'x' : `*${letters[index - 1]}`).join(',')}]\n`);
  return `${rows.join('')}select: *j\n`;
}

const ALIASES = 'the file holds more than 20,000 values once its aliases are expanded';
const OUTSIDE = '`extends` must be a relative path inside the project';
const DEEP = 'nested more than 32 levels deep';

export const CONFIGS: readonly HostileConfig[] = [
  { title: 'aliases that multiply to 3,486,784,401 values', text: aliasBomb, says: [`:1:22: ${ALIASES}`] },
  { title: '5,000 merge keys', text: () => `base: &b {select: [all]}\n<<: [${Array<string>(5000).fill('*b').join(',')}]\n`, says: [`:1:20: ${ALIASES}`] },
  { title: 'a million brackets', text: () => `select: ${'['.repeat(999_000)}`, says: [`:1:41: ${DEEP}`] },
  { title: 'nested dashes', text: () => `select:\n${'- '.repeat(300_000)}\n`, says: [`:2:1: ${DEEP}`] },
  { title: 'nested maps', text: () => Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''), says: [`:34:34: ${DEEP}`] },
  { title: 'more than 1 MB', text: () => '#'.repeat(1_000_001), says: [': this file cannot be read, is not UTF-8 text, or is larger than 1 MB'] },
  { title: 'a key twice', text: () => 'select: [all]\nselect: [packaging]\n', says: [':2:1: not valid YAML: Map keys must be unique'] },
  { title: 'tabs', text: () => 'rules:\n\tpackaging/constant-column: {}\n', says: [':2:1: not valid YAML: Tabs are not allowed as indentation'] },
  { title: 'a second document', text: () => 'select: [all]\n---\nignore: [all]\n', says: [':2:1: a second document starts here; keep one'] },
  { title: 'a tag that names code', text: () => 'select: !!js/function "function () {}"\n', says: [':1:9: not valid YAML: Unresolved tag: tag:yaml.org,2002:js/function'] },
  { title: 'unknown keys', text: () => 'selct: [all]\nzebra: 1\n', says: [':1:1: unknown key `selct`; did you mean `select`?', ':2:1: unknown key `zebra`'] },
  { title: 'a key that steers the terminal', text: () => '"\\e[31mred": 1\n', says: [':1:1: unknown key `\\u{1b}[31mred`'] },
  {
    title: 'keys that are members of every object',
    text: () => '__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\nrules:\n  __proto__: {min-rows: 1}\nseverity:\n  constructor: error\n',
    says: [':1:1: unknown key `__proto__`', ':2:1: unknown key `constructor`', ':4:3: no rule is called `__proto__`', ':6:3: no rule or group is called `constructor`'],
  },
  { title: 'extending itself', text: () => 'extends: [lintel.yaml]\n', says: [':1:11: `extends` comes back to `lintel.yaml`'] },
  {
    title: 'extending in a circle',
    text: () => 'extends: [a.yaml]\n',
    others: { 'a.yaml': 'extends: [b.yaml]\n', 'b.yaml': 'extends: [a.yaml]\n' },
    says: ['b.yaml:1:11: `extends` comes back to `a.yaml`'],
  },
  {
    title: 'extending what lies elsewhere',
    text: () => 'extends: [../../etc/passwd, /etc/passwd, https://example.com/x.yaml, file:///etc/passwd, gone.yaml]\n',
    says: [`:1:11: ${OUTSIDE}`, `:1:29: ${OUTSIDE}`, `:1:42: ${OUTSIDE}`, `:1:70: ${OUTSIDE}`, ':1:90: `extends` names `gone.yaml`, which is not a config file'],
  },
  { title: 'nested TOML', name: 'pyproject.toml', text: () => `[tool.lintel]\nselect = ${'['.repeat(100_000)}\n`, says: [':2:42: not valid TOML: document contains excessively nested structures. aborting.'] },
  {
    title: 'members of every object in TOML',
    name: 'pyproject.toml',
    text: () => '[tool.lintel]\n"__proto__" = {polluted = 1}\n[tool.lintel.rules."__proto__"]\nx = 1\n',
    says: [':2:1: unknown key `__proto__`', ':3:20: no rule is called `__proto__`'],
  },
  { title: 'patterns that make matchers slow', text: () => `exclude: ["${'*a'.repeat(200)}", "${'**/'.repeat(50)}x", "${'{a,b}'.repeat(30)}"]\n`, others: { [`${'a'.repeat(200)}.csv`]: 'a,b\n' }, says: [] },
  { title: 'patterns of ignore files that make matchers slow', name: '.gitignore', text: () => `${'a'.repeat(100_000)}\n${'**/a/'.repeat(12)}b\n[\n`, others: { [`${'a/'.repeat(30)}x.csv`]: 'a,b\n' }, says: [] },
];
