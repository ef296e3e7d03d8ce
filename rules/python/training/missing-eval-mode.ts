import { lineBefore, statementOf } from '../../api/python/insert-line.ts';
import { forwardCalls, functionAround, isWithoutGradient, modedLayer, noGradientAround, type ForwardCall } from '../../api/python/module-modes.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeEdit, CodeFix, CodeVerdict } from '../../api/python-rule.ts';
import type { CallEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Rows } from '../../api/python/rows.ts';
import type { Call, FunctionDef, Node, Statement } from '../../api/python/syntax.ts';

const MESSAGES = {
  active: '`{module}` predicts in training mode, with {layer} at work: no `eval()` before',
} as const;

export const rule = pythonRule({
  id: 'training/missing-eval-mode',
  summary: 'Networks that predict in training mode',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'PyTorch documentation', where: 'torch.nn.Module.eval', url: 'https://pytorch.org/docs/stable/generated/torch.nn.Module.html' },
    { title: 'PyTorch documentation', where: 'Autograd mechanics: evaluation mode', url: 'https://pytorch.org/docs/stable/notes/autograd.html' },
  ],
  docs: {
    what: 'A network with dropout, batch normalization or another layer that works otherwise in training is called to predict, with gradients off (`torch.no_grad()`) or on test rows after training, or after its weights were loaded, and it is in training mode: `eval()` was never called, or `train()` was called since.',
    why: 'Dropout goes on switching units off at random, so that the same input gives another prediction each time; batch normalization uses the statistics of the batch at hand, so that a prediction depends on its neighbours, and lets them enter the statistics it keeps. Scores come out wrong, mostly too low. `torch.no_grad()` changes none of this.',
    instead: 'Call `net.eval()` before validating or predicting, and `net.train()` before training goes on.',
    limits: 'Silent when the network has no such layer, when not all of it can be seen, when something learns from the result in the same turn of the loop, from where the network is given to code that cannot be seen, for networks named as generators, which are mostly sampled as they were trained, and in code that speaks of Monte Carlo dropout or of recomputing statistics.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'gradients are off, dropout is not',
        format: 'python',
        text: 'import torch\nfrom torch import nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.5), nn.Linear(8, 1))\noptimizer = torch.optim.SGD(net.parameters(), lr=0.1)\nx, y = torch.randn(100, 4), torch.randn(100, 1)\nfor epoch in range(10):\n    optimizer.zero_grad()\n    nn.functional.mse_loss(net(x), y).backward()\n    optimizer.step()\n\nwith torch.no_grad():\n    prediction = net(torch.randn(5, 4))\n    #            ^^^^^^^^^^^^^^^^^^^^^^ active\n',
        after: 'import torch\nfrom torch import nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.5), nn.Linear(8, 1))\noptimizer = torch.optim.SGD(net.parameters(), lr=0.1)\nx, y = torch.randn(100, 4), torch.randn(100, 1)\nfor epoch in range(10):\n    optimizer.zero_grad()\n    nn.functional.mse_loss(net(x), y).backward()\n    optimizer.step()\n\nnet.eval()\nwith torch.no_grad():\n    prediction = net(torch.randn(5, 4))\n',
      },
      {
        title: 'validation in the loop that trains',
        format: 'python',
        text: 'import torch\nfrom torch import nn\n\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.body = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8))\n        self.out = nn.Linear(8, 2)\n\n    def forward(self, x):\n        return self.out(self.body(x))\n\ndef fit(loader, valid):\n    net = Net()\n    optimizer = torch.optim.Adam(net.parameters())\n    for epoch in range(10):\n        for x, y in loader:\n            optimizer.zero_grad()\n            nn.functional.cross_entropy(net(x), y).backward()\n            optimizer.step()\n        with torch.no_grad():\n            for x, y in valid:\n                hits = net(x).argmax(1) == y\n    #                  ^^^^^^ active\n',
        after: 'import torch\nfrom torch import nn\n\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.body = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8))\n        self.out = nn.Linear(8, 2)\n\n    def forward(self, x):\n        return self.out(self.body(x))\n\ndef fit(loader, valid):\n    net = Net()\n    optimizer = torch.optim.Adam(net.parameters())\n    for epoch in range(10):\n        net.train()\n        for x, y in loader:\n            optimizer.zero_grad()\n            nn.functional.cross_entropy(net(x), y).backward()\n            optimizer.step()\n        net.eval()\n        with torch.no_grad():\n            for x, y in valid:\n                hits = net(x).argmax(1) == y\n',
      },
      {
        title: 'weights are loaded and used at once',
        format: 'python',
        text: 'import torch\nfrom torch import nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.Linear(8, 1))\nnet.load_state_dict(torch.load("net.pt"))\nprint(net(torch.randn(1, 4)))\n#     ^^^^^^^^^^^^^^^^^^^^^^ active\n',
        after: 'import torch\nfrom torch import nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.Linear(8, 1))\nnet.load_state_dict(torch.load("net.pt"))\nnet.eval()\nprint(net(torch.randn(1, 4)))\n',
      },
    ],
    good: [
      {
        title: 'evaluation mode comes first',
        format: 'python',
        text: 'import torch\nfrom torch import nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.5), nn.Linear(8, 1))\nnet.load_state_dict(torch.load("net.pt"))\nnet.eval()\nwith torch.no_grad():\n    print(net(torch.randn(1, 4)))\n',
      },
      {
        title: 'weights are loaded to go on training',
        format: 'python',
        text: 'import torch\nfrom torch import nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.5), nn.Linear(8, 1))\nnet.load_state_dict(torch.load("net.pt"))\noptimizer = torch.optim.SGD(net.parameters(), lr=0.1)\nx, y = torch.randn(100, 4), torch.randn(100, 1)\nfor epoch in range(10):\n    optimizer.zero_grad()\n    nn.functional.mse_loss(net(x), y).backward()\n    optimizer.step()\n',
      },
      {
        title: 'no layer of the network has modes',
        format: 'python',
        text: 'import torch\nfrom torch import nn\n\nnet = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))\nnet.load_state_dict(torch.load("net.pt"))\nwith torch.no_grad():\n    print(net(torch.randn(1, 4)))\n',
      },
      {
        title: 'a generator makes samples without gradients while the other network learns',
        format: 'python',
        text: 'import torch\nfrom torch import nn\n\ngenerator = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.Linear(8, 2))\njudge = nn.Linear(2, 1)\noptimizer = torch.optim.SGD(judge.parameters(), lr=0.1)\nother = torch.optim.SGD(generator.parameters(), lr=0.1)\nfor turn in range(10):\n    with torch.no_grad():\n        fake = generator(torch.randn(8, 4))\n    optimizer.zero_grad()\n    judge(fake).mean().backward()\n    optimizer.step()\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => slips(facts).flatMap((slip) => judge(slip, facts)),
  mend: ({ verdict, facts }) => slips(facts).filter(({ event }) => event.node === verdict.at).slice(0, 1).flatMap((slip) => fixes(slip, facts)),
});

