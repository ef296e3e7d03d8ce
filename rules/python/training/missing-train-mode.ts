import { lineBefore, statementOf } from '../../api/python/insert-line.ts';
import { forwardCalls, functionAround, isWithoutGradient, modedLayer, type ForwardCall } from '../../api/python/module-modes.ts';
import { isInside } from '../../api/python/optimizer-steps.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeEdit, CodeFix, CodeVerdict } from '../../api/python-rule.ts';
import type { CallEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { For, While } from '../../api/python/syntax.ts';

const MESSAGES = {
  stays: '`{module}` is still in evaluation mode when the next turn trains it: no `train()`',
} as const;

export const rule = pythonRule({
  id: 'training/missing-train-mode',
  summary: 'Networks that go on training in evaluation mode',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'PyTorch documentation', where: 'torch.nn.Module.eval and torch.nn.Module.train', url: 'https://pytorch.org/docs/stable/generated/torch.nn.Module.html' }],
  docs: {
    what: 'In a training loop a network is put into evaluation mode with `eval()`, in the loop itself or in a function called there, and nothing calls `train()` before the next turn trains it.',
    why: 'From the second turn on the network learns without dropout and with frozen statistics of batch normalization. It overfits, or learns more slowly than it should, and the losses of the first turn cannot be compared with the rest.',
    instead: 'Call `net.train()` at the start of each epoch, next to `net.eval()` before each validation.',
    limits: 'Silent when the network has no layer that works otherwise in training, when it is in evaluation mode from the start on purpose, and from where it is given to code that cannot be seen.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'evaluation mode lasts into the next epoch',
        format: 'python',
        text: 'import torch\nfrom torch import nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.5), nn.Linear(8, 1))\noptimizer = torch.optim.SGD(net.parameters(), lr=0.1)\n\ndef fit(x, y, x_val, y_val):\n    for epoch in range(10):\n        optimizer.zero_grad()\n        loss = nn.functional.mse_loss(net(x), y)\n        loss.backward()\n        optimizer.step()\n        net.eval()\n    #   ^^^^^^^^^^ stays\n        with torch.no_grad():\n            print(nn.functional.mse_loss(net(x_val), y_val))\n',
        after: 'import torch\nfrom torch import nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.5), nn.Linear(8, 1))\noptimizer = torch.optim.SGD(net.parameters(), lr=0.1)\n\ndef fit(x, y, x_val, y_val):\n    for epoch in range(10):\n        net.train()\n        optimizer.zero_grad()\n        loss = nn.functional.mse_loss(net(x), y)\n        loss.backward()\n        optimizer.step()\n        net.eval()\n        with torch.no_grad():\n            print(nn.functional.mse_loss(net(x_val), y_val))\n',
      },
    ],
    good: [
      {
        title: 'each epoch starts in training mode',
        format: 'python',
        text: 'import torch\nfrom torch import nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.5), nn.Linear(8, 1))\noptimizer = torch.optim.SGD(net.parameters(), lr=0.1)\n\ndef fit(x, y, x_val, y_val):\n    for epoch in range(10):\n        net.train()\n        optimizer.zero_grad()\n        loss = nn.functional.mse_loss(net(x), y)\n        loss.backward()\n        optimizer.step()\n        net.eval()\n        with torch.no_grad():\n            print(nn.functional.mse_loss(net(x_val), y_val))\n',
      },
      {
        title: 'no layer of the network has modes',
        format: 'python',
        text: 'import torch\nfrom torch import nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))\noptimizer = torch.optim.SGD(net.parameters(), lr=0.1)\n\ndef fit(x, y, x_val, y_val):\n    for epoch in range(10):\n        optimizer.zero_grad()\n        loss = nn.functional.mse_loss(net(x), y)\n        loss.backward()\n        optimizer.step()\n        net.eval()\n        with torch.no_grad():\n            print(nn.functional.mse_loss(net(x_val), y_val))\n',
      },
      {
        title: 'a network is fine-tuned in evaluation mode on purpose',
        format: 'python',
        text: 'import torch\nfrom torch import nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.Linear(8, 1))\noptimizer = torch.optim.SGD(net.parameters(), lr=0.1)\nnet.eval()\n\ndef fit(x, y):\n    for epoch in range(10):\n        optimizer.zero_grad()\n        loss = nn.functional.mse_loss(net(x), y)\n        loss.backward()\n        optimizer.step()\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => relapses(facts).flatMap((relapse) => judge(relapse, facts)),
  mend: ({ verdict, facts }) => relapses(facts).filter(({ by }) => by.node === verdict.at).slice(0, 1).flatMap((relapse) => fixes(relapse, facts)),
});

