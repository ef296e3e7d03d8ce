/** What IPython's cell magics (`%%name`) do with the rest of their cell. */

/** Magics whose cell is Python that runs in the notebook. */
const PYTHON_BODIES: ReadonlySet<string> = new Set(['capture', 'memit', 'mprun', 'prun', 'time', 'timeit']);

/** Magics whose cell is something else, and what it is. */
const FOREIGN_BODIES: Readonly<Record<string, string>> = {
  '!': 'bash',
  ai: 'text',
  bash: 'bash',
  bigquery: 'sql',
  cmd: 'bat',
  configure: 'json',
  cpp: 'cpp',
  css: 'css',
  cu: 'cuda',
  cuda: 'cuda',
  cython: 'cython',
  dot: 'dot',
  file: 'text',
  fortran: 'fortran',
  graphql: 'graphql',
  html: 'html',
  javascript: 'javascript',
  js: 'javascript',
  json: 'json',
  julia: 'julia',
  latex: 'latex',
  markdown: 'markdown',
  matlab: 'matlab',
  mermaid: 'mermaid',
  octave: 'octave',
  perl: 'perl',
  powershell: 'powershell',
  pwsh: 'powershell',
  pypy: 'script',
  python: 'script',
  python2: 'script',
  python3: 'script',
  r: 'r',
  ruby: 'ruby',
  rust: 'rust',
  sas: 'sas',
  scala: 'scala',
  sh: 'bash',
  sparksql: 'sql',
  sql: 'sql',
  stata: 'stata',
  svg: 'svg',
  sx: 'bash',
  system: 'bash',
  writefile: 'text',
  writetemplate: 'text',
  yaml: 'yaml',
  zsh: 'bash',
};

export type CellBody =
  | { readonly kind: 'python' }
  | { readonly kind: 'foreign'; readonly language: string }
  /** A magic of some extension: Python if it parses. */
  | { readonly kind: 'unknown'; readonly language: string };

/** Returns what the cell of a magic holds. @param name without `%%` @param rest of its line */
export function cellBody(name: string, rest: string): CellBody {
  const key = name.toLowerCase();
  if (PYTHON_BODIES.has(key)) return { kind: 'python' };
  if (key === 'script') return { kind: 'foreign', language: programName(rest) };
  const language = Object.hasOwn(FOREIGN_BODIES, key) ? FOREIGN_BODIES[key] : undefined;
  return language === undefined ? { kind: 'unknown', language: key } : { kind: 'foreign', language };
}

/** The program of `%%script`; Python in a process of its own shares no names with the notebook. */
function programName(rest: string): string {
  const program = rest.split(/\s+/).find((word) => word !== '' && !word.startsWith('-')) ?? '';
  const name = program.slice(program.lastIndexOf('/') + 1).toLowerCase();
  return name === '' || name.startsWith('python') ? 'script' : name;
}
