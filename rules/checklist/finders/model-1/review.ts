/** Review of what defines a model: rules of branches as code, owners, and what the history tells. */
import type { FoundCheck, ManualEvidence, Mention, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Outcome, RepositoryPlace } from '../../../api/repository/place.ts';
import { wholeFile, YES } from '../../../api/repository/place.ts';
import type { Commit } from '../../../api/repository/files.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import type { TreeNode } from '../../../api/repository/tree.ts';
import { at, entriesAt, itemsAt, textAt } from '../../../api/repository/tree.ts';
import { isTestPath } from '../test-paths.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'model-1/review',
  find: (repository) => ({ checks: enforced(repository), mentions: [...owners(repository), ...templates(repository)], manual: history(repository) }),
};

/** Rules that ask for a review before a merge. `settings.yml` is what the host itself reads; of the others only its people know whether they are applied. */
function enforced(repository: Repository): readonly FoundCheck[] {
  const { files } = repository;
  const settings = files.matching('.github/settings.{yml,yaml}').flatMap(({ path }) => files.trees(path).flatMap(({ root }) => itemsAt(root, 'branches').flatMap((branch) => reviewsIn(at(branch, 'protection', 'required_pull_request_reviews')))));
  const rulesets = files.matching('.github/rulesets/*.json', '**/rulesets/*.json').flatMap(({ path }) =>
    files.trees(path).flatMap(({ root }) => (textAt(root, 'enforcement') === 'active' ? itemsAt(root, 'rules').flatMap((rule) => (textAt(rule, 'type') === 'pull_request' ? reviewsIn(at(rule, 'parameters')) : [])) : [])),
  );
  const terraform = files.matching('**/*.tf').flatMap(({ path }) => files.trees(path).flatMap(({ root }) => ['github_branch_protection', 'github_branch_protection_v3'].flatMap((kind) => below(root, kind).flatMap((block) => reviewsIn(at(block, 'required_pull_request_reviews'))))));
  const gitlab = files.matching('**/*.tf').flatMap(({ path }) => files.trees(path).flatMap(({ root }) => ['gitlab_project_approval_rule', 'gitlab_project_level_mr_approvals'].flatMap((kind) => below(root, kind).map((block) => block.at))));
  const gerrit = files.matching('.gitreview').map(({ path }) => wholeFile(path));
  return [...settings.map((place) => ruleAt(place, YES)), ...[...rulesets, ...terraform, ...gitlab, ...gerrit].map((place) => ruleAt(place, applied(repository, place)))];
}

/** The host does not read the file; that changes arrive as it asks shows that it is applied. */
function applied(repository: Repository, place: RepositoryPlace): Outcome {
  const { all, reviewed } = repository.once(changesOf);
  const [last] = all;
  if (repository.git?.isShallow === false && last !== undefined && all.length >= LEAST_TO_SHOW && all.slice(0, MOST_TO_SHOW).every(({ id }) => reviewed.has(id))) return { answer: 'yes', links: [{ at: place, text: `the last ${Math.min(all.length, MOST_TO_SHOW)} changes came by requests, as the rule asks` }] };
  return { answer: 'unknown', links: [{ at: place, text: 'whether the host applies this rule is not told by the repository' }] };
}

/** Own choices: one change shows no rule, and rules are younger than projects. */
const LEAST_TO_SHOW = 2;
const MOST_TO_SHOW = 20;

function ruleAt(place: RepositoryPlace, repeated: Outcome): FoundCheck {
  return { items: ['model-1'], at: place, text: 'a rule of the branch asks for a review before each merge', isReal: YES, data: 'unknown', ranBy: { kind: 'always', enforced: YES, repeated, chain: [] } };
}

/** The block, unless it asks for no approval. */
function reviewsIn(node: TreeNode | null): readonly RepositoryPlace[] {
  if (node === null || (node.kind === 'scalar' && (node.value === null || node.value === false))) return [];
  return textAt(node, 'required_approving_review_count') === '0' ? [] : [node.at];
}

/** Blocks of HCL of one kind, whatever their labels. */
function below(root: TreeNode, kind: string): readonly TreeNode[] {
  return itemsAt(root, 'resource').flatMap((resource) => entriesAt(resource, kind).map(({ value }) => value));
}

