import { dropActivation } from '../../api/python/drop-activation.ts';
import { lossCalls, type LossCall } from '../../api/python/loss-calls.ts';
import { lastNameRange, networkOutput } from '../../api/python/network-output.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeEdit, CodeFix, CodeVerdict } from '../../api/python-rule.ts';
import type { Facts } from '../../api/python/facts.ts';
import { moduleOf } from '../../api/python/syntax.ts';

const MESSAGES = {
  probabilities: '`{loss}` takes logits, but gets the output of `{activation}`',
  notLog: '`{loss}` takes log-probabilities, but gets the output of `{activation}`',
  logits: '`{loss}` takes log-probabilities, but gets the logits of `{layer}`',
} as const;

export const rule = pythonRule({
  id: 'training/softmax-into-cross-entropy',
  summary: 'Softmax or sigmoid in front of a loss that takes logits, and losses of log-probabilities without them',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'PyTorch documentation', where: 'torch.nn.CrossEntropyLoss', url: 'https://pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html' },
    { title: 'PyTorch documentation', where: 'torch.nn.NLLLoss', url: 'https://pytorch.org/docs/stable/generated/torch.nn.NLLLoss.html' },
  ],
  docs: {
    what: 'The prediction given to `CrossEntropyLoss` or `cross_entropy` went through softmax or sigmoid last; or the one given to `NLLLoss` or `nll_loss` went through softmax or sigmoid, or comes straight out of a linear or convolution layer. The way back leads through names, functions and the `forward` of modules of the program.',
    why: '`CrossEntropyLoss` applies log-softmax itself. Applied twice, softmax squeezes all classes between nearly equal values: the loss never gets near zero, gradients fade, and the network learns slowly or stops at poor accuracy without any error. `NLLLoss` only picks one value out of each row: without the logarithm it can be made arbitrarily small without the classes being right.',
    instead: 'Return logits from the network and give them to `CrossEntropyLoss`; apply softmax where probabilities are read. Or return `log_softmax` and use `NLLLoss`.',
    limits: 'Silent when some way to the loss has no such activation, when the network comes from a library, and when values are changed in between. `log_softmax` in front of `CrossEntropyLoss` changes nothing and is not reported.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'softmax right in front of the loss',
        format: 'python',
        text: 'import torch.nn as nn\nimport torch.nn.functional as F\n\nnet = nn.Linear(4, 3)\ncriterion = nn.CrossEntropyLoss()\n\ndef step(x, y):\n    return criterion(F.softmax(net(x), dim=1), y)\n    #                ^^^^^^^^^^^^^^^^^^^^^^^^ probabilities\n',
        after: 'import torch.nn as nn\nimport torch.nn.functional as F\n\nnet = nn.Linear(4, 3)\ncriterion = nn.CrossEntropyLoss()\n\ndef step(x, y):\n    return criterion(net(x), y)\n',
      },
      {
        title: 'the network ends in a softmax layer',
        format: 'python',
        text: 'from torch import nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3), nn.Softmax(dim=1))\nloss_fn = nn.CrossEntropyLoss()\n\ndef step(x, y):\n    out = net(x)\n    return loss_fn(out, y)\n    #              ^^^ probabilities\n',
        after: 'from torch import nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))\nloss_fn = nn.CrossEntropyLoss()\n\ndef step(x, y):\n    out = net(x)\n    return loss_fn(out, y)\n',
      },
      {
        title: 'probabilities without a logarithm',
        format: 'python',
        text: 'import torch\nimport torch.nn.functional as F\n\nlayer = torch.nn.Linear(4, 3)\n\ndef step(x, y):\n    p = torch.softmax(layer(x), dim=1)\n    return F.nll_loss(p, y)\n    #                 ^ notLog\n',
        after: 'import torch\nimport torch.nn.functional as F\n\nlayer = torch.nn.Linear(4, 3)\n\ndef step(x, y):\n    p = torch.log_softmax(layer(x), dim=1)\n    return F.nll_loss(p, y)\n',
      },
      {
        title: 'logits where log-probabilities are wanted',
        format: 'python',
        text: 'import torch.nn as nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))\nloss_fn = nn.NLLLoss()\n\ndef step(x, y):\n    return loss_fn(net(x), y)\n    #              ^^^^^^ logits\n',
        after: 'import torch.nn as nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))\nloss_fn = nn.CrossEntropyLoss()\n\ndef step(x, y):\n    return loss_fn(net(x), y)\n',
      },
    ],
    good: [
      {
        title: 'logits go into the loss, probabilities are for people',
        format: 'python',
        text: 'import torch.nn as nn\nimport torch.nn.functional as F\n\nnet = nn.Linear(4, 3)\ncriterion = nn.CrossEntropyLoss()\n\ndef step(x, y):\n    out = net(x)\n    print(F.softmax(out, dim=1))\n    return criterion(out, y)\n',
      },
      {
        title: 'softmax only where the network is used',
        format: 'python',
        text: 'from torch import nn\n\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.out = nn.Linear(4, 3)\n\n    def forward(self, x):\n        x = self.out(x)\n        if not self.training:\n            x = x.softmax(dim=1)\n        return x\n\nnet = Net()\nloss_fn = nn.CrossEntropyLoss()\n\ndef step(x, y):\n    return loss_fn(net(x), y)\n',
      },
      {
        title: 'log-softmax and NLLLoss belong together',
        format: 'python',
        text: 'import torch\nimport torch.nn.functional as F\n\nlayer = torch.nn.Linear(4, 3)\n\ndef step(x, y):\n    p = torch.softmax(layer(x), dim=1)\n    return F.nll_loss(torch.log(p), y) + F.nll_loss(F.log_softmax(layer(x), dim=1), y)\n',
      },
      {
        title: 'the network ends in a log-softmax layer',
        format: 'python',
        text: 'import torch.nn as nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3), nn.LogSoftmax(dim=1))\nloss_fn = nn.NLLLoss()\n\ndef step(x, y):\n    return loss_fn(net(x), y)\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => lossCalls(facts).flatMap((call) => judge(call, facts)),
  mend: ({ verdict, facts }) => lossCalls(facts).filter(({ prediction }) => prediction === verdict.at).slice(0, 1).flatMap((call) => fixes(call, facts)),
});

