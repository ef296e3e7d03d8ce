/** Rules about attestations: `.lintel/attestations.yaml` and the files beside it. */
import type { DescribedRule } from '../../meta-rules.ts';

const shared = { confidence: 'certain', status: 'preview', since: '0.3.0', sources: [], options: {}, fix: 'none' } as const;

export const invalidEntry = {
  ...shared,
  id: 'attestation/invalid-entry',
  summary: 'An attestation that cannot be read',
  severity: 'error',
  messages: { invalid: 'This attestation is left out: {fault}' },
  docs: {
    what: 'Finds entries of `.lintel/attestations.yaml` and `.lintel/attestations/*.yaml` with unknown keys, values of the wrong kind, or an id that another entry has.',
    why: 'What cannot be read says nothing, and a misspelled key is quietly ignored elsewhere.',
    instead: 'Correct the entry; the schema and the guide say what each key holds.',
    limits: 'Whether a statement is true is not looked at.',
  },
} as const satisfies DescribedRule;

export const unknownTest = {
  ...shared,
  id: 'attestation/unknown-test',
  summary: 'An attestation of a test the rubric does not have',
  severity: 'error',
  messages: { unknown: 'No test is called `{test}` in the rubric `{rubric}`', misspelled: 'No test is called `{test}`; the nearest is `{nearest}`' },
  docs: {
    what: 'Finds attestations whose `test` is no id of the rubric in use.',
    why: 'Such an entry counts for nothing, although somebody did the work.',
    instead: 'Correct the id, such as `data-1` or `monitor-7`.',
    limits: 'Each rubric has ids of its own; ids of the ML Test Score are known under every rubric and then not reported.',
  },
} as const satisfies DescribedRule;

export const incompleteEntry = {
  ...shared,
  id: 'attestation/incomplete-entry',
  summary: 'An attestation that lacks what makes it count',
  severity: 'warning',
  messages: {
    missing: 'This attestation of `{test}` has no `{key}`, so it does not count',
    short: 'The statement has {length} characters, at least {least} say what was done with which result',
    reason: 'This attestation of `{test}` gives no `reason` from the list, so it does not count',
  },
  docs: {
    what: 'Finds attestations without a statement of some length, evidence, the day of the work and who did it; for work done by hand also without a result and without where it was shared; for what does not apply and for disputes without a reason from the list.',
    why: 'Half a point is given for a test whose result is documented and distributed. A claim alone is neither.',
    instead: 'Add what is missing. Where nothing can be added, the test was not done.',
    limits: 'Forty characters are our own choice of what can say something.',
  },
} as const satisfies DescribedRule;

export const expired = {
  ...shared,
  id: 'attestation/expired',
  summary: 'An attestation past its last day',
  severity: 'warning',
  messages: { expired: 'This attestation of `{test}` ended on {day}' },
  docs: {
    what: 'Finds attestations whose `expires` has passed, or that are older than their test allows.',
    why: 'What was true of last year\'s model says little about this one.',
    instead: 'Do the test again and write down the new result, or remove the entry.',
    limits: 'The last day itself still counts.',
  },
} as const satisfies DescribedRule;

export const expiresSoon = {
  ...shared,
  id: 'attestation/expires-soon',
  summary: 'An attestation that ends within two weeks',
  severity: 'info',
  messages: { soon: 'This attestation of `{test}` ends on {day}' },
  docs: {
    what: 'Finds valid attestations whose last day is at most fourteen days away.',
    why: 'The score falls on that day if nobody does the test again.',
    instead: 'Do the test again and write down the new result.',
    limits: 'Fourteen days are our own choice.',
  },
} as const satisfies DescribedRule;

export const lastsTooLong = {
  ...shared,
  id: 'attestation/lasts-too-long',
  summary: 'An attestation that means to last longer than its test allows',
  severity: 'info',
  messages: { long: '`expires` is later than {days} days after the work, so {day} counts' },
  docs: {
    what: 'Finds attestations whose `expires` is further from `performedOn` than the rubric allows for their test.',
    why: 'The earlier day holds, and nobody should be surprised by it.',
    instead: 'Correct `expires`.',
    limits: 'Days allowed come from the rubric; for the ML Test Score they are our own choice.',
  },
} as const satisfies DescribedRule;

export const evidenceMissing = {
  ...shared,
  id: 'attestation/evidence-missing',
  summary: 'An attestation whose evidence is not in the repository',
  severity: 'warning',
  messages: { missing: 'No file `{path}` is in the repository', commit: 'No commit `{commit}` is in the history' },
  docs: {
    what: 'Finds evidence of kind `file` that is not there, and commits that are not in the history of the current one.',
    why: 'Evidence that nobody can look at is none. The attestation does not count.',
    instead: 'Commit the file, or correct its path.',
    limits: 'Addresses are not opened. Commits are looked for only where git tells the whole history.',
  },
} as const satisfies DescribedRule;

