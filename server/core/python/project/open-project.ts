/** Puts a project together from its manifests and the files that are known of it. */
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { ProjectFacts } from '../../../../rules/api/python/project-facts.ts';
import { STANDARD_LIBRARY } from '../../../../rules/api/python/standard-library.ts';
import type { ProjectModules } from '../analysis/analyse.ts';
import type { KnowledgeBase } from '../knowledge-base.ts';
import { lowestVersion } from './dependencies/lowest-version.ts';
import type { Manifest } from './dependencies/manifest.ts';
import { libraryCopies } from './library-copies.ts';
import { projectFactsOf } from './project-facts.ts';
import { projectModulesOf } from './project-modules.ts';

export interface ProjectRequest {
  /** Absolute. */
  readonly root: string;
  /** Absolute paths of every Python file and notebook that is known. */
  readonly paths: ReadonlySet<string>;
  /** Null when the file cannot be read. */
  readonly documentOf: (path: string) => PythonDocument | null;
  readonly manifests: readonly Manifest[];
  readonly knowledge: Pick<KnowledgeBase, 'libraries' | 'isInKnownLibrary' | 'namesIn'>;
}

export function openProject({ root, paths, documentOf, manifests, knowledge }: ProjectRequest): { readonly facts: ProjectFacts; readonly modules: ProjectModules } {
  return {
    facts: projectFactsOf({ root, manifests, paths }),
    modules: projectModulesOf({
      root,
      paths,
      documentOf,
      originOf: (topLevel) => (STANDARD_LIBRARY.has(topLevel) ? 'standard' : knowledge.isInKnownLibrary(topLevel) ? 'library' : 'unknown'),
      versionOf: versionsOf(manifests, knowledge),
      isLibrary: libraryCopies(paths, knowledge),
    }),
  };
}

/** Libraries are asked for by their import name or that of a distribution. */
function versionsOf(manifests: readonly Manifest[], { libraries }: Pick<KnowledgeBase, 'libraries'>): ProjectModules['versionOf'] {
  const versions = new Map<string, string | null>();
  return (library) => {
    let version = versions.get(library);
    if (version === undefined) {
      const names = [library, ...libraries.filter((entry) => entry.library === library).flatMap(({ distributions }) => distributions)];
      version = names.map((name) => lowestVersion(name, manifests)).find((found) => found !== null) ?? null;
      versions.set(library, version);
    }
    return version;
  };
}
