/** docs/score/: a page per item of the checklist, and the list of them. */
import type { ChecklistItem } from '../../rules/api/checklist/item.ts';
import { SECTIONS } from '../../rules/api/checklist/level.ts';
import type { Section } from '../../rules/api/checklist/level.ts';
import { markdownTable } from './markdown.ts';

const SECTION_TITLES: Readonly<Record<Section, string>> = { data: 'Features and data', model: 'Model development', infra: 'Infrastructure', monitor: 'Monitoring' };

const WRITTEN = '<!-- Written by npm run gen from the item. -->';

export function itemPage(item: ChecklistItem): string {
  const { docs, next, confidence } = item;
  const facts = [
    `- section: ${SECTION_TITLES[item.section]}`,
    `- how surely a repository alone tells it: automated ${confidence.automated}, absent ${confidence.absent}`,
    `- an attestation of it lasts at most ${item.attestationDays} days`,
    ...(item.data === 'served' ? ['- its checks must look at newly arriving or served data'] : []),
    ...(item.blocks === 'promotion' ? ['- its check must be able to keep a model from being served'] : []),
    ...(item.aliases.length === 0 ? [] : [`- also known as: ${item.aliases.join('; ')}`]),
  ].join('\n');
  const parts = [
    `# ${item.id}`,
    `${item.title}.`,
    facts,
    ...section('What it asks', docs.what),
    ...section('Why it matters', docs.why),
    ...section('Half a point', docs.manual),
    ...section('A full point', docs.automated),
    ...section('What only looks like it', docs.traps),
    '## What to do next',
    [`- from nothing: ${next.start}`, `- when nothing runs the check: ${next.wire}`, `- when its failure stops nothing: ${next.enforce}`, `- when only people start it: ${next.repeat}`, `- to be worth half a point: ${next.document}`].join('\n'),
    WRITTEN,
  ];
  return `${parts.join('\n\n')}\n`;
}

function section(title: string, text: string): readonly string[] {
  return [`## ${title}`, text];
}

export function itemIndexPage(items: readonly ChecklistItem[]): string {
  const parts = SECTIONS.flatMap((id) => [`## ${SECTION_TITLES[id]}`, markdownTable(['test', 'asks'], items.filter((item) => item.section === id).map((item) => [`[${item.id}](${item.id}.md)`, item.title]))]);
  return `${['# The tests of the score', 'After the ML Test Score of Breck and others (2017), in our own words. How they are counted: [the guide](../guide/score.md).', ...parts, WRITTEN].join('\n\n')}\n`;
}
