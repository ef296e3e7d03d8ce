/** The lowest version a project allows of a library. */
import type { Dependency } from '../../../../../rules/api/python/project-facts.ts';
import type { Manifest } from './manifest.ts';
import { isExact, normalName } from './requirement.ts';

/** Locked, else pinned, else the lower bound; null when nothing says so. */
export function lowestVersion(library: string, manifests: readonly Manifest[]): string | null {
  const name = normalName(library);
  for (const { locked } of manifests) {
    const version = locked.get(name);
    if (version !== undefined && version !== '') return version;
  }
  const declared = manifests.flatMap(({ dependencies }) => dependencies.filter((dependency) => dependency.name === name));
  return declared.map(pinOf).find((version) => version !== null) ?? declared.map(lowerBoundOf).find((version) => version !== null) ?? null;
}

function pinOf({ specifier }: Dependency): string | null {
  return isExact(specifier) ? (/={2,3}([^,]+)/.exec(specifier)?.[1] ?? null) : null;
}

/** `>=1.4`, `>1.4`, `~=1.4` and `==1.4.*` begin at 1.4. */
function lowerBoundOf({ specifier }: Dependency): string | null {
  return /(?:>=|~=|==|>)([^,*]+?)(?:\.\*)?(?:,|$)/.exec(specifier)?.[1] ?? null;
}
