/** The score as JSON holds it, read back. */
import { LEVELS } from '../../../rules/api/checklist/level.ts';
import type { LevelLink, SectionVerdict } from '../../../rules/api/checklist/verdict.ts';
import type { GateVerdict } from '../../core/score/judge-gates.ts';
import type { ScoreReport } from '../../core/score/score-report.ts';
import { flag, list, nullable, number, object, oneOf, optional, ordinal, text } from './shape.ts';
import type { Read } from './shape.ts';
import { readFinding, readNotChecked, readRange } from './stored-parts.ts';

const storedLink = object({ level: oneOf(...LEVELS), path: text, cell: nullable(ordinal), range: nullable(readRange), message: text });

const readLink: Read<LevelLink> = (value, at) => {
  const { level, path, cell, range, message } = storedLink(value, at);
  return { level, at: { path, cell, range }, text: message };
};

const readTest: Read<SectionVerdict['tests'][number]> = object({
  id: text,
  title: text,
  status: oneOf('automated', 'manual', 'void', 'absent', 'unknown', 'not-applicable'),
  points: number,
  attested: number,
  claimed: number,
  source: oneOf('detected', 'attested', 'mixed', 'none'),
  confidence: oneOf('high', 'medium', 'low'),
  level: oneOf(...LEVELS),
  evidence: list(readLink),
  broken: list(readLink),
  next: list(text),
});

const readOf = oneOf('proven', 'attested', 'claimed');

const readOn: Read<GateVerdict['gate']['on']> = (value, at) => {
  const { kind, id } = object({ kind: oneOf('score', 'section', 'test'), id: optional(text, '') })(value, at);
  return kind === 'score' ? { kind } : { kind, id };
};

const storedScore = object({
  rubric: object({ id: text, version: text, title: text, source: optional(text, '') }),
  commit: nullable(text),
  dirty: nullable(flag),
  score: object({ proven: number, attested: number, claimed: number, adjusted: number }),
  most: number,
  band: text,
  bindingSection: nullable(text),
  gates: list(object({ title: text, on: readOn, of: readOf, atLeast: number, has: number, met: flag })),
  sections: list(object({ id: text, title: text, proven: number, attested: number, claimed: number, adjusted: number, most: number, tests: list(readTest) })),
  cheapest: list(object({ test: text, points: number, text })),
  findings: list(readFinding),
  notChecked: list(readNotChecked),
  complete: flag,
});

export const readScore: Read<ScoreReport> = (value, at) => {
  const stored = storedScore(value, at);
  return {
    score: {
      rubric: { id: stored.rubric.id, version: stored.rubric.version, title: stored.rubric.title },
      score: stored.score,
      band: stored.band,
      bindingSection: stored.bindingSection,
      sections: stored.sections.map(({ most: _most, ...section }) => section),
      cheapest: stored.cheapest,
    },
    most: stored.most,
    mostBySection: stored.sections.map(({ most }) => most),
    source: stored.rubric.source,
    gates: stored.gates.map(({ title, on, of, atLeast, has, met }) => ({ gate: { title, on, of, atLeast }, has, isMet: met })),
    commit: stored.commit,
    isDirty: stored.dirty,
    findings: stored.findings,
    notChecked: stored.notChecked,
    isComplete: stored.complete,
  };
};