function owners({ files }: Repository): readonly Mention[] {
  return files.matching('CODEOWNERS', '.github/CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS').flatMap(({ path }): readonly Mention[] => {
    const lines = (files.text(path) ?? '').split('\n').filter((line) => /^\s*[^#\s]\S*\s+(?:@\S|\S+@\S)/.test(line));
    return lines.length === 0 ? [] : [{ items: ['model-1'], at: wholeFile(path), text: `owners are named for ${lines.length} ${lines.length === 1 ? 'pattern' : 'patterns'}; whether their review is required is not told` }];
  });
}

function templates({ files }: Repository): readonly Mention[] {
  return files.matching('{pull_request_template,PULL_REQUEST_TEMPLATE}.md', '{.github,docs}/{pull_request_template,PULL_REQUEST_TEMPLATE}.md', '.github/PULL_REQUEST_TEMPLATE/*.md', '.gitlab/merge_request_templates/*.md').map(({ path }): Mention => ({ items: ['model-1'], at: wholeFile(path), text: 'a template for requests is there' }));
}

const MODEL_FILE = /(?:^|\/)(?:[^/]*(?:train|model|estimator|network|pipeline|hyper_?param|architecture)[^/]*\.(?:py|ya?ml|toml|json)|params\.ya?ml|(?:models?|training|pipelines?|conf(?:igs?)?)\/[^/]*\.(?:py|ya?ml|toml|json))$/i;
/** Own choices: fewer changes tell no habit; "most" of them is what the rubric asks for. */
const LEAST_CHANGES = 5;
const LEAST_SHARE = 0.6;
/** Where few changes touch the model, what is done with all changes must tell it. Own choice. */
const LEAST_SHARE_OF_ALL = 0.8;

/** Changes of model files that came by a request or name who reviewed them; the first commit of a repository is no change. */
function history(repository: Repository): readonly ManualEvidence[] {
  const { git } = repository;
  if (git === null || git.isShallow) return [];
  const { all, reviewed } = repository.once(changesOf);
  const changes = all.filter(({ paths }) => paths.some((path) => MODEL_FILE.test(path) && !isTestPath(path)));
  const [last] = changes;
  if (last === undefined || new Set(all.map(({ email }) => email)).size < 2) return [];
  const ofModel = changes.filter(({ id }) => reviewed.has(id)).length;
  const isHabit = changes.length >= LEAST_CHANGES ? ofModel >= changes.length * LEAST_SHARE : ofModel === changes.length && all.length >= LEAST_CHANGES && reviewed.size >= all.length * LEAST_SHARE_OF_ALL;
  if (!isHabit) return [];
  const path = last.paths.find((each) => MODEL_FILE.test(each)) ?? '';
  return [{ items: ['model-1'], at: wholeFile(path), text: `${ofModel} of ${changes.length} changes of model files came by requests or name a reviewer`, date: last.date.slice(0, 10), isValid: YES }];
}

interface Changes {
  /** Without merges and the first commit, latest first. */
  readonly all: readonly Commit[];
  /** Ids of those that came by a request or name a reviewer. */
  readonly reviewed: ReadonlySet<string>;
}

function changesOf({ git }: Repository): Changes {
  const commits = git?.commits ?? [];
  const first = commits.length < MOST_COMMITS ? commits.findLast(({ parents }) => parents.length === 0) : undefined;
  const all = commits.filter((commit) => commit.parents.length < 2 && (commit !== first || isReviewed(commit)));
  const merged = mergedByRequest(commits);
  return { all, reviewed: new Set(all.filter((commit) => merged.has(commit.id) || isReviewed(commit)).map(({ id }) => id)) };
}

/** What git is asked for at most: where there are more, the first commit is not among them. */
const MOST_COMMITS = 2_000;

/** GitHub and Bitbucket, GitLab, Azure DevOps; Gerrit and Phabricator by trailers. Pairs count, programs do not. */
function isReviewed({ subject, trailers }: Commit): boolean {
  if (/\((?:pull request )?#\d+\)$|\(![0-9]+\)$|^Merged PR \d+:/.test(subject)) return true;
  return trailers.some((trailer) => /^(?:Reviewed-(?:by|on)|Approved-by|Acked-by|Differential Revision)\s*:/i.test(trailer) || (/^Co-authored-by\s*:/i.test(trailer) && !/bot\b|copilot|dependabot|renovate|claude|cursor|codex|noreply@(?:openai|anthropic)/i.test(trailer)));
}

/** Commits that only a merge of a request brought in. */
function mergedByRequest(commits: readonly Commit[]): ReadonlySet<string> {
  const byId = new Map(commits.map((commit) => [commit.id, commit]));
  const firstLine = new Set<string>();
  for (let here = commits[0]; here !== undefined && !firstLine.has(here.id); here = byId.get(here.parents[0] ?? '')) firstLine.add(here.id);
  const found = new Set<string>();
  for (const merge of commits) {
    if (!firstLine.has(merge.id) || !/^(?:Merge pull request #\d+|Merge branch '.+' into '(?:main|master)'|Merged in \S+ \(pull request #\d+\))/.test(merge.subject)) continue;
    const waiting = merge.parents.slice(1);
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const commit = byId.get(id);
      if (commit === undefined || firstLine.has(id) || found.has(id)) continue;
      found.add(id);
      waiting.push(...commit.parents);
    }
  }
  return found;
}
