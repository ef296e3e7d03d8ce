import { hasHiddenKeywords, keywordOf, stringOf } from '../../api/python/code-calls.ts';
import { imageParts } from '../../api/repository/docker.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/kubeflow-component-unpinned',
  summary: 'Components of Kubeflow that are another program each time they run',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Kubeflow Pipelines, Lightweight Python Components', url: 'https://www.kubeflow.org/docs/components/pipelines/user-guides/components/lightweight-python-components/' }],
  docs: {
    what: 'Finds components of Kubeflow Pipelines whose `base_image` has no tag or the tag `latest`, and `packages_to_install` without versions.',
    why: 'Packages are installed each time the component runs: a pipeline that worked fails, or trains another model, without a change.',
    instead: 'Name versions, `packages_to_install=["pandas==2.2.0"]`, and a tag or digest of the image.',
    limits: 'A component without `base_image` gets the default of the SDK, which is a version. Names put together from variables are passed over.',
  },
  options: {},
  messages: { image: 'The image `{image}` is another one from time to time', package: '`{package}` is installed in its newest version each time the component runs' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'packages', format: 'python', text: 'from kfp import dsl\n\n@dsl.component(packages_to_install=["pandas", "scikit-learn==1.5.0"])\n#                                   ^^^^^^^^ package\ndef train():\n    pass\n' },
    ],
    good: [
      { title: 'with versions', format: 'python', text: 'from kfp import dsl\n\n@dsl.component(base_image="python:3.12-slim", packages_to_install=["pandas==2.2.0"])\ndef train():\n    pass\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    facts.nodes('Call').flatMap((call) => {
      if (!/^kfp(?:\.v2)?\.(?:dsl|components)\.(?:component|create_component_from_func|func_to_container_op)$/.test(facts.names.qualifiedName(call.callee) ?? '') || hasHiddenKeywords(call)) return [];
      const base = keywordOf(call, 'base_image');
      const image = stringOf(base);
      const parts = image === null ? null : imageParts(image);
      const isMoving = parts !== null && parts.digest === null && (parts.tag === null || parts.tag === 'latest');
      const packages = keywordOf(call, 'packages_to_install');
      const unpinned = (packages?.kind === 'List' ? packages.elements : []).flatMap((element) => {
        const name = stringOf(element);
        return name !== null && /^[A-Za-z0-9][\w.-]*(?:\[[^\]]*\])?(?:\s*>=?\s*[\w.]+)?$/.test(name) ? [{ message: 'package' as const, at: element, data: { package: { text: name } } }] : [];
      });
      return [...(isMoving && base !== null ? [{ message: 'image' as const, at: base, data: { image: { text: image ?? '' } } }] : []), ...unpinned];
    }),
  mend: null,
});