type Verdict = CodeVerdict<typeof MESSAGES>;

/** Calls of networks in training mode that are there to predict. */
function slips(facts: Facts): readonly ForwardCall[] {
  return facts.once(findSlips);
}

function findSlips(facts: Facts): readonly ForwardCall[] {
  const backwards = facts.calls.filter(({ node }) => node.callee.kind === 'Attribute' && node.callee.attribute === 'backward');
  const seen = new Map<Node | null, Set<number>>();
  return forwardCalls(facts).filter((call) => {
    if (call.mode !== 'train' || isInsideModule(call.event) || isGenerator(call) || isMeant(call.event, facts)) return false;
    if (!predictsAfterTraining(call, backwards, facts) && !predictsAfterLoading(call, backwards, facts)) return false;
    const around = noGradientAround(call.event.node, facts) ?? functionAround(call.event.node);
    const told = seen.get(around) ?? new Set<number>();
    seen.set(around, told);
    if (told.has(call.module.id)) return false;
    told.add(call.module.id);
    return true;
  });
}

/** Gradients are off or the rows are held out, the network has learned, and nothing learns from what it gives. */
function predictsAfterTraining({ event, module }: ForwardCall, backwards: readonly CallEvent[], facts: Facts): boolean {
  if ((!isWithoutGradient(event, facts) && !isOnHeldOutRows(event, facts)) || backwards.some((backward) => isFollowed(event, backward))) return false;
  const given = facts.calls.find(({ node, receiver }) => receiver?.kind === 'object' && receiver.id === module.id && node.callee.kind === 'Attribute' && /^(?:named_)?parameters$/u.test(node.callee.attribute));
  return given !== undefined && given.sequence < event.sequence && backwards.some(({ sequence }) => sequence < event.sequence && sequence > given.sequence);
}

function isOnHeldOutRows(event: CallEvent, facts: Facts): boolean {
  const features = facts.predictions.find(({ call }) => call === event)?.features;
  return features !== undefined && features.confidence !== 'possible' && isHeldOut(features.rows);
}

/** Rows of a test or validation part, as the splits and sources of the program say. */
function isHeldOut(rows: Rows): boolean {
  if (rows.kind === 'source') return rows.purpose === 'test' || rows.purpose === 'validation';
  if (rows.kind === 'part' && rows.side > 0) return true;
  return 'parent' in rows && isHeldOut(rows.parent);
}

/** Something learns from what is computed here, in the same turn or behind the loop in the turn around it. */
function isFollowed(event: CallEvent, backward: CallEvent): boolean {
  if (backward.sequence < event.sequence) return false;
  const turn = backward.loops.at(-1)?.turn;
  if (turn === undefined) return event.inFunction !== null && backward.inFunction === event.inFunction;
  return event.loops.some((each) => each.turn === turn);
}

