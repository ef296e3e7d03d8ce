import { isTestCode } from '../../api/python/code-purpose.ts';
import type { EvaluationEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { judgedName } from '../../api/python/leak-words.ts';
import { rowPath } from '../../api/python/row-path.ts';
import type { PartRows, Rows } from '../../api/python/rows.ts';
import { moduleOf } from '../../api/python/syntax.ts';
import type { Assign, Name, Node } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeEdit, CodeVerdict, Step } from '../../api/python-rule.ts';

const MESSAGES = {
  folds: '`{call}` trains other models on parts of {test}, the rows kept for testing',
  search: '`{call}` chooses parameters on {test}, the rows kept for testing',
} as const;

export const rule = pythonRule({
  id: 'evaluation/cv-on-test-set',
  summary: 'Cross-validation or parameter searches on the test part',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'scikit-learn user guide', where: 'Cross-validation: evaluating estimator performance', url: 'https://scikit-learn.org/stable/modules/cross_validation.html' }],
  docs: {
    what: 'Finds cross-validation and parameter searches that are given the test part of a split whose training part trains models.',
    why: 'Cross-validation trains models of its own on the rows it is given and never looks at the one that was trained before. On the test part it scores models that saw a fraction of the rows, and the test rows are used up for it; a search there even chooses by them.',
    instead: 'Cross-validate on the training part, or on all rows instead of a split; score the final model once on the test part.',
    limits: 'Rows are followed through assignments, functions, classes and files of the project; what comes out of unknown calls is not judged. A part that is split again, or whose other part nobody uses, is not taken for a test part.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'the test part is cross-validated',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import cross_val_score, train_test_split\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\nX_train, X_test, y_train, y_test = train_test_split(df.drop(columns="sick"), df["sick"], random_state=0)\nmodel = SVC().fit(X_train, y_train)\nprint(cross_val_score(model, X_test, y_test).mean())\n#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ folds\n',
        after: 'import pandas as pd\nfrom sklearn.model_selection import cross_val_score, train_test_split\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\nX_train, X_test, y_train, y_test = train_test_split(df.drop(columns="sick"), df["sick"], random_state=0)\nmodel = SVC().fit(X_train, y_train)\nprint(cross_val_score(model, X_train, y_train).mean())\n',
      },
      {
        title: 'a search is fitted on the test part',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import GridSearchCV, train_test_split\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\nX_train, X_test, y_train, y_test = train_test_split(df.drop(columns="sick"), df["sick"], random_state=0)\nmodel = SVC().fit(X_train, y_train)\nsearch = GridSearchCV(SVC(), {"C": [1, 10]})\nprint(search.fit(X_test, y_test).best_params_)\n#     ^^^^^^^^^^^^^^^^^^^^^^^^^^ search\n',
      },
    ],
    good: [
      {
        title: 'the training part is cross-validated',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import cross_val_score, train_test_split\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\nX_train, X_test, y_train, y_test = train_test_split(df.drop(columns="sick"), df["sick"], random_state=0)\nprint(cross_val_score(SVC(), X_train, y_train).mean())\nprint(SVC().fit(X_train, y_train).score(X_test, y_test))\n',
      },
      {
        title: 'a tenth of the rows is taken to try things out',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import cross_val_score, train_test_split\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\n_, sample = train_test_split(df, test_size=0.1, random_state=0)\nprint(cross_val_score(SVC(), sample.drop(columns="sick"), sample["sick"]).mean())\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (isTestCode(facts.document) ? [] : facts.evaluations.flatMap((evaluation) => verdicts(evaluation, facts))),
  mend: ({ verdict, facts }) => {
    const evaluation = facts.evaluations.find(({ node }) => node === verdict.at);
    const part = evaluation === undefined ? null : testPart(evaluation.data.rows);
    if (evaluation === undefined || part === null || verdict.message === 'search') return [];
    const edits = evaluation.call.arguments.flatMap(({ node }) => trainingName(node, part, facts));
    return edits.length === 0 ? [] : [{ title: 'Cross-validate on the training part', safety: 'review', edits }];
  },
});

function verdicts(evaluation: EvaluationEvent, facts: Facts): readonly CodeVerdict<typeof MESSAGES>[] {
  const { way, data, call, node } = evaluation;
  const part = way === 'cross-validation' || way === 'search' ? testPart(data.rows) : null;
  if (part === null || data.confidence === 'possible' || isSplitAgain(part, facts)) return [];
  const trained = facts.fits.find((fit) => !fit.isPerFold && (fit.role === 'model' || fit.role === 'search') && fit.features !== null && facts.relate(fit.features.rows, data.rows) === 'disjoint' && rowPath(fit.features.rows).includes(part.parent));
  if (trained === undefined) return [];
  const name = (call.receiver?.kind === 'object' ? call.receiver.className : call.name)?.split('.').at(-1) ?? 'cross-validation';
  const related: readonly Step[] = [
    ...(part.node === null ? [] : [{ at: part.node, text: 'the rows are split' }]),
    { at: trained.node, text: 'a model is trained on the training part' },
    { at: node, text: 'the test part is parted into folds' },
  ];
  const words = { call: { text: name }, test: { text: judgedName(evaluation, facts) } };
  return [{ message: way === 'search' ? 'search' : 'folds', at: node, related, confidence: call.nameConfidence, data: words }];
}

/** The second part of a split into two; null for folds and rows further down. */
function testPart(rows: Rows): PartRows | null {
  return rowPath(rows).find((each): each is PartRows => each.kind === 'part' && each.turn === null && each.side === 1) ?? null;
}

function isSplitAgain(part: PartRows, facts: Facts): boolean {
  return facts.splits.some(({ isFold, inputs }) => !isFold && inputs.some(({ rows }) => rowPath(rows).includes(part)));
}

/** `X_test` becomes `X_train`, by the names the split is taken apart into. */
function trainingName(node: Node, part: PartRows, facts: Facts): readonly CodeEdit[] {
  if (node.kind !== 'Name' || moduleOf(node).path !== facts.document.path || part.node === null) return [];
  const targets = splitTargets(part.node);
  const index = targets.findIndex(({ id }) => id === node.id);
  const training = index % 2 === 1 ? targets[index - 1] : undefined;
  return training === undefined ? [] : [{ document: facts.document, start: node.start, end: node.end, newText: training.id }];
}

function splitTargets({ parent }: Node): readonly Name[] {
  const [target] = parent?.kind === 'Assign' ? (parent as Assign).targets : [];
  const elements = target?.kind === 'Tuple' || target?.kind === 'List' ? target.elements : [];
  return elements.every((element): element is Name => element.kind === 'Name') ? elements : [];
}
