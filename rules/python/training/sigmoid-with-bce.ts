import { dropActivation } from '../../api/python/drop-activation.ts';
import { lossCalls, type LossCall } from '../../api/python/loss-calls.ts';
import { lastNameRange, networkOutput, type NetworkOutput } from '../../api/python/network-output.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeEdit, CodeFix, CodeVerdict } from '../../api/python-rule.ts';
import type { Facts } from '../../api/python/facts.ts';
import { moduleOf, type Call } from '../../api/python/syntax.ts';

const MESSAGES = {
  twice: '`{loss}` applies sigmoid itself, but gets the output of `{activation}`',
  logits: '`{loss}` takes probabilities, but gets the logits of the last layer',
  unstable: '`{activation}` and `{loss}` apart lose precision that one loss of logits keeps',
  many: '`{loss}` judges each class alone, but `softmax` ties the classes together',
} as const;

export const rule = pythonRule({
  id: 'training/sigmoid-with-bce',
  summary: 'Binary cross-entropy whose input is squashed twice, not at all, or by softmax',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'PyTorch documentation', where: 'torch.nn.BCEWithLogitsLoss', url: 'https://pytorch.org/docs/stable/generated/torch.nn.BCEWithLogitsLoss.html' },
    { title: 'PyTorch documentation', where: 'torch.nn.BCELoss', url: 'https://pytorch.org/docs/stable/generated/torch.nn.BCELoss.html' },
  ],
  docs: {
    what: 'The prediction given to `BCEWithLogitsLoss` went through sigmoid or softmax last; the one given to `BCELoss` comes straight out of a linear or convolution layer; or sigmoid is applied on its own in front of `BCELoss` (as information). The functions of `torch.nn.functional` count too.',
    why: '`BCEWithLogitsLoss` applies sigmoid itself. Twice, every probability lies between 0.5 and 0.73: the loss cannot get small, and the network learns next to nothing, without any error. `BCELoss` of logits stops with an error as soon as a value leaves 0 to 1. Sigmoid and `BCELoss` apart are right, but where the sigmoid has rounded to 0 or 1 the logarithm is cut and its gradient is lost; computed together this does not happen.',
    instead: 'Return logits from the network, give them to `BCEWithLogitsLoss`, and apply `torch.sigmoid` where probabilities are read.',
    limits: 'Silent when some way to the loss has no such activation, when the network comes from a library, and when values are changed in between.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'sigmoid in front of a loss that applies it itself',
        format: 'python',
        text: 'import torch\nimport torch.nn as nn\n\nnet = nn.Linear(4, 1)\ncriterion = nn.BCEWithLogitsLoss()\n\ndef step(x, y):\n    out = torch.sigmoid(net(x))\n    return criterion(out, y)\n    #                ^^^ twice\n',
        after: 'import torch\nimport torch.nn as nn\n\nnet = nn.Linear(4, 1)\ncriterion = nn.BCEWithLogitsLoss()\n\ndef step(x, y):\n    out = net(x)\n    return criterion(out, y)\n',
      },
      {
        title: 'logits in front of a loss of probabilities',
        format: 'python',
        text: 'import torch.nn as nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))\ncriterion = nn.BCELoss()\n\ndef step(x, y):\n    return criterion(net(x).squeeze(), y)\n    #                ^^^^^^^^^^^^^^^^ logits\n',
        after: 'import torch.nn as nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))\ncriterion = nn.BCEWithLogitsLoss()\n\ndef step(x, y):\n    return criterion(net(x).squeeze(), y)\n',
      },
      {
        title: 'sigmoid and loss could be one step',
        format: 'python',
        text: 'import torch\nimport torch.nn.functional as F\n\nlayer = torch.nn.Linear(4, 1)\n\ndef step(x, y):\n    return F.binary_cross_entropy(torch.sigmoid(layer(x)), y)\n    #                             ^^^^^^^^^^^^^^^^^^^^^^^ unstable\n',
        after: 'import torch\nimport torch.nn.functional as F\n\nlayer = torch.nn.Linear(4, 1)\n\ndef step(x, y):\n    return F.binary_cross_entropy_with_logits(layer(x), y)\n',
      },
      {
        title: 'softmax in front of a loss for each class alone',
        format: 'python',
        text: 'import torch.nn as nn\n\nnet = nn.Sequential(nn.Linear(4, 3), nn.Softmax(dim=1))\ncriterion = nn.BCEWithLogitsLoss()\n\ndef step(x, y):\n    return criterion(net(x), y)\n    #                ^^^^^^ many\n',
        after: 'import torch.nn as nn\n\nnet = nn.Sequential(nn.Linear(4, 3))\ncriterion = nn.BCEWithLogitsLoss()\n\ndef step(x, y):\n    return criterion(net(x), y)\n',
      },
    ],
    good: [
      {
        title: 'logits go into the loss, probabilities are for people',
        format: 'python',
        text: 'import torch\nimport torch.nn as nn\n\nnet = nn.Linear(4, 1)\ncriterion = nn.BCEWithLogitsLoss()\n\ndef step(x, y):\n    out = net(x)\n    print(torch.sigmoid(out))\n    return criterion(out, y)\n',
      },
      {
        title: 'which layer is last is not known',
        format: 'python',
        text: 'import torch.nn as nn\nfrom zoo import Net\n\nnet = Net()\ncriterion = nn.BCELoss()\n\ndef step(x, y):\n    return criterion(net(x).squeeze(), y)\n',
      },
      {
        title: 'the loss of logits as a function',
        format: 'python',
        text: 'import torch\nimport torch.nn.functional as F\n\nlayer = torch.nn.Linear(4, 1)\n\ndef step(x, y):\n    return F.binary_cross_entropy_with_logits(layer(x), y)\n',
      },
      {
        title: 'a tanh layer gives values the loss of logits can take',
        format: 'python',
        text: 'import torch.nn as nn\n\nnet = nn.Sequential(nn.Linear(4, 3), nn.Tanh())\ncriterion = nn.BCEWithLogitsLoss()\n\ndef step(x, y):\n    return criterion(net(x), y)\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => onceForEachActivation(lossCalls(facts).flatMap((call) => judge(call, facts))),
  mend: ({ verdict, facts }) => lossCalls(facts).filter(({ prediction }) => prediction === verdict.at).slice(0, 1).flatMap((call) => fixes(call, facts)),
});

