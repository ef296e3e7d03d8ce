/** The score of a repository by a rubric. */
import type { Found } from '../../../rules/api/checklist/check.ts';
import type { Checklist } from '../../../rules/api/checklist/checklist.ts';
import type { Audience, Rubric, RubricTest } from '../../../rules/api/checklist/rubric.ts';
import type { Score, TestVerdict } from '../../../rules/api/checklist/verdict.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';
import type { NotChecked } from '../report.ts';
import { addUp } from './add-up.ts';
import type { ScoredTest } from './add-up.ts';
import type { Attestations } from './attestations/attestation.ts';
import { judgeAttestations } from './attestations/judge-attestations.ts';
import type { AttestationProblem, TestClaims } from './attestations/judge-attestations.ts';
import { cheapestSteps } from './cheapest.ts';
import type { OpenTest } from './cheapest.ts';
import { judgeItem } from './judge-item.ts';
import type { Share } from './judge-item.ts';
import { judgeRequirement } from './judge-requirement.ts';
import type { RequirementVerdict } from './judge-requirement.ts';
import { shownTo } from './shown-to.ts';
import type { Reach } from '../repository/reach/reach-of.ts';

export interface ScoreRequest {
  readonly repository: Repository;
  readonly found: Found;
  readonly reach: Reach;
  readonly checklist: Pick<Checklist, 'items' | 'probes'>;
  readonly rubric: Rubric;
  /** Students when left out. */
  readonly audience?: Audience;
  readonly attestations: Attestations;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly notChecked: readonly NotChecked[];
}

export interface Scored {
  readonly score: Score;
  /** What is wrong with the attestations. */
  readonly problems: readonly AttestationProblem[];
}

export function scoreRepository({ repository, found, reach, checklist, rubric, audience, attestations, today, notChecked }: ScoreRequest): Scored {
  const looked = notChecked.some(({ path, reason }) => reason === 'cancelled' || reason === 'parser-missing' || (path === '.' && LIMITS.includes(reason))) ? 'part' : 'whole';
  const unread = notChecked.find(({ path }) => MAY_RUN.test(path))?.path ?? null;
  const items = new Map(checklist.items.map((item) => [item.id as string, judgeItem({ item, found, repository, reach, looked, unread })]));
  const probes = new Map(checklist.probes.map((probe) => [probe.id, probe]));
  const judged = rubric.tests.map((test) => ({ test, judged: judgeRequirement(test.requires, { test, items, probes, repository, found }) }));
  const { claims, problems } = judgeAttestations({ attestations, rubric, judged: new Map(judged.map(({ test, judged: verdict }) => [test.id, verdict])), repository, today });
  const shown = shownTo(rubric, audience ?? 'student');
  const tests = judged.filter(({ test }) => shown.tests.includes(test)).map(({ test, judged: verdict }): ScoredTest & OpenTest => {
    const verdictOfTest = testVerdict(test, { judged: verdict, claims: claims.get(test.id) ?? NO_CLAIMS });
    return { test, judged: verdict, section: test.section, most: test.points.automated, verdict: verdictOfTest, points: verdictOfTest.points };
  });
  const total = addUp(shown, tests);
  const binding = rubric.final === 'min' ? total.sections.filter(({ proven }) => proven === total.score.proven).map(({ id }) => id) : [];
  const open = tests.filter(({ verdict }) => verdict.status !== 'not-applicable');
  return { score: { ...total, cheapest: cheapestSteps(shown, { open, binding }) }, problems };
}

/** Reasons that, said of the repository as a whole, leave much of it out. */
const LIMITS: readonly NotChecked['reason'][] = ['too-large', 'out-of-time', 'out-of-memory', 'internal-error'];

/** Files that may start commands. */
const MAY_RUN = /\.(?:ya?ml|json|toml|cfg|ini|sh|bash|mk|xml|tf|hcl|py|ipynb)$|(?:^|\/)(?:Makefile|Jenkinsfile|Dockerfile|Taskfile|Justfile|Procfile|crontab)[^/]*$/i;

const NO_CLAIMS: TestClaims = { attested: 0, claimed: 0, isNotApplicable: false, links: [] };

/** Proven <= attested <= claimed, whatever is claimed. */
function testVerdict(test: RubricTest, { judged, claims }: { readonly judged: RequirementVerdict; readonly claims: TestClaims }): TestVerdict {
  const isNotApplicable = judged.status === 'not-applicable' || (claims.isNotApplicable && judged.proven === 0);
  const attestedShare = max(judged.proven, claims.attested);
  const points = pointsFor(test, judged.proven);
  const attested = Math.max(points, pointsFor(test, attestedShare));
  return {
    id: test.id,
    title: test.title,
    status: isNotApplicable ? 'not-applicable' : judged.status,
    points,
    attested,
    claimed: Math.max(attested, pointsFor(test, max(judged.claimed, claims.claimed))),
    source: attested > points ? (judged.level === 'none' ? 'attested' : 'mixed') : points > 0 ? 'detected' : claims.isNotApplicable && isNotApplicable ? 'attested' : 'none',
    confidence: judged.confidence,
    level: judged.level,
    evidence: [...judged.evidence, ...claims.links.map((link) => ({ ...link, level: 'mention' as const }))],
    broken: judged.broken,
    next: isNotApplicable ? [] : judged.next,
  };
}

function pointsFor({ points, manual }: RubricTest, share: Share): number {
  if (share === 1) return points.automated;
  return share === 0.5 && manual.isAllowed ? points.manual : 0;
}

function max(a: Share, b: Share): Share {
  return a > b ? a : b;
}
