import { pythonProjectRule } from '../../api/python-rule.ts';
import type { KeptPlace, ProjectVerdict } from '../../api/python-rule.ts';
import { nameList } from '../../api/python/name-list.ts';
import type { ProjectFacts } from '../../api/python/project-facts.ts';
import { installedInline, requiredImports, topLevelOf } from '../../api/python/required-imports.ts';
import type { RequiredImport } from '../../api/python/required-imports.ts';
import { distributionsOf } from '../../knowledge/distributions.ts';

const MESSAGES = {
  undeclared: 'Imported but not declared in `{manifest}`: {libraries}',
  'no-manifest': 'No file declares what the project imports: {libraries}',
} as const;

interface Collected {
  readonly imports: readonly RequiredImport[];
  /** As written. */
  readonly installs: readonly string[];
}

export const rule = pythonProjectRule({
  id: 'reproducibility/undeclared-dependency',
  summary: 'Libraries that are imported but declared nowhere',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'Python Packaging User Guide', where: 'Install packages using requirements files', url: 'https://packaging.python.org/en/latest/guides/installing-using-pip-and-virtual-environments/' },
    { title: 'Pimentel et al., A Large-scale Study about Quality and Reproducibility of Jupyter Notebooks (MSR 2019)', where: 'section IV, missing dependencies' },
  ],
  docs: {
    what: 'Compares what the programs of a project import with what requirements files, pyproject.toml, setup.cfg, setup.py, Pipfile and environment.yml declare. One report for each such file, or one when the project has none.',
    why: 'The project runs only where someone happened to install the library, and with whatever version that was. Others, the test server and you in a year get an ImportError or other numbers.',
    instead: 'Add the library to the file, with the version you use (`pip show lightgbm`). Without any file, begin with `pip freeze > requirements.txt` or `uv init`.',
    limits:
      'Only libraries whose distribution is known are judged. Imports under `try` or a condition are optional and left alone, as are tests, libraries a notebook installs itself, and those in a lock file. A manifest that is damaged or computes its list (setup.py, dynamic fields) silences the rule.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'lightgbm is missing from the requirements',
        format: 'python',
        text: 'import lightgbm as lgb\n#      ^^^^^^^^^^^^^^^ undeclared\nfrom sklearn.svm import SVC\n\nprint(lgb, SVC)\n',
        files: { 'requirements.txt': 'scikit-learn==1.7.2\n' },
      },
      { title: 'no file says what to install', format: 'python', text: 'import pandas as pd\n#      ^^^^^^^^^^^^ no-manifest\n\nprint(pd)\n' },
    ],
    good: [
      {
        title: 'every library is declared; one is optional',
        format: 'python',
        text: 'import json\nimport cv2\n\ntry:\n    import cupy as xp\nexcept ImportError:\n    xp = None\n\nprint(json, cv2, xp)\n',
        files: { 'requirements.txt': 'opencv-python-headless==4.11.0.86\n' },
      },
    ],
  },
  yieldsTo: [],
  collect: ({ facts }): Collected => ({ imports: requiredImports(facts), installs: installedInline(facts.document) }),
  judge: ({ programs, project }) => {
    if (DOCUMENTATION.test(project.root)) return [];
    const packages = new Set(programs.flatMap(({ path }) => (path.endsWith('/__init__.py') ? [folderOf(path)] : [])));
    const known: Known = { own: new Set(project.ownModules), declared: new Set(project.dependencies.flatMap(({ name, group }) => (group === 'constraints' ? [] : [name]))), locked: project.locked };
    const missing = programs
      .filter(({ path }) => !isTest(path.slice(project.root.length)))
      .flatMap(({ path, collected }) => missingIn({ path, collected, above: packages.has(folderOf(path)) ? folderOf(path).split('/') : [] }, known));
    if (missing.length === 0 || project.incomplete.length > 0) return [];
    if (project.manifests.length === 0) return project.locks.length > 0 ? [] : [withoutManifest(missing)];
    return byManifest(missing, project);
  },
});

interface Missing {
  /** The usual distribution. */
  readonly library: string;
  readonly at: KeptPlace;
}

