/** The score as JSON, schemaVersion 1. Its shape is a contract: it changes only by adding. */
import type { LevelLink, SectionVerdict, TestVerdict } from '../../../rules/api/checklist/verdict.ts';
import type { ScoreReport } from '../../core/score/score-report.ts';
import { countStatuses } from '../../core/score/score-report.ts';
import { escapeInvisible, jsonFinding, jsonNotChecked, SCHEMA_VERSION } from '../json.ts';

export function scoreJson(report: ScoreReport, options: { readonly toolVersion: string }): string {
  return `${escapeInvisible(JSON.stringify(scoreObject(report, options), null, 2))}\n`;
}

/** The same as a member of other reports. */
export function scoreObject(report: ScoreReport, { toolVersion }: { readonly toolVersion: string }): object {
  const { score } = report;
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'lintel', version: toolVersion },
    rubric: { id: score.rubric.id, version: score.rubric.version, title: score.rubric.title, source: report.source },
    commit: report.commit,
    dirty: report.isDirty,
    score: score.score,
    most: report.most,
    band: score.band,
    bindingSection: score.bindingSection,
    gates: report.gates.map(({ gate, has, isMet }) => ({ title: gate.title, on: gate.on, of: gate.of, atLeast: gate.atLeast, has, met: isMet })),
    sections: score.sections.map((section, index) => sectionJson(section, report.mostBySection[index] ?? 0)),
    cheapest: score.cheapest,
    statuses: countStatuses(score),
    findings: report.findings.map(jsonFinding),
    notChecked: report.notChecked.map(jsonNotChecked),
    complete: report.isComplete,
  };
}

function sectionJson({ id, title, proven, attested, claimed, adjusted, tests }: SectionVerdict, most: number): object {
  return { id, title, proven, attested, claimed, adjusted, most, tests: tests.map(testJson) };
}

function testJson({ id, title, status, points, attested, claimed, source, confidence, level, evidence, broken, next }: TestVerdict): object {
  return { id, title, status, points, attested, claimed, source, confidence, level, evidence: evidence.map(linkJson), broken: broken.map(linkJson), next };
}

function linkJson({ level, at: { path, cell, range }, text }: LevelLink): object {
  return { level, path, cell, range, message: text };
}