/** Its weights were loaded, and it does not learn after that. */
function predictsAfterLoading({ event, module, by }: ForwardCall, backwards: readonly CallEvent[], facts: Facts): boolean {
  const loaded = facts.calls.findLast(({ node, receiver, sequence }) => receiver?.kind === 'object' && receiver.id === module.id && sequence < event.sequence && node.callee.kind === 'Attribute' && node.callee.attribute === 'load_state_dict');
  if (loaded === undefined || (by !== null && by.sequence > loaded.sequence)) return false;
  return !isCopied(loaded, facts) && !backwards.some(({ sequence }) => sequence > loaded.sequence);
}

/** The state of another network, as of a target network or a moving average. */
function isCopied({ node }: CallEvent, facts: Facts): boolean {
  return node.arguments.map((argument) => facts.textOf(argument)).some((text) => /state_dict\(|ema|averag|best|copy/iu.test(text) && !/load\w*\(/u.test(text));
}

/** A module calls the modules inside it, maybe in a method of its own. */
function isInsideModule({ inFunction, calledFrom }: CallEvent): boolean {
  return [inFunction, ...calledFrom.map(functionAround)].some((around) => around?.name === 'forward' || around?.name === '__call__');
}

/** Networks that make samples are mostly used as they were trained. */
function isGenerator({ event: { node }, module }: ForwardCall): boolean {
  const { callee } = node;
  const name = callee.kind === 'Name' ? callee.id : callee.kind === 'Attribute' ? callee.attribute : '';
  return /^(?:net_?)?g(?:en|enerator)?(?:_|\d|$)|generator|(?:^|_)gen$/iu.test(name) || /Generator|Decoder/u.test(module.className ?? '');
}

const MEANT = /monte|(?:^|_|\b)mc(?:_|\b)|uncertain|bayes|stochastic|update_bn|recalibrat|running_mean|ensemble|enable_dropout/iu;

/** Code that wants the layers at work. */
function isMeant({ node, calledFrom }: CallEvent, facts: Facts): boolean {
  return [node, ...calledFrom].map(functionAround).some((around: FunctionDef | null) => around !== null && MEANT.test(facts.textOf(around))) || (functionAround(node) === null && MEANT.test(facts.textOf(statementOf(node) ?? node)));
}

function judge({ event, module }: ForwardCall, facts: Facts): readonly Verdict[] {
  const layer = modedLayer(module);
  if (layer.kind === 'none') return [];
  const name = { text: facts.textOf(event.node.callee).slice(0, 20) };
  if (layer.kind === 'unknown') return [{ message: 'active', at: event.node, confidence: 'possible', data: { module: name, layer: { text: 'all its layers' } } }];
  const word = /^[A-Z]/u.test(layer.name) ? `\`${layer.name}\`` : layer.name;
  return [{ message: 'active', at: event.node, data: { module: name, layer: { text: word } }, related: event.calledFrom.map((at) => ({ at, text: 'Called to predict' })) }];
}

function fixes(call: ForwardCall, facts: Facts): readonly CodeFix[] {
  const { node } = call.event;
  if (node.callee.kind !== 'Name' && node.callee.kind !== 'Attribute') return [];
  const name = facts.textOf(node.callee);
  const target = blockToEvaluate(node, facts);
  const edit = target === null ? null : lineBefore(target, `${name}.eval()`, facts);
  if (edit === null || target === null) return [];
  const back = backToTraining(call, target, facts);
  const edits = back === null ? [edit] : [back, edit];
  return [{ title: `Switch to evaluation mode with \`${name}.eval()\``, safety: 'review', edits }];
}

/** The `with` in which gradients are off, else the statement; outside of a loop over batches. */
function blockToEvaluate(node: Call, facts: Facts): Statement | null {
  const around = noGradientAround(node, facts);
  if (around?.kind === 'FunctionDef') return around.body[0] ?? null;
  const statement = around?.kind === 'With' ? around : statementOf(node);
  return statement?.parent.kind === 'For' && around === null ? statement.parent : statement;
}

/** In a loop that trains as well, each turn has to start in training mode again. */
function backToTraining({ event, module }: ForwardCall, target: Statement, facts: Facts): CodeEdit | null {
  const loop = enclosingLoop(target);
  const [first] = loop?.body ?? [];
  if (loop === null || first === undefined) return null;
  const trainsHere = forwardCalls(facts).some((other) => other.module.id === module.id && other.event.node.start >= loop.start && other.event.node.end <= loop.end && !isWithoutGradient(other.event, facts));
  const setsMode = facts.calls.some(({ node, receiver }) => receiver?.kind === 'object' && receiver.id === module.id && node.callee.kind === 'Attribute' && node.callee.attribute === 'train' && node.start >= loop.start && node.end <= loop.end);
  return trainsHere && !setsMode ? lineBefore(first, `${facts.textOf(event.node.callee)}.train()`, facts) : null;
}

function enclosingLoop(node: Node): Extract<Node, { kind: 'For' | 'While' }> | null {
  for (let at = node.parent; at !== null && at.kind !== 'FunctionDef'; at = at.parent) if (at.kind === 'For' || at.kind === 'While') return at;
  return null;
}
