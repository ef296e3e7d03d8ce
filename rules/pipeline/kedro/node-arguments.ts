import { callsNamed } from '../../api/python/code-calls.ts';
import { writtenArgument } from '../../api/python/call-arguments.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Expression, FunctionDef } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

/** The function of the file, or of a module that was followed, that a name stands for. */
function functionOf(expression: Expression | null, facts: Facts): FunctionDef | null {
  const [definition, ...more] = expression?.kind === 'Name' ? (facts.names.bindingOf(expression)?.definitions ?? []) : [];
  if (definition?.node.kind === 'FunctionDef' && more.length === 0) return definition.node.decorators.length === 0 ? definition.node : null;
  return null;
}

/** How many inputs a list names; null for what is no list of texts. */
function countOf(inputs: Expression | null): number | null {
  if (inputs?.kind === 'Constant' && inputs.type === 'str') return 1;
  return inputs?.kind === 'List' && inputs.elements.every((element) => element.kind === 'Constant' || element.kind === 'JoinedStr') ? inputs.elements.length : null;
}

export const rule = pythonRule({
  id: 'pipeline/kedro-node-arguments',
  summary: 'Nodes of Kedro with more or fewer inputs than their function takes',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Kedro, Nodes', url: 'https://docs.kedro.org/en/stable/build/nodes/' }],
  docs: {
    what: 'Finds `node(function, inputs=[…])` whose list of inputs does not fit the parameters of the function.',
    why: 'Kedro refuses the pipeline with a `TypeError` as soon as it is loaded, so no pipeline of the project runs.',
    instead: 'Name one input for each parameter, in their order.',
    limits: 'Functions that are defined in the file or in a module that was followed, and lists that are written out.',
  },
  options: {},
  messages: { arguments: '`{function}` takes {takes} arguments and gets {gets} inputs' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'one input is missing', format: 'python', text: 'from kedro.pipeline import node, pipeline\n\ndef train(features, labels):\n    return 1\n\npipeline([node(train, inputs=["features"], outputs="model")])\n#                            ^^^^^^^^^^^^ arguments\n' },
    ],
    good: [
      { title: 'one for each', format: 'python', text: 'from kedro.pipeline import node, pipeline\n\ndef train(features, labels, seed=1):\n    return 1\n\npipeline([node(func=train, inputs=["features", "labels"], outputs="model")])\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    callsNamed(facts, /^kedro\.pipeline(?:\.node)?\.(?:node|Node)$/).flatMap(({ call }) => {
      const called = functionOf(writtenArgument(call, { name: 'func', position: 0 }), facts);
      const inputs = writtenArgument(call, { name: 'inputs', position: 1 });
      const gets = countOf(inputs);
      if (called === null || inputs === null || gets === null || called.parameters.some(({ way }) => way === 'args')) return [];
      const taken = called.parameters.filter(({ way }) => way === 'plain' || way === 'positional-only');
      const needed = taken.filter((parameter) => parameter.default === null).length;
      return gets >= needed && gets <= taken.length ? [] : [{ message: 'arguments', at: inputs, data: { function: { text: called.name }, takes: gets < needed ? needed : taken.length, gets } }];
    }),
  mend: null,
});