type Verdict = CodeVerdict<typeof MESSAGES>;

/** A place that trained a module in training mode in one turn and in evaluation mode in a later one. */
interface Relapse {
  readonly call: ForwardCall;
  readonly by: CallEvent;
  readonly loop: For | While;
}

function relapses(facts: Facts): readonly Relapse[] {
  const training = forwardCalls(facts).filter(({ event, module }) => isTrained(module.id, facts) && isLearntFrom(event, facts));
  return training.flatMap((call) => {
    const { by, event } = call;
    if (call.mode !== 'eval' || by === null) return [];
    const shared = event.loops.find(({ loop }) => by.loops.some((turn) => turn.loop === loop));
    if (shared === undefined || (shared.loop.kind !== 'For' && shared.loop.kind !== 'While')) return [];
    const before = training.some((other) => other.event.node === event.node && other.module.id === call.module.id && other.mode === 'train' && other.event.sequence < by.sequence && other.event.loops.some(({ loop }) => loop === shared.loop));
    return before ? [{ call, by, loop: shared.loop }] : [];
  });
}

/** An optimizer was given its parameters. */
function isTrained(id: number, facts: Facts): boolean {
  return facts.calls.some(({ node, receiver }) => receiver?.kind === 'object' && receiver.id === id && node.callee.kind === 'Attribute' && /^(?:named_)?parameters$/u.test(node.callee.attribute));
}

/** `backward` follows in the same turn, with nothing in between that leaves the turn. */
function isLearntFrom(event: CallEvent, facts: Facts): boolean {
  const turn = event.loops.at(-1)?.turn;
  if (turn === undefined || isWithoutGradient(event, facts)) return false;
  return facts.calls.some((call) => call.sequence > event.sequence && call.loops.at(-1)?.turn === turn && call.node.callee.kind === 'Attribute' && call.node.callee.attribute === 'backward');
}

function judge({ call, by }: Relapse, facts: Facts): readonly Verdict[] {
  const layer = modedLayer(call.module);
  if (layer.kind === 'none') return [];
  const name = by.node.callee.kind === 'Attribute' ? facts.textOf(by.node.callee.value) : 'net';
  const steps = by.calledFrom.map((at) => ({ at, text: 'Called in the loop' }));
  return [
    {
      message: 'stays',
      at: by.node,
      confidence: layer.kind === 'found' ? 'certain' : 'likely',
      data: { module: { text: name.slice(0, 20) } },
      related: [...steps, { at: call.event.node, text: 'In the next turn it learns in evaluation mode' }],
    },
  ];
}

function fixes({ call, loop }: Relapse, facts: Facts): readonly CodeFix[] {
  const line = `${facts.textOf(call.event.node.callee)}.train()`;
  const edit = atStart({ call, loop, line }, facts);
  return edit === null ? [] : [{ title: `Go back to training mode with \`${line}\``, safety: 'review', edits: [edit] }];
}

/** At the start of the epoch; where the training has a function of its own, at the start of the loop over batches there. */
function atStart({ call, loop, line }: { readonly call: ForwardCall; readonly loop: For | While; readonly line: string }, facts: Facts): CodeEdit | null {
  const { node } = call.event;
  const { callee } = node;
  if (callee.kind !== 'Name' && callee.kind !== 'Attribute') return null;
  if (isInside(node, loop) && functionAround(node) === functionAround(loop)) return loop.body[0] === undefined ? null : lineBefore(loop.body[0], line, facts);
  const around = functionAround(node);
  if (around === null) return null;
  for (let at = statementOf(node); at !== null && at.parent !== null; at = statementOf(at.parent)) {
    if (at.parent === around) return lineBefore(at, line, facts);
  }
  return null;
}
