/** Parts of recipes that most readers make. */
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import { YES, type Outcome, type RepositoryPlace } from '../../../../../rules/api/repository/place.ts';
import type { ScalarNode, TreeNode } from '../../../../../rules/api/repository/tree.ts';
import { openReading, scriptOf } from '../../automation/reading.ts';
import { NO_VARIABLES, type RecipePart, type TargetRef } from '../recipe.ts';
import { linesSource, wholeSource, type ScriptSource } from '../script-source.ts';

export interface ScriptOptions {
  readonly folder: string | null;
  readonly enforced?: Outcome;
  /** Whether a failing line ends it. */
  readonly stops?: true;
  readonly hasPipefail?: true;
}

export function scriptPart(source: ScriptSource, { folder, enforced = YES, stops, hasPipefail }: ScriptOptions): RecipePart {
  return { kind: 'script', source, folder, scriptFolder: null, errexit: stops === true ? 'on' : 'off', pipefail: hasPipefail === true ? 'on' : 'off', enforced, variables: NO_VARIABLES };
}

/** A line whose text was changed before a shell reads it; all of it is at one place. */
export function linePart(text: string, at: RepositoryPlace, options: ScriptOptions): RecipePart {
  return scriptPart(wholeSource(text, at), options);
}

/** The text of a scalar with the places of its lines. */
export function scalarSource(files: RepositoryFiles, node: ScalarNode): ScriptSource {
  return linesSource(scriptOf(openReading(files, null), node, 'sh'));
}

export function targetPart(ref: TargetRef, at: RepositoryPlace, enforced: Outcome = YES): RecipePart {
  return { kind: 'target', ref, at, enforced };
}

export function ignored(at: RepositoryPlace, text: string): Outcome {
  return { answer: 'no', links: [{ at, text }] };
}

/** Texts of a scalar or of a list of scalars. */
export function scalarsOf(node: TreeNode | null): readonly ScalarNode[] {
  if (node === null || node.kind === 'map') return [];
  if (node.kind === 'scalar') return node.value === null ? [] : [node];
  return node.items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [item] : []));
}

/** Stands for what the tool fills in; no shell knows it. */
export const FILLED_IN = '{{filled-in}}';