export const evidenceChanged = {
  ...shared,
  id: 'attestation/evidence-changed',
  summary: 'An attestation whose evidence is another file than when it was written',
  severity: 'warning',
  messages: { changed: '`{path}` is not the file that was attested' },
  docs: {
    what: 'Finds evidence whose SHA-256 is not the one written down.',
    why: 'Somebody stated something about another text. The attestation does not count.',
    instead: 'Look at the change, do the test again if it matters, and write down the new `sha256`.',
    limits: 'Only where a `sha256` is written.',
  },
} as const satisfies DescribedRule;

export const scopeChanged = {
  ...shared,
  id: 'attestation/scope-changed',
  summary: 'An attestation of code that changed since',
  severity: 'info',
  messages: { some: 'What this attests was changed by {count} since', many: 'What this attests was changed by {count} since, so it does not count' },
  docs: {
    what: 'Finds attestations with a `scope` and a `commit` where later commits changed files of the scope.',
    why: 'The statement speaks of code that is no longer there.',
    instead: 'Do the test again, and write down the new commit.',
    limits: 'From more than ten commits on the attestation does not count; ten is our own choice.',
  },
} as const satisfies DescribedRule;

export const selfReview = {
  ...shared,
  id: 'attestation/self-review',
  summary: 'An attestation that nobody else reviewed',
  severity: 'warning',
  messages: { same: '`{person}` did the work and reviewed it', nobody: 'The rubric asks for a review by somebody else, and `reviewedBy` is missing' },
  docs: {
    what: 'Finds attestations whose `reviewedBy` is `performedBy`, and those without a reviewer where the rubric asks for one.',
    why: 'A second pair of eyes was asked for.',
    instead: 'Let somebody else look at the evidence and put their name in `reviewedBy`.',
    limits: 'Names are compared as written, without regard to case.',
  },
} as const satisfies DescribedRule;

export const contradicted = {
  ...shared,
  id: 'attestation/contradicted',
  summary: 'An attestation against what is proven',
  severity: 'error',
  messages: { contradicted: 'The repository proves otherwise for `{test}`, so this does not count' },
  docs: {
    what: 'Finds attestations that claim what the files of the repository disprove, such as tests that run automatically where their trigger can never fire.',
    why: 'A proof outweighs a statement. The test stays at what is proven.',
    instead: 'Mend the link that is broken. If Lintel is wrong, claim a `dispute` with a reason.',
    limits: 'Only where the proof is sure.',
  },
} as const satisfies DescribedRule;

export const manyNotApplicable = {
  ...shared,
  id: 'attestation/many-not-applicable',
  summary: 'More than two tests of a section said not to apply',
  severity: 'warning',
  messages: { many: '{count} tests of `{section}` are said not to apply' },
  docs: {
    what: 'Finds sections of the rubric of which more than two tests are attested as not applicable.',
    why: 'The paper knows no such tests. The strict score counts them as nothing; the adjusted one says less with each.',
    instead: 'Look again whether a test really has no meaning for this project, or is only hard.',
    limits: 'Two is our own choice.',
  },
} as const satisfies DescribedRule;

export const dataChanged = {
  ...shared,
  id: 'attestation/data-changed',
  summary: 'An attestation about data or a model whose data have another version',
  severity: 'warning',
  messages: { changed: '`{path}` was changed since, so what was found on the data before does not count' },
  docs: {
    what: 'Finds attestations of tests on data and models with a `commit` after which `dvc.lock`, a `.dvc` file or a data file of their `scope` was changed.',
    why: 'What was measured on other rows says nothing of these.',
    instead: 'Do the test again on the new version, and write down the new commit.',
    limits: 'Versions that are kept outside of git are not seen. Tests of infrastructure and monitoring are left alone.',
  },
} as const satisfies DescribedRule;

export const dependenciesChanged = {
  ...shared,
  id: 'attestation/dependencies-changed',
  summary: 'An attestation from before dependencies were changed',
  severity: 'info',
  messages: { changed: '`{path}` was changed by {count} since; look whether a major version was' },
  docs: {
    what: 'Finds attestations with a `commit` after which a lock file of dependencies was changed.',
    why: 'Another major version of a library may give other results.',
    instead: 'Look at the change, and do the test again if a major version of what it rests on is another.',
    limits: 'Which versions changed is not read; the attestation still counts.',
  },
} as const satisfies DescribedRule;

export const personLeft = {
  ...shared,
  id: 'attestation/person-left',
  summary: 'An attestation of somebody who has not committed for half a year',
  severity: 'info',
  messages: { left: '`{person}` committed last on {day}; who can be asked about this?' },
  docs: {
    what: 'Finds attestations whose `performedBy` is an author of the history without a commit for 180 days, where others went on.',
    why: 'Nobody may be left who knows what was done.',
    instead: 'Let somebody of the team do the test again, and name them.',
    limits: 'Names are compared as written with names and addresses of authors. The attestation still counts; 180 days are our own choice.',
  },
} as const satisfies DescribedRule;

/** All of them, sorted by id. */
export const attestationRules: readonly DescribedRule[] = [contradicted, dataChanged, dependenciesChanged, evidenceChanged, evidenceMissing, expired, expiresSoon, incompleteEntry, invalidEntry, lastsTooLong, manyNotApplicable, personLeft, scopeChanged, selfReview, unknownTest];
