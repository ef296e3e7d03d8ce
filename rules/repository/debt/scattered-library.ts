import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { scriptTexts } from '../../api/debt/settings.ts';
import type { RepositoryPlace } from '../../api/repository/place.ts';
import type { Repository } from '../../api/repository/repository.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const MESSAGES = {
  scattered: '`{library}` is imported in {number} of {total} programs',
} as const;

export const rule = repositoryRule({
  id: 'debt/scattered-library',
  summary: 'A learning library that many programs import',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 5, glue code')],
  docs: {
    what: 'Counts the programs that import a library of models directly (scikit-learn, PyTorch, TensorFlow, XGBoost and the like), and reports one that more programs import than the option allows.',
    why: 'Most code of such a project brings data into the form one package wants. Another package, or another version of it, can be tried only by changing all of these programs.',
    instead: 'Wrap the library behind one module of your own that says what the project needs, and import that.',
    limits: 'Tests, examples, documents and notebooks are left out, as are the packages of the project itself. A project that is an extension of the library has to import it everywhere.',
  },
  options: {
    mostPrograms: { kind: 'number', doc: 'Programs that may import a library before it is reported.', source: 'Lintel\'s own choice: the paper names no number', default: 15, min: 1, max: 100000, unit: 'values' },
  },
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'everybody imports it',
        format: 'repository',
        fileName: 'clean.py',
        options: { mostPrograms: 1 },
        text: 'import pandas as pd\nfrom sklearn.impute import SimpleImputer\n^^^^^^^^^^^^ scattered\n\nprint(SimpleImputer().fit(pd.read_csv("a.csv")))\n',
        files: { 'train.py': 'import sklearn.svm\n\nprint(sklearn.svm.SVC())\n' },
      },
    ],
    good: [
      {
        title: 'one module wraps it',
        format: 'repository',
        fileName: 'models.py',
        options: { mostPrograms: 1 },
        text: 'from sklearn.svm import SVC\n\n\ndef classifier():\n    return SVC()\n',
        files: { 'train.py': 'from models import classifier\n\nprint(classifier())\n' },
      },
    ],
  },
  yieldsTo: [],
  looksAt: ['**/*.py'],
  mayBlame: ({ text }) => text.search(IMPORT) >= 0,
  needs: 'texts',
  find: ({ repository, options }) => {
    const { programs, byLibrary } = importsIn(repository);
    return [...byLibrary].flatMap(([library, places]) => {
      const [first, ...others] = places;
      if (first === undefined || places.length <= options.mostPrograms) return [];
      return [{ message: 'scattered' as const, at: first, related: others.slice(0, MOST_PLACES).map((at) => ({ at, text: 'it is imported here too' })), data: { library: { text: library }, number: places.length, total: programs } }];
    });
  },
  mend: null,
});

/** More places would hide the sentence. */
const MOST_PLACES = 10;

const IMPORT = /^(?:from|import)[ \t]+(sklearn|torch|tensorflow|keras|xgboost|lightgbm|catboost|statsmodels|transformers|pytorch_lightning|lightning|jax|flax|prophet|surprise|implicit)\b/gm;
const ELSEWHERE = /(?:^|\/)(?:examples?|tutorials?|docs?|benchmarks?)\//;

function importsIn(repository: Repository): { readonly programs: number; readonly byLibrary: ReadonlyMap<string, readonly RepositoryPlace[]> } {
  const scripts = scriptTexts(repository).filter(({ path }) => !ELSEWHERE.test(path));
  const byLibrary = new Map<string, RepositoryPlace[]>();
  for (const { path, text } of scripts) {
    const said = new Set<string>();
    for (const { 0: line, 1: library = '', index } of text.matchAll(IMPORT)) {
      if (said.has(library) || isOwn(library, repository)) continue;
      said.add(library);
      byLibrary.set(library, [...(byLibrary.get(library) ?? []), repository.files.place(path, index, index + line.length)]);
    }
  }
  return { programs: scripts.length, byLibrary };
}

function isOwn(library: string, { files }: Repository): boolean {
  return [`${library}/__init__.py`, `src/${library}/__init__.py`, '__init__.py'].some((path) => files.has(path));
}
