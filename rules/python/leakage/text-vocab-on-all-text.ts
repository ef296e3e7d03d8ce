import { intoPipeline } from '../../api/python/leak-fixes/into-pipeline.ts';
import { learnAfterSplit } from '../../api/python/leak-fixes/learn-after-split.ts';
import { fixesOfLeak, leakVerdicts } from '../../api/python/leak-words.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'leakage/text-vocab-on-all-text',
  summary: 'Vocabularies and word weights learned from texts that judge the model',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'scikit-learn user guide', where: 'Common pitfalls and recommended practices: data leakage', url: 'https://scikit-learn.org/stable/common_pitfalls.html' },
    { title: 'Data Leakage in Notebooks: Static Detection and Better Processes (Yang et al., ASE 2022)', where: 'preprocessing leakage' },
  ],
  docs: {
    what: 'Finds vectorizers, tokenizers and word embeddings that learn from all texts, before some of them are set apart to judge a model.',
    why: 'Words that only the test texts use get a place and a weight, which no text from outside has. Scores on new texts come out lower than measured.',
    instead: 'Fit the vectorizer on the training texts and only transform the others; or put it into a Pipeline with the model.',
    limits: 'Rows are followed through assignments, functions, classes and files of the project; what comes out of unknown calls is not judged. Hashing learns nothing and is fine; so are vectorizers with a vocabulary that was given.',
  },
  options: {},
  messages: {
    vocabulary: '`{learner}` learns its words from all texts, {test} among them',
  },
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'all texts are weighed before the split',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.feature_extraction.text import TfidfVectorizer\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("mails.csv")\nX = TfidfVectorizer().fit_transform(df["text"])\n#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ vocabulary\ny = df["spam"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
        after: 'import pandas as pd\nfrom sklearn.feature_extraction.text import TfidfVectorizer\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("mails.csv")\nX = df["text"]\ny = df["spam"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nvectorizer = TfidfVectorizer()\nX_train = vectorizer.fit_transform(X_train)\nX_test = vectorizer.transform(X_test)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
      },
    ],
    good: [
      {
        title: 'the vectorizer learns from the training texts',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.feature_extraction.text import TfidfVectorizer\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("mails.csv")\ntexts, new_texts, y_train, y_test = train_test_split(df["text"], df["spam"], random_state=0)\nwords = TfidfVectorizer().fit(texts)\nmodel = LogisticRegression().fit(words.transform(texts), y_train)\nprint(model.score(words.transform(new_texts), y_test))\n',
      },
      {
        title: 'hashing learns nothing',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.feature_extraction.text import HashingVectorizer\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("mails.csv")\nX = HashingVectorizer().fit_transform(df["text"])\ny = df["spam"]\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nmodel = LogisticRegression().fit(X_train, y_train)\nprint(model.score(X_test, y_test))\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => leakVerdicts(facts, 'text-vocab-on-all-text', () => 'vocabulary'),
  mend: ({ verdict, facts }) => fixesOfLeak(verdict, facts, [learnAfterSplit, intoPipeline]),
});