type Verdict = CodeVerdict<typeof MESSAGES>;

/** Where nothing is wrong but precision, one place for each sigmoid is enough. */
function onceForEachActivation(verdicts: readonly Verdict[]): readonly Verdict[] {
  const told = new Map<unknown, unknown>();
  return verdicts.filter(({ message, at, related }) => {
    const activation = related?.[0]?.at ?? at;
    if (message !== 'unstable' || told.get(activation) === at) return true;
    if (told.has(activation)) return false;
    told.set(activation, at);
    return true;
  });
}

const LOGIT_LOSSES: ReadonlySet<string> = new Set(['BCEWithLogitsLoss', 'binary_cross_entropy_with_logits']);
const PROBABILITY_LOSSES: ReadonlySet<string> = new Set(['BCELoss', 'binary_cross_entropy']);

function judge({ name, prediction }: LossCall, facts: Facts): readonly Verdict[] {
  if (!LOGIT_LOSSES.has(name) && !PROBABILITY_LOSSES.has(name)) return [];
  const output = networkOutput(prediction, facts);
  if (output === null) return [];
  const { activation, confidence, at } = output;
  const loss = { text: name };
  const related = at === prediction ? [] : [{ at, text: activation === 'none' ? 'The last layer gives logits' : `\`${activation}\` is applied last` }];
  const common = { at: prediction, confidence, related };
  if (LOGIT_LOSSES.has(name)) {
    if (activation === 'softmax') return [{ ...common, message: 'many', data: { loss } }];
    return activation === 'sigmoid' ? [{ ...common, message: 'twice', data: { loss, activation: { text: activation } } }] : [];
  }
  if (activation === 'none') return [{ ...common, message: 'logits', data: { loss } }];
  return activation === 'sigmoid' ? [{ ...common, message: 'unstable', severity: 'info', data: { loss, activation: { text: activation } } }] : [];
}

function fixes(call: LossCall, facts: Facts): readonly CodeFix[] {
  const output = networkOutput(call.prediction, facts);
  if (output === null) return [];
  const drop = output.activation === 'none' ? null : dropActivation(output, facts);
  if (LOGIT_LOSSES.has(call.name)) return drop === null ? [] : [{ title: `Drop the ${output.activation} and give the loss logits`, safety: 'review', edits: [drop] }];
  const rename = withLogits(call.made, facts);
  if (rename === null) return [];
  if (output.activation === 'none') return [{ title: `Use \`${rename.newText}\`, which takes logits`, safety: 'review', edits: [rename] }];
  return drop === null || !isOnlyForLoss(output, call, facts) ? [] : [{ title: `Give the logits to \`${rename.newText}\``, safety: 'review', edits: [rename, drop] }];
}

const WITH_LOGITS: Readonly<Record<string, string>> = { BCELoss: 'BCEWithLogitsLoss', binary_cross_entropy: 'binary_cross_entropy_with_logits' };

/** The loss of logits of the same module, which takes the same arguments; names imported alone stay, as the other may not be imported. */
function withLogits(made: Call | null, facts: Facts): CodeEdit | null {
  const last = made === null ? null : lastNameRange(made.callee);
  const newText = last === null ? undefined : WITH_LOGITS[last.text];
  if (last?.of == null || newText === undefined || moduleOf(last.of).path !== facts.document.path) return null;
  return { document: facts.document, start: last.start, end: last.end, newText };
}

/** Nothing else needs the probabilities: they are computed inside the loss's own argument. */
function isOnlyForLoss({ at }: NetworkOutput, { prediction }: LossCall, { document }: Facts): boolean {
  return moduleOf(at).path === document.path && at.start >= prediction.start && at.end <= prediction.end;
}
