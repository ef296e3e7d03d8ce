import { leakVerdicts } from '../../api/python/leak-words.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'leakage/augment-before-split',
  summary: 'Variants of rows made before the split, so that variants are on both sides',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'Data Leakage in Notebooks: Static Detection and Better Processes (Yang et al., ASE 2022)', where: 'overlap leakage' },
  ],
  docs: {
    what: 'Finds augmentation (turned, mirrored, noisy variants of images or texts) of rows that are split into training and test rows afterwards.',
    why: 'A picture in the training rows and its mirror image among the test rows are nearly one row: the model is judged by what it has seen.',
    instead: 'Split first and augment the training rows only.',
    limits: 'Rows are followed through assignments, functions, classes and files of the project; what comes out of unknown calls is not judged. Only augmentation by calls that Lintel knows is seen.',
  },
  options: {},
  messages: {
    augmented: '`{learner}` makes variants of rows before the split, some are in {test}',
  },
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'pictures and their mirror images are split together',
        format: 'python',
        text: 'import numpy as np\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\nX, y = np.load("pictures.npy"), np.load("names.npy")\nX = np.concatenate([X, np.fliplr(X)])\n#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ augmented\ny = np.concatenate([y, y])\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
      },
    ],
    good: [
      {
        title: 'only training pictures are mirrored',
        format: 'python',
        text: 'import numpy as np\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\nX, y = np.load("pictures.npy"), np.load("names.npy")\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nX_train = np.concatenate([X_train, np.fliplr(X_train)])\ny_train = np.concatenate([y_train, y_train])\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => leakVerdicts(facts, 'augment-before-split', () => 'augmented'),
  mend: null,
});
