import type { Facts } from '../../api/python/facts.ts';
import type { Expression } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

function isComponent(decorator: Expression, facts: Facts): boolean {
  const called = decorator.kind === 'Call' ? decorator.callee : decorator;
  const isContainerized = decorator.kind === 'Call' && decorator.keywords.some(({ name }) => name === 'target_image' || name === null);
  return !isContainerized && /^kfp(?:\.v2)?\.dsl\.component$/.test(facts.names.qualifiedName(called) ?? '');
}

export const rule = pythonRule({
  id: 'pipeline/kubeflow-outside-name',
  summary: 'Components of Kubeflow that use names from outside',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Kubeflow Pipelines, Lightweight Python Components', url: 'https://www.kubeflow.org/docs/components/pipelines/user-guides/components/lightweight-python-components/' }],
  docs: {
    what: 'Finds functions with `@dsl.component` whose body uses imports, functions or variables of the file around it.',
    why: 'Only the text of the function is taken along. The step fails with a `NameError` when it runs, perhaps hours into the pipeline.',
    instead: 'Import inside of the function, and hand values in as parameters.',
    limits: 'Names of `kfp` and `typing` are there; annotations and defaults are not part of the body. Files put into an image with `target_image` are passed over.',
  },
  options: {},
  messages: { outside: '`{name}` is defined outside of the component, where it does not exist when it runs' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'an import', format: 'python', text: 'import pandas as pd\nfrom kfp import dsl\n\n@dsl.component\ndef rows(path: str) -> int:\n    return len(pd.read_csv(path))\n#              ^^ outside\n' },
    ],
    good: [
      { title: 'imported inside', format: 'python', text: 'from kfp import dsl\n\n@dsl.component(packages_to_install=["pandas==2.2.0"])\ndef rows(path: str) -> int:\n    import pandas as pd\n    return len(pd.read_csv(path))\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    facts.nodes('FunctionDef').flatMap((component) => {
      if (!component.decorators.some((each) => isComponent(each, facts))) return [];
      const seen = new Set<string>();
      return facts.nodes('Name').flatMap((name) => {
        const isInside = component.body.some((statement) => statement.start <= name.start && name.end <= statement.end);
        const binding = isInside && !seen.has(name.id) ? facts.names.bindingOf(name) : null;
        if (binding?.scope.node.kind !== 'Module' || binding.definitions.every(({ imports }) => /^(?:kfp|typing)\b/.test(imports ?? ''))) return [];
        seen.add(name.id);
        return [{ message: 'outside', at: name, data: { name: { text: name.id } } }];
      });
    }),
  mend: null,
});
