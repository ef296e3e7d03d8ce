/** A verdict as lines of text, for cases that state it whole. */
import type { LevelLink } from '../../rules/api/checklist/verdict.ts';
import type { ItemVerdict } from '../../server/core/score/judge-item.ts';

export function verdictText({ item, status, proven, claimed, confidence, level, evidence, broken }: ItemVerdict): string {
  return [
    `${item.id}: ${status}, ${proven} proven, ${claimed} claimed, ${confidence} confidence, reaches ${level}`,
    ...evidence.map((link) => `  ${linkText(link)}`),
    ...(broken.length === 0 ? [] : ['broken:', ...broken.map((link) => `  ${linkText(link)}`)]),
  ].join('\n');
}

function linkText({ level, at: { path, cell, range }, text }: LevelLink): string {
  const place = [path, ...(cell === null ? [] : [`cell ${cell}`]), ...(range === null ? [] : [`${range.start.line}:${range.start.column}`])].join(':');
  return `${level} ${place} ${text}`;
}
