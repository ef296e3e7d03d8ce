/** Every package of package.json is used, pinned and explained. Pure. */
import type { ProjectFile } from './project-files.ts';

export interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/**
 * @param sources the project's programs
 * @param pages docs/decisions, where each package has to be named
 * @param commandsOf the commands a package installs
 */
export function packageProblems(manifest: Manifest, { sources, pages, commandsOf }: { readonly sources: readonly ProjectFile[]; readonly pages: readonly ProjectFile[]; readonly commandsOf: (name: string) => readonly string[] }): readonly string[] {
  const scripts = Object.values(manifest.scripts).join('\n').split(/[\s"'&|]+/);
  return Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).flatMap(([name, version]) => {
    const isType = name.startsWith('@types/');
    const isUsed = isType || commandsOf(name).some((command) => scripts.includes(command)) || sources.some(({ text }) => text.includes(`'${name}'`) || text.includes(`'${name}/`) || text.includes(`node_modules/${name}/`));
    return [
      ...(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version) ? [] : [`package.json: ${name} is not pinned to one version: ${version}`]),
      ...(isUsed ? [] : [`package.json: ${name} is not used`]),
      ...(isType || pages.some(({ text }) => text.includes(`\`${name}\``)) ? [] : [`docs/decisions: no page speaks of \`${name}\``]),
    ];
  });
}
