import { pythonProjectRule } from '../../api/python-rule.ts';
import type { ProjectVerdict } from '../../api/python-rule.ts';
import { nameList } from '../../api/python/name-list.ts';
import type { Dependency, ProjectFacts } from '../../api/python/project-facts.ts';

const MESSAGES = {
  unbounded: '{number} of {total} dependencies have no version: {libraries}',
} as const;

export const rule = pythonProjectRule({
  id: 'reproducibility/unpinned-dependency',
  summary: 'Dependencies declared without any version, and no lock file',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'pip documentation', where: 'Repeatable installs', url: 'https://pip.pypa.io/en/stable/topics/repeatable-installs/' },
    { title: 'Breck et al., The ML Test Score: A Rubric for ML Production Readiness and Technical Debt Reduction (2017)', where: 'Infra 1, training is reproducible' },
  ],
  docs: {
    what: 'Names the dependencies of requirements files, pyproject.toml, setup.cfg, setup.py, Pipfile and environment.yml that carry no version at all, once for each file.',
    why: 'Every install takes what is newest that day. Defaults of models, splitters and readers change between versions, so the same code gives other numbers or stops working.',
    instead: 'Write the version beside the name (`pandas==2.3.3`), or keep a lock file (`uv lock`, `pip-compile --generate-hashes`, `poetry lock`) next to the loose list.',
    limits: 'Any bound counts, a lower one too. Extras and groups for developers are left alone, as are names that a constraints file or another manifest bounds. A lock file silences the rule.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'two of three have no version',
        format: 'python',
        text: 'import numpy as np\n\nprint(np)\n',
        files: { 'requirements.txt': 'numpy\n^^^^^ unbounded\npandas==2.3.3\nscikit-learn\n' },
      },
    ],
    good: [
      { title: 'bounds and pins', format: 'python', text: 'import numpy as np\n\nprint(np)\n', files: { 'requirements.txt': 'numpy>=2,<3\npandas==2.3.3\n' } },
      {
        title: 'a lock file holds the versions',
        format: 'python',
        text: 'import numpy as np\n\nprint(np)\n',
        files: { 'pyproject.toml': '[project]\nname = "shop"\nversion = "1"\ndependencies = ["numpy"]\n', 'uv.lock': '[[package]]\nname = "numpy"\nversion = "2.3.5"\n' },
      },
    ],
  },
  yieldsTo: [],
  // whatever a program imports: the project must have one, so that the rule is asked
  collect: () => true,
  judge: ({ project }) => (project.locks.length > 0 ? [] : project.manifests.flatMap((manifest) => verdictOn(manifest, project))),
});

/** More places would hide the sentence. */
const MOST_PLACES = 10;

function verdictOn(manifest: string, { dependencies }: ProjectFacts): readonly ProjectVerdict<typeof MESSAGES>[] {
  const bounded = new Set(dependencies.filter(isBounded).map(({ name }) => name));
  const listed = dependencies.filter(({ path, group }) => path === manifest && group === null);
  const loose = listed.filter((dependency) => !isBounded(dependency) && !bounded.has(dependency.name));
  const [first, ...others] = loose;
  if (first === undefined) return [];
  const names = [...new Set(loose.map(({ name }) => name))];
  return [
    {
      message: 'unbounded',
      at: first,
      related: others.slice(0, MOST_PLACES).map((at) => ({ at, text: `\`${at.name}\` has no version` })),
      data: { number: names.length, total: new Set(listed.map(({ name }) => name)).size, libraries: { text: nameList(names) } },
    },
  ];
}

function isBounded({ specifier, isPinned }: Dependency): boolean {
  return isPinned || specifier !== '';
}