type Verdict = CodeVerdict<typeof MESSAGES>;

const LOGIT_LOSSES: ReadonlySet<string> = new Set(['CrossEntropyLoss', 'cross_entropy']);
const LOG_LOSSES: ReadonlySet<string> = new Set(['NLLLoss', 'nll_loss']);
const SQUASHING: ReadonlySet<string> = new Set(['softmax', 'sigmoid']);

function judge({ name, prediction }: LossCall, facts: Facts): readonly Verdict[] {
  if (!LOGIT_LOSSES.has(name) && !LOG_LOSSES.has(name)) return [];
  const output = networkOutput(prediction, facts);
  if (output === null) return [];
  const { activation, confidence, at } = output;
  const loss = { text: name };
  if (SQUASHING.has(activation)) {
    const message = LOGIT_LOSSES.has(name) ? 'probabilities' : 'notLog';
    const related = at === prediction ? [] : [{ at, text: `\`${activation}\` is applied last` }];
    return [{ message, at: prediction, confidence, data: { loss, activation: { text: activation } }, related }];
  }
  if (activation !== 'none' || !LOG_LOSSES.has(name)) return [];
  return [{ message: 'logits', at: prediction, confidence, data: { loss, layer: { text: lastWord(facts.textOf(at)) } }, related: at === prediction ? [] : [{ at, text: 'The last layer gives logits' }] }];
}

/** The name of what is called: `self.fc2(x)` gives `fc2`. */
function lastWord(text: string): string {
  return /(\w+)\s*\(/u.exec(text)?.[1] ?? text.slice(0, 20);
}

function fixes(call: LossCall, facts: Facts): readonly CodeFix[] {
  const output = networkOutput(call.prediction, facts);
  if (output === null) return [];
  if (LOGIT_LOSSES.has(call.name)) {
    const edit = dropActivation(output, facts);
    return edit === null ? [] : [{ title: `Drop the ${output.activation} and give the loss logits`, safety: 'review', edits: [edit] }];
  }
  const edit = output.activation === 'none' ? renamed(call.made?.callee ?? null, TO_CROSS_ENTROPY, facts) : renamed(output.at.kind === 'Call' ? output.at.callee : null, TO_LOG, facts);
  if (edit === null) return [];
  return [{ title: output.activation === 'none' ? `Use \`${edit.newText}\`, which takes logits` : `Use \`${edit.newText}\``, safety: 'review', edits: [edit] }];
}

/** Same parameters, in the same order. */
const TO_CROSS_ENTROPY: Readonly<Record<string, string>> = { NLLLoss: 'CrossEntropyLoss', nll_loss: 'cross_entropy' };
const TO_LOG: Readonly<Record<string, string>> = { softmax: 'log_softmax', Softmax: 'LogSoftmax' };

/** Another function of the same module; names imported alone stay, as the other may not be imported. */
function renamed(callee: Parameters<typeof lastNameRange>[0] | null, names: Readonly<Record<string, string>>, facts: Facts): CodeEdit | null {
  const last = callee === null ? null : lastNameRange(callee);
  const newText = last === null ? undefined : names[last.text];
  if (last?.of == null || newText === undefined || moduleOf(last.of).path !== facts.document.path) return null;
  const isLayerOfSelf = last.of.value.kind === 'Name' && last.of.value.id === 'self';
  return isLayerOfSelf ? null : { document: facts.document, start: last.start, end: last.end, newText };
}
