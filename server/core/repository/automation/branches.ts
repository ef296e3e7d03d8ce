/** Branch filters, asked against the branches git knows. */
import { UNKNOWN, YES, type Outcome } from '../../../../rules/api/repository/place.ts';
import { itemsAt, type TreeNode } from '../../../../rules/api/repository/tree.ts';
import { unknownBecause, quoted } from './outcomes.ts';
import type { Reading } from './reading.ts';

/** Names of the branch that repositories start with. Without git, or in a copy of one commit, a filter for one of them is taken at its word. */
const FIRST_BRANCHES = ['main', 'master', 'trunk', 'develop'];

export interface BranchFilter {
  /** Patterns of which one must match; null without. */
  readonly wanted: TreeNode | null;
  /** Patterns of which none may match. */
  readonly ignored: TreeNode | null;
}

/**
 * Says whether some branch passes. Never `no`: a clone need not know all branches.
 * @param passes whether patterns in their order let a branch pass
 */
export function branchOutcome(reading: Reading, { wanted, ignored }: BranchFilter, passes: (patterns: readonly string[], branch: string) => boolean): Outcome {
  if (wanted === null && ignored === null) return YES;
  const texts = (node: TreeNode | null): readonly string[] => itemsAt(node).flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [item.text] : [])).slice(0, MAX_PATTERNS);
  const branches = branchesOf(reading);
  const isKnown = branches.length > 0;
  const isIn = (branch: string): boolean => (wanted === null || passes(texts(wanted), branch)) && (ignored === null || !passes(texts(ignored), branch));
  if ((isKnown && !isCopied(reading, branches) ? branches : [...branches, ...FIRST_BRANCHES]).some(isIn)) return YES;
  const node = wanted ?? ignored;
  if (node === null || !isKnown) return UNKNOWN;
  const first = itemsAt(node)[0];
  return unknownBecause(first?.at ?? node.at, `git knows no branch that ${quoted(texts(node).join(', '))} lets pass`);
}

/** All of it came in one commit on a branch with a first name: a copy, whose branch has the name that git gives by itself. */
function isCopied({ git }: Reading, [branch, ...others]: readonly string[]): boolean {
  return git !== null && !git.isShallow && git.commits.length === 1 && branch !== undefined && others.length === 0 && FIRST_BRANCHES.includes(branch);
}

/** Branches without the names of their remotes; none when git does not list them. */
export function branchesOf({ git }: Reading): readonly string[] {
  if (git === null) return [];
  const names = git.branch === null ? git.branches : [...git.branches, git.branch];
  return [...new Set(names.map((name) => name.replace(/^(?:refs\/heads\/|(?:refs\/)?(?:remotes\/)?(?:origin|upstream)\/)/, '')).filter((name) => name !== 'HEAD'))];
}

/** Filters with more patterns are cut. Our own choice. */
const MAX_PATTERNS = 200;