/** Modules of the project, and distributions that it asks for. */
interface Known extends Pick<ProjectFacts, 'locked'> {
  readonly own: ReadonlySet<string>;
  readonly declared: ReadonlySet<string>;
}

/** @param above names of the folders around a module of a package: one of them is the package, which imports itself */
function missingIn({ path, collected, above }: { readonly path: string; readonly collected: Collected; readonly above: readonly string[] }, { own, declared, locked }: Known): readonly Missing[] {
  const installed = new Set(collected.installs.map(normalName));
  return collected.imports.flatMap(({ module, start, end }) => {
    const names = own.has(topLevelOf(module)) || above.includes(topLevelOf(module)) ? null : distributionsOf(module);
    const [library] = names ?? [];
    if (library === undefined || names?.some((name) => declared.has(name) || locked.has(name) || installed.has(name)) !== false) return [];
    return [{ library, at: { path, start, end } }];
  });
}

function withoutManifest(missing: readonly Missing[]): ProjectVerdict<typeof MESSAGES> {
  const { libraries, first, related } = summed(missing);
  return { message: 'no-manifest', at: first, related, severity: 'info', data: { libraries: { text: nameList(libraries) } } };
}

/** Each program answers to the manifest nearest above it; programs without one are somebody else's. */
function byManifest(missing: readonly Missing[], { manifests, root }: ProjectFacts): readonly ProjectVerdict<typeof MESSAGES>[] {
  const groups = new Map<string, Missing[]>();
  for (const one of missing) {
    const manifest = nearestManifest(one.at.path, manifests);
    if (manifest !== null) groups.set(manifest, [...(groups.get(manifest) ?? []), one]);
  }
  return [...groups].map(([manifest, members]) => {
    const { libraries, first, related } = summed(members);
    const shown = manifest.startsWith(`${root}/`) ? manifest.slice(root.length + 1) : manifest.slice(manifest.lastIndexOf('/') + 1);
    return { message: 'undeclared', at: first, related, data: { manifest: { text: shown }, libraries: { text: nameList(libraries) } } };
  });
}

/** More places would hide the sentence. */
const MOST_PLACES = 10;

function summed(missing: readonly Missing[]): { readonly libraries: readonly string[]; readonly first: KeptPlace; readonly related: readonly { readonly at: KeptPlace; readonly text: string }[] } {
  const places = new Map<string, KeptPlace>();
  for (const { library, at } of missing) {
    if (!places.has(library)) places.set(library, at);
  }
  // by their names: the verdict stays the same one when a folder is called otherwise
  const sorted = [...places].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const [first, ...others] = sorted;
  if (first === undefined) throw new Error('there is no verdict about nothing');
  const related = others.slice(0, MOST_PLACES).map(([library, at]) => ({ at, text: `\`${library}\` is imported here` }));
  return { libraries: sorted.map(([library]) => library), first: first[1], related };
}

/** The manifest in the folder of the program or the nearest above it, else in a folder beside those. */
function nearestManifest(program: string, manifests: readonly string[]): string | null {
  const above = manifests.filter((path) => program.startsWith(folderOf(path)));
  const beside = manifests.filter((path) => program.startsWith(folderOf(folderOf(path).slice(0, -1))));
  const candidates = above.length > 0 ? above : beside;
  return candidates.toSorted((a, b) => folderOf(b).length - folderOf(a).length || rankOf(a) - rankOf(b))[0] ?? null;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Of several in one folder, the one people edit by hand. */
function rankOf(manifest: string): number {
  const rank = ['requirements.txt', 'pyproject.toml', 'environment.yml', 'Pipfile', 'setup.cfg', 'setup.py'].indexOf(manifest.slice(manifest.lastIndexOf('/') + 1));
  return rank < 0 ? Number.MAX_SAFE_INTEGER : rank;
}

/** Pages with requirements of their own import the project they tell of, which is installed from the folder above. */
const DOCUMENTATION = /\/docs?$/;

/** What tests and the project's tooling import is wanted by developers only. @param path below the root */
function isTest(path: string): boolean {
  return /(?:^|\/)(?:tests?|testing|docs?)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|setup|noxfile|tasks)\.py$/.test(path);
}

/** Source: PEP 503. */
function normalName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
