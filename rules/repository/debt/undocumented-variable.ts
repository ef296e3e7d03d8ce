import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { scriptTexts } from '../../api/debt/settings.ts';
import type { Repository } from '../../api/repository/repository.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const MESSAGES = {
  undocumented: '`{name}` has no default, and no document, comment or setting names it',
  optional: '`{name}` may be set, and no document, comment or setting names it',
} as const;

export const rule = repositoryRule({
  id: 'debt/undocumented-variable',
  summary: 'Environment variables that nothing but the code names',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 6, configuration debt'), { title: 'The Twelve-Factor App', where: 'III. Config', url: 'https://12factor.net/config' }],
  docs: {
    what: 'Finds environment variables that a script reads without a default and that no other file of the repository names: no document, `.env` example, Dockerfile, workflow or script.',
    why: 'Whoever runs the program on another machine has to read all of its code to learn what to set, and learns it one failure at a time.',
    instead: 'Name it in the README or in `.env.example`, with a value that works for a try, or give it a default.',
    limits: 'Variables of systems, clouds and libraries are known anywhere. A name in any other file, comment, docstring or text counts as documented, as does a script that sets it itself.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [{ title: 'nothing says what it is', format: 'repository', fileName: 'serve.py', text: 'import os\n\nuri = os.environ["MODEL_ADDRESS"]\n#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ undocumented\n', files: { 'README.md': '# Shop\n' } }],
    good: [
      { title: 'the README names it', format: 'repository', fileName: 'serve.py', text: 'import os\n\nuri = os.environ["MODEL_ADDRESS"]\n', files: { 'README.md': 'Set `MODEL_ADDRESS` first.\n' } },
      { title: 'there is a default', format: 'repository', fileName: 'serve.py', text: 'import os\n\nuri = os.environ.get("MODEL_ADDRESS", "models/latest")\n' },
    ],
  },
  yieldsTo: [],
  looksAt: ['**/*.py'],
  mayBlame: ({ text }) => [...text.matchAll(READ)].some(([, asked, optional]) => !KNOWN.test(asked ?? optional ?? '')),
  needs: 'texts',
  find: ({ repository }) => {
    const documented = wordsElsewhere(repository);
    const told = new Set<string>();
    return scriptTexts(repository).flatMap(({ path, text }) =>
      [...text.matchAll(READ)].flatMap((match) => {
        const name = match[1] ?? match[2] ?? '';
        if (KNOWN.test(name) || documented.has(name) || told.has(name) || isInComment(text, match.index) || isGuarded(text, name)) return [];
        told.add(name);
        return [{ message: match[1] === undefined ? ('optional' as const) : ('undocumented' as const), at: repository.files.place(path, match.index, match.index + match[0].length), data: { name: { text: name } } }];
      }),
    );
  },
  mend: null,
});

/** `os.environ["X"]` that is no assignment, `os.getenv("X")` and `os.environ.get("X")` without a second argument. */
const READ = /\bos\.environ\[["']([A-Z][A-Z0-9_]+)["']\](?!\s*=(?!=))|\bos\.(?:getenv|environ\.get)\(\s*["']([A-Z][A-Z0-9_]+)["']\s*\)(?!\s*or\b)/g;
/** Set by systems, clouds, CI systems and libraries. */
const KNOWN =
  /^(?:HOME|PATH|USER|USERNAME|USERPROFILE|SHELL|PWD|TMP|TEMP|TMPDIR|LANG|DISPLAY|HOSTNAME|(?:HTTPS?|ALL|NO|FTP)_PROXY|TERM|COLUMNS|EDITOR|APPDATA|LOCALAPPDATA|PROGRAMFILES|VIRTUAL_ENV|PYTHON\w*|CI|RANK|WORLD_SIZE|LOCAL_RANK|MASTER_(?:ADDR|PORT)|NODE_RANK|PORT|(?:CUDA|NVIDIA|SLURM|OMP|MKL|OPENBLAS|NUMBA|TF|KERAS|TORCH|XLA|HF|HUGGING|TRANSFORMERS|WANDB|MLFLOW|AWS|AZURE|GOOGLE|GCP|SM|SAGEMAKER|AZUREML|KAGGLE|COLAB|CONDA|XDG|SPARK|HADOOP|JAVA|AIRFLOW|PREFECT|DAGSTER|DATABRICKS|GITHUB|GITLAB|TRAVIS|CIRCLE|BUILD|JENKINS|READTHEDOCS|KUBERNETES|OPENAI|ANTHROPIC|COMET|NEPTUNE|RAY|PYTEST|TOX|NOX|JPY|JUPYTER|CLEARML|DVC|LD|DYLD|SSH|XPC|CELERY|FLASK|DJANGO|VSCODE)_\w+)$/;

function wordsElsewhere({ files }: Repository): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { path } of files.all) {
    const text = files.text(path) ?? '';
    for (const [word] of (path.endsWith('.py') ? tellingParts(text) : text).matchAll(/[A-Z][A-Z0-9_]{2,}/g)) words.add(word);
  }
  return words;
}

const QUOTED_OR_COMMENT = /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*/g;

/** Comments, docstrings and texts of a script, without the names it asks the environment for. */
function tellingParts(text: string): string {
  return [...text.matchAll(QUOTED_OR_COMMENT)].filter(({ index }) => !/\b(?:environ\[|getenv\(|environ\.get\()\s*$/.test(text.slice(Math.max(0, index - 30), index))).map(([part]) => part).join('\n');
}

function isInComment(text: string, offset: number): boolean {
  return text.slice(text.lastIndexOf('\n', offset) + 1, offset).includes('#');
}

/** The script sets it, asks whether it is there, or says in a text what to do when it is not. */
function isGuarded(text: string, name: string): boolean {
  return new RegExp(String.raw`["']${name}["']\]\s*=[^=]|["']${name}["']\s*(?:not\s+)?in\b|setdefault\(\s*["']${name}["']|putenv\(\s*["']${name}["']|["'][^"'\n]*[^"'\w\n][^"'\n]*\b${name}\b|["'][^"'\n]*\b${name}\b[^"'\n]*[^"'\w\n]["']`).test(text);
}
