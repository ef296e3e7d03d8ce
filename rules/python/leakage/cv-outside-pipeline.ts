import { intoPipeline } from '../../api/python/leak-fixes/into-pipeline.ts';
import { fixesOfLeak, leakVerdicts } from '../../api/python/leak-words.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'leakage/cv-outside-pipeline',
  summary: 'Transformers fitted on all rows before cross-validation parts them into folds',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'scikit-learn user guide', where: 'Common pitfalls and recommended practices: data leakage', url: 'https://scikit-learn.org/stable/common_pitfalls.html' },
    { title: 'Data Leakage in Notebooks: Static Detection and Better Processes (Yang et al., ASE 2022)', where: 'preprocessing leakage' },
  ],
  docs: {
    what: 'Finds scalers, imputers, decompositions and so on that learn from all rows which are then given to `cross_val_score`, a parameter search, or a loop over folds.',
    why: 'Every fold is held out from the model but not from the transformer in front of it, so that each score is of rows already seen. Parameters are then chosen by such scores.',
    instead: 'Give the Pipeline of transformer and model to cross-validation: it is fitted anew on the training folds of each turn.',
    limits: 'Rows are followed through assignments, functions, classes and files of the project; what comes out of unknown calls is not judged. Statistics of the training part alone, where other rows judge the model in the end, are not reported; what is learned from labels is.',
  },
  options: {},
  messages: {
    outside: '`{learner}` learns from all folds of {test} before they are parted',
  },
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'all rows are scaled before cross-validation',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import cross_val_score\nfrom sklearn.preprocessing import StandardScaler\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nX = StandardScaler().fit_transform(X)\n#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ outside\nprint(cross_val_score(LogisticRegression(), X, y).mean())\n',
        after: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import cross_val_score\nfrom sklearn.preprocessing import StandardScaler\nfrom sklearn.pipeline import make_pipeline\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nprint(cross_val_score(make_pipeline(StandardScaler(), LogisticRegression()), X, y).mean())\n',
      },
    ],
    good: [
      {
        title: 'the scaler is fitted in every fold anew',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import cross_val_score\nfrom sklearn.pipeline import make_pipeline\nfrom sklearn.preprocessing import StandardScaler\n\ndf = pd.read_csv("people.csv")\nX, y = df.drop(columns="sick"), df["sick"]\nmodel = make_pipeline(StandardScaler(), LogisticRegression())\nprint(cross_val_score(model, X, y).mean())\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => leakVerdicts(facts, 'cv-outside-pipeline', () => 'outside'),
  mend: ({ verdict, facts }) => fixesOfLeak(verdict, facts, [intoPipeline]),
});
