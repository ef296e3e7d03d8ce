import { isTestCode } from '../../api/python/code-purpose.ts';
import { areRowsLeft } from '../../api/python/comparisons.ts';
import { weakest } from '../../api/python/confidence.ts';
import type { Facts } from '../../api/python/facts.ts';
import { areSameRows, heldOutName, heldOutUses, isSameModel } from '../../api/python/held-out-use.ts';
import type { HeldOutUse } from '../../api/python/held-out-use.ts';
import { keptTurns } from '../../api/python/kept-turns.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  stopped: '{test} decide when the training of `{model}` stops, and judge it as well',
  watched: '{test} are watched while `{model}` is trained, and judge it as well',
  kept: '{test} decide which state of `{model}` is kept, and judge it as well',
} as const;

export const rule = pythonRule({
  id: 'leakage/early-stop-on-test',
  summary: 'Training stopped, or its best state chosen, by the rows that judge the model',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'Data Leakage in Notebooks: Static Detection and Better Processes (Yang et al., ASE 2022)', where: 'multi-test leakage' }],
  docs: {
    what: 'Finds trainings that watch rows (`validation_data`, `eval_set`) to stop early or to choose the best state, and loops that keep the epoch that does best on rows, where the same rows judge the model in the end.',
    why: 'The epoch is a parameter like any other: it was chosen because the model did well on these rows just then. The score says how well the choice went, not how the model does on new rows.',
    instead: 'Split validation rows off from the training rows, stop by those, and score once on the test rows.',
    limits: 'Rows are followed through assignments, functions, classes and files of the project; what comes out of unknown calls is not judged. Rows that are only watched, where nothing stops or chooses by itself, are told as info: whoever looks on may choose. Silent where the model is scored on other rows as well, or rows for that are left.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'the test rows stop the boosting',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import train_test_split\nfrom xgboost import XGBClassifier\n\ndf = pd.read_csv("people.csv")\nX_train, X_test, y_train, y_test = train_test_split(df.drop(columns="sick"), df["sick"], random_state=0)\nmodel = XGBClassifier(early_stopping_rounds=10)\nresult = model.fit(X_train, y_train, eval_set=[(X_test, y_test)])\n#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ stopped\nprint(model.score(X_test, y_test))\n',
      },
      {
        title: 'the epoch that does best on the test rows is kept',
        format: 'python',
        text: 'import torch\nfrom torch import nn\nfrom torch.utils.data import DataLoader\nfrom torchvision import datasets\n\ntrain = DataLoader(datasets.MNIST("data", train=True), shuffle=True)\ntest = DataLoader(datasets.MNIST("data", train=False))\nnet, best = nn.Sequential(nn.Flatten(), nn.Linear(784, 10)), 0\noptimizer = torch.optim.Adam(net.parameters())\nfor epoch in range(9):\n    for x, y in train:\n        optimizer.zero_grad()\n        nn.functional.cross_entropy(net(x), y).backward()\n        optimizer.step()\n    hits = 0\n    for x, y in test:\n        hits += (net(x).argmax(1) == y).sum().item()\n    if hits > best:\n    #  ^^^^^^^^^^^ kept\n        best = hits\n        torch.save(net.state_dict(), "best.pt")\nprint(best)\n',
      },
      {
        title: 'the test rows are only watched',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import train_test_split\nfrom xgboost import XGBClassifier\n\ndf = pd.read_csv("people.csv")\nX_train, X_test, y_train, y_test = train_test_split(df.drop(columns="sick"), df["sick"], random_state=0)\nmodel = XGBClassifier()\nresult = model.fit(X_train, y_train, eval_set=[(X_test, y_test)])\n#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ watched\nprint(model.score(X_test, y_test))\n',
      },
    ],
    good: [
      {
        title: 'validation rows stop the boosting',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import train_test_split\nfrom xgboost import XGBClassifier\n\ndf = pd.read_csv("people.csv")\nX_train, X_test, y_train, y_test = train_test_split(df.drop(columns="sick"), df["sick"], random_state=0)\nX_part, X_valid, y_part, y_valid = train_test_split(X_train, y_train, random_state=0)\nmodel = XGBClassifier(early_stopping_rounds=10)\nmodel.fit(X_part, y_part, eval_set=[(X_valid, y_valid)])\nprint(model.score(X_test, y_test))\n',
      },
      {
        title: 'validation rows are watched',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import train_test_split\nfrom xgboost import XGBClassifier\n\ndf = pd.read_csv("people.csv")\nX_train, X_test, y_train, y_test = train_test_split(df.drop(columns="sick"), df["sick"], random_state=0)\nX_part, X_valid, y_part, y_valid = train_test_split(X_train, y_train, random_state=0)\nmodel = XGBClassifier()\nmodel.fit(X_part, y_part, eval_set=[(X_valid, y_valid)])\nprint(model.score(X_test, y_test))\n',
      },
      {
        title: 'the last epoch is kept',
        format: 'python',
        text: 'import torch\nfrom torch import nn\nfrom torch.utils.data import DataLoader\nfrom torchvision import datasets\n\ntrain = DataLoader(datasets.MNIST("data", train=True), shuffle=True)\ntest = DataLoader(datasets.MNIST("data", train=False))\nnet = nn.Sequential(nn.Flatten(), nn.Linear(784, 10))\noptimizer = torch.optim.Adam(net.parameters())\nfor epoch in range(9):\n    for x, y in train:\n        optimizer.zero_grad()\n        nn.functional.cross_entropy(net(x), y).backward()\n        optimizer.step()\n    hits = 0\n    for x, y in test:\n        hits += (net(x).argmax(1) == y).sum().item()\n    print(hits)\ntorch.save(net.state_dict(), "last.pt")\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (isTestCode(facts.document) ? [] : [...stopped(facts), ...kept(facts), ...watched(facts)]),
  mend: null,
});

