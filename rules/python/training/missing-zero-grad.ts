import { lineAfter, lineBefore, statementOf } from '../../api/python/insert-line.ts';
import { backwardCalls, bodiesOfTurn, clearingIn, isInside, optimizerSteps, type OptimizerStep } from '../../api/python/optimizer-steps.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeEdit, CodeFix, CodeVerdict } from '../../api/python-rule.ts';
import type { CallEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { enclosing, type Call, type Node } from '../../api/python/syntax.ts';
import type { Value } from '../../api/python/value.ts';

const MESSAGES = {
  never: 'Gradients add up from turn to turn: nothing clears them before `{optimizer}.step()`',
  outside: 'Gradients are cleared outside this loop only, so they add up from turn to turn',
} as const;

export const rule = pythonRule({
  id: 'training/missing-zero-grad',
  summary: 'Training loops that step without clearing gradients',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'PyTorch documentation', where: 'torch.optim.Optimizer.zero_grad', url: 'https://pytorch.org/docs/stable/generated/torch.optim.Optimizer.zero_grad.html' },
    { title: 'PyTorch documentation', where: 'torch.Tensor.backward', url: 'https://pytorch.org/docs/stable/generated/torch.Tensor.backward.html' },
  ],
  docs: {
    what: 'A loop calls `backward()` and steps an optimizer of PyTorch that was made before the loop, and nothing that runs in the loop clears gradients: no `zero_grad()` of an optimizer or module, no `grad = None`, no `grad.zero_()`, in no function called there either.',
    why: '`backward()` adds to the gradients that are there. Without clearing, each step moves the weights by the sum of all gradients since the start: training swings, diverges, or ends far from where it should, without any error.',
    instead: 'Call `optimizer.zero_grad()` once for each step, before `backward()` or right after `step()`. To accumulate on purpose, clear after each step.',
    limits: 'Silent when an optimizer or loop of another library is used, or when the optimizer is handed to a function that cannot be seen. If any gradient is cleared in the loop, it is not asked whether it is the right one.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'gradients are never cleared',
        format: 'python',
        text: 'import torch\nfrom torch import nn\n\ndef fit(net, loader):\n    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)\n    criterion = nn.MSELoss()\n    for x, y in loader:\n        loss = criterion(net(x), y)\n        loss.backward()\n    #   ^^^^^^^^^^^^^^^ never\n        optimizer.step()\n',
        after: 'import torch\nfrom torch import nn\n\ndef fit(net, loader):\n    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)\n    criterion = nn.MSELoss()\n    for x, y in loader:\n        optimizer.zero_grad()\n        loss = criterion(net(x), y)\n        loss.backward()\n        optimizer.step()\n',
      },
      {
        title: 'gradients are cleared once for each epoch, not for each batch',
        format: 'python',
        text: 'import torch\n\ndef fit(net, loader, criterion):\n    optimizer = torch.optim.Adam(net.parameters())\n    for epoch in range(10):\n        optimizer.zero_grad()\n        for x, y in loader:\n            criterion(net(x), y).backward()\n    #       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ outside\n            optimizer.step()\n',
        after: 'import torch\n\ndef fit(net, loader, criterion):\n    optimizer = torch.optim.Adam(net.parameters())\n    for epoch in range(10):\n        optimizer.zero_grad()\n        for x, y in loader:\n            optimizer.zero_grad()\n            criterion(net(x), y).backward()\n            optimizer.step()\n',
      },
    ],
    good: [
      {
        title: 'gradients are cleared for each batch',
        format: 'python',
        text: 'import torch\n\ndef fit(net, loader, criterion):\n    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)\n    for x, y in loader:\n        optimizer.zero_grad()\n        loss = criterion(net(x), y)\n        loss.backward()\n        optimizer.step()\n',
      },
      {
        title: 'gradients of four batches are added up on purpose',
        format: 'python',
        text: 'import torch\n\ndef fit(net, loader, criterion):\n    optimizer = torch.optim.Adam(net.parameters())\n    for epoch in range(10):\n        for i, (x, y) in enumerate(loader):\n            (criterion(net(x), y) / 4).backward()\n            if (i + 1) % 4 == 0:\n                optimizer.step()\n                optimizer.zero_grad(set_to_none=True)\n',
      },
      {
        title: 'a function called in the loop clears them',
        format: 'python',
        text: 'import torch\n\ndef clear(net):\n    for p in net.parameters():\n        p.grad = None\n\ndef fit(net, loader, criterion):\n    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)\n    for x, y in loader:\n        clear(net)\n        criterion(net(x), y).backward()\n        optimizer.step()\n',
      },
      {
        title: 'each turn has an optimizer and a network of its own',
        format: 'python',
        text: 'import torch\n\ndef fit(make, folds, criterion):\n    for x, y in folds:\n        net = make()\n        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)\n        criterion(net(x), y).backward()\n        optimizer.step()\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => optimizerSteps(facts).flatMap((step) => judge(step, facts)),
  mend: ({ verdict, facts }) => optimizerSteps(facts).filter((step) => blamed(step, facts) === verdict.at).slice(0, 1).flatMap((step) => fixes(step, facts)),
});

