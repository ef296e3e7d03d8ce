/** Packages that are declared or imported, whatever is done with them. */
import type { Mention } from '../../api/checklist/check.ts';
import type { ItemId } from '../../api/checklist/level.ts';
import type { Repository } from '../../api/repository/repository.ts';

/** @param packages as they are imported */
export function mentionsOfPackages({ programs }: Repository, { items, packages }: { readonly items: readonly ItemId[]; readonly packages: readonly string[] }): readonly Mention[] {
  return programs.flatMap(({ imports }) =>
    imports.filter(({ package: name }) => packages.includes(name)).map(({ package: name, at, isUsed }): Mention => ({ items, at, text: isUsed ? `\`${name}\` is used` : `\`${name}\` is imported and not used` })),
  );
}