type Verdict = CodeVerdict<typeof MESSAGES>;

function stopped(facts: Facts): readonly Verdict[] {
  const uses = facts.once(heldOutUses);
  return uses.flatMap((steered): readonly Verdict[] => {
    const judged = uses.filter((use) => use.way === 'scored' && isSameModel(use, steered));
    const again = judged.find((use) => areSameRows(use, steered, facts));
    if (steered.way !== 'chosen by' || again === undefined || isJudgedApart(steered, judged, facts)) return [];
    const related = [
      { at: steered.event.node, text: `\`${modelName(steered)}\` is trained and watches the rows` },
      { at: again.event.node, text: `it is scored on ${heldOutName(again, facts)}` },
    ];
    return [{ message: 'stopped', at: steered.event.node, related, confidence: weakest(steered.confidence, again.confidence), data: words(again, facts) }];
  });
}

function watched(facts: Facts): readonly Verdict[] {
  const scored = facts.once(heldOutUses).filter(({ way }) => way === 'scored');
  const open = facts.fits.filter(({ validation, choosesByValidation }) => validation.length > 0 && !choosesByValidation);
  return open.flatMap((fit): readonly Verdict[] => {
    const judged = scored.filter(({ fits }) => fits.includes(fit));
    const again = judged.find(({ test }) => fit.validation.some(({ rows }) => facts.relate(rows, test.rows) === 'same'));
    if (again === undefined || isJudgedApart(again, judged, facts)) return [];
    const related = [
      { at: fit.node, text: `\`${modelName(again)}\` is trained, and scored on the rows in each round` },
      { at: again.event.node, text: `it is scored on ${heldOutName(again, facts)}` },
    ];
    return [{ message: 'watched', at: fit.node, severity: 'info', related, confidence: again.confidence, data: words(again, facts) }];
  });
}

function kept(facts: Facts): readonly Verdict[] {
  const uses = facts.once(heldOutUses);
  return facts.once(keptTurns).flatMap(({ use, choice }): readonly Verdict[] => {
    if (isJudgedApart(use, uses.filter((each) => isSameModel(each, use)), facts)) return [];
    const related = [
      ...use.fits.slice(-1).map(({ node }) => ({ at: node, text: `\`${modelName(use)}\` is trained` })),
      { at: use.event.node, text: `it is scored on ${heldOutName(use, facts)} in each turn` },
      { at: choice.test, text: 'the turn that scores best is kept' },
    ];
    return [{ message: 'kept', at: choice.test, related, confidence: weakest(use.confidence, 'likely'), data: words(use, facts) }];
  });
}

/** Whether other rows judge the model, or could. */
function isJudgedApart(steered: HeldOutUse, judged: readonly HeldOutUse[], facts: Facts): boolean {
  return judged.some(({ test }) => facts.relate(test.rows, steered.test.rows) === 'disjoint') || areRowsLeft([steered], facts);
}

function words(use: HeldOutUse, facts: Facts) {
  const name = heldOutName(use, facts);
  return { test: { text: name.startsWith('the') ? 'The test rows' : `Rows of ${name}` }, model: { text: modelName(use) } };
}

function modelName({ fits }: HeldOutUse): string {
  return fits.at(-1)?.estimator.className?.split('.').at(-1) ?? 'the model';
}