type Verdict = CodeVerdict<typeof MESSAGES>;

function judge(step: OptimizerStep, facts: Facts): readonly Verdict[] {
  const at = blamed(step, facts);
  if (at === null) return [];
  const { event, optimizer, loop, written } = step;
  const confidence = optimizer === null ? 'likely' : optimizer.confidence;
  const related = [{ at: event.node, text: 'The weights move by the sum of all gradients so far' }];
  const outside = event.loops.find((turn) => turn.loop !== loop && clearingIn(turn.loop) !== null);
  const common = { at, related, confidence };
  if (outside !== undefined) return [{ ...common, message: 'outside' }];
  return [{ ...common, message: 'never', data: { optimizer: { text: facts.textOf(written).slice(0, 30) } } }];
}

/** The first `backward` of a turn whose gradients nothing clears; null when all is well or not known. */
function blamed(step: OptimizerStep, facts: Facts): Call | null {
  const bodies = bodiesOfTurn(step, facts);
  if (bodies.some((body) => clearingIn(body) !== null) || isHandedOver(step, facts)) return null;
  return bodies.flatMap(backwardCalls)[0] ?? null;
}

/** Whether code nobody can see gets the optimizer in the loop: it may clear gradients. */
function isHandedOver({ optimizer, loop, event, written }: OptimizerStep, facts: Facts): boolean {
  const name = facts.textOf(written);
  const gets = ({ arguments: given }: CallEvent): boolean => given.some(({ value, node }) => (optimizer === null ? facts.textOf(node) === name : holds(value, optimizer.id)));
  return facts.calls.some((call) => call.node !== event.node && call.loops.some((turn) => turn.loop === loop) && isUnseen(call, facts) && gets(call));
}

/** Not of PyTorch, and not of the program. */
function isUnseen({ name, node }: CallEvent, facts: Facts): boolean {
  if (name !== null && (name.startsWith('torch.') || facts.names.isBuiltin(name))) return false;
  return !facts.valuesOf(node.callee).some((value) => value.kind === 'callable' && value.definition !== null);
}

function holds(value: Value, id: number): boolean {
  if (value.kind === 'object') return value.id === id || [...value.attributes.values()].some((each) => each.kind === 'object' && each.id === id);
  if (value.kind === 'sequence') return value.elements.some((each) => holds(each, id));
  return value.kind === 'mapping' && [...value.entries.values()].some((each) => holds(each, id));
}

function fixes(step: OptimizerStep, facts: Facts): readonly CodeFix[] {
  const edit = clearing(step, facts);
  return edit === null ? [] : [{ title: `Clear the gradients with \`${edit.newText.trim()}\``, safety: 'review', edits: [edit] }];
}

/** At the start of the loop where each turn steps; inside the closure where there is one; else right after the step. */
function clearing(step: OptimizerStep, facts: Facts): CodeEdit | null {
  const line = `${facts.textOf(step.written)}.zero_grad()`;
  const { closure, loop, event } = step;
  if (closure !== null) {
    const [backward] = backwardCalls(closure);
    const statement = backward === undefined ? null : statementOf(backward);
    return statement === null ? null : lineBefore(statement, line, facts);
  }
  const statement = statementOf(event.node);
  const [first] = loop.body;
  if (statement === null || first === undefined) return null;
  const isEachTurn = statement.parent === loop && sameFunction(event.node, loop) && loop.body.some((each) => backwardCalls(each).some((call) => isInside(call, loop)));
  return isEachTurn ? lineBefore(first, line, facts) : lineAfter(statement, line, facts);
}

function sameFunction(a: Node, b: Node): boolean {
  return enclosing(a, ['FunctionDef', 'Lambda']) === enclosing(b, ['FunctionDef', 'Lambda']);
}
