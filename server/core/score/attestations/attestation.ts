/** What people state about tests that no file can prove. */
import type { Link, RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import type { DescribedRule } from '../../meta-rules.ts';

export const CLAIMS = ['manual', 'automated-elsewhere', 'not-applicable', 'decision', 'dispute'] as const;
export type Claim = (typeof CLAIMS)[number];

export const EVIDENCE_KINDS = ['file', 'url', 'commit', 'run', 'image', 'issue'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const REASONS = ['no-personal-data', 'no-online-serving', 'image-audio-input', 'labels-too-expensive', 'library-only', 'other-repository', 'tool-not-supported', 'not-detected', 'example-code'] as const;

export interface Attestation {
  readonly id: string;
  /** `data-1`; `data.1` is read as the same. */
  readonly test: string;
  readonly claim: Claim;
  readonly statement: string;
  readonly result: string | null;
  readonly evidence: readonly Evidence[];
  readonly distributed: string | null;
  /** Globs relative to the root. */
  readonly scope: readonly string[];
  readonly commit: string | null;
  readonly performedBy: string | null;
  readonly reviewedBy: string | null;
  /** YYYY-MM-DD. */
  readonly performedOn: string | null;
  readonly expires: string | null;
  readonly reason: string | null;
  /** Id of the entry it takes the place of. */
  readonly supersedes: string | null;
  /** Of the whole entry, and of the value of each key that is written. */
  readonly at: RepositoryPlace;
  readonly places: ReadonlyMap<string, RepositoryPlace>;
}

export interface Evidence {
  readonly kind: EvidenceKind;
  readonly ref: string;
  readonly sha256: string | null;
  readonly at: RepositoryPlace;
}

/** A finding before it is placed in a report. */
export interface AttestationProblem {
  readonly rule: DescribedRule;
  readonly message: string;
  readonly words: Readonly<Record<string, string>>;
  readonly at: RepositoryPlace;
  readonly related: readonly Link[];
}

export interface Attestations {
  /** In the order of files and lines. */
  readonly entries: readonly Attestation[];
  readonly problems: readonly AttestationProblem[];
  /** SHA-256 in hexadecimal of the evidence files that have one written down, by path; without those that cannot be read. */
  readonly digests: ReadonlyMap<string, string>;
}

export const NO_ATTESTATIONS: Attestations = { entries: [], problems: [], digests: new Map() };

export interface AttestationKey {
  readonly key: string;
  /** One sentence for people and for the schema. */
  readonly doc: string;
  readonly example: string;
}

/** Keys of an entry; documentation, did-you-mean and the schema for editors are made from this table. */
export const ATTESTATION_KEYS: readonly AttestationKey[] = [
  { key: 'id', doc: 'Name of the entry, unique in the repository; it stays the same.', example: 'load-test-november' },
  { key: 'test', doc: 'Test of the rubric.', example: 'monitor-6' },
  { key: 'claim', doc: 'What is stated: done by hand, automated in another place, not applicable, deliberately not done, or that Lintel is wrong.', example: 'manual' },
  { key: 'statement', doc: 'What was executed, on what, with which result; at least 40 characters.', example: '"…"' },
  { key: 'result', doc: 'The result in short: a metric, a number of rows, passed or failed. Asked for `manual`.', example: '"p95 180 ms at 50 requests/s"' },
  { key: 'evidence', doc: 'What shows it: files of the repository, addresses, commits, runs of a CI system, images, issues.', example: '[{kind: file, ref: docs/load-test.md}]' },
  { key: 'distributed', doc: 'Where the result was shared: a link, a channel, notes of a meeting. Asked for `manual`.', example: 'docs/meetings/2026-11-02.md' },
  { key: 'scope', doc: 'Globs of the code and data it speaks of; changes there make it old.', example: '[src/serving/**]' },
  { key: 'commit', doc: 'Commit at which it was true.', example: '4f2c1aa' },
  { key: 'performedBy', doc: 'Who did it.', example: 'ada@example.org' },
  { key: 'reviewedBy', doc: 'Who else looked at it.', example: 'grace@example.org' },
  { key: 'performedOn', doc: 'Day of the work, YYYY-MM-DD.', example: '2026-11-02' },
  { key: 'expires', doc: 'Last day it counts, YYYY-MM-DD; at most as long as the test allows.', example: '2026-12-02' },
  { key: 'reason', doc: 'Asked for `not-applicable` and `dispute`: one of the list.', example: 'no-online-serving' },
  { key: 'confidence', doc: 'How sure the writer is; shown only.', example: 'high' },
  { key: 'supersedes', doc: 'Id of the older entry it takes the place of.', example: 'load-test-october' },
];

export const EVIDENCE_KEYS: readonly AttestationKey[] = [
  { key: 'kind', doc: 'file, url, commit, run, image or issue.', example: 'file' },
  { key: 'ref', doc: 'Path relative to the root, address, or name.', example: 'docs/load-test.md' },
  { key: 'sha256', doc: 'SHA-256 of a file when it was attested, in hexadecimal.', example: '9f86d081…' },
];

/** Where entries stand. */
export const ATTESTATION_FILES = ['.lintel/attestations.yaml', '.lintel/attestations.yml', '.lintel/attestations/*.{yaml,yml}'] as const;
