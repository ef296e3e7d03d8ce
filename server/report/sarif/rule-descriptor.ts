/** Rules as SARIF describes them, within the limits of GitHub code scanning. Source: GitHub Docs, SARIF support for code scanning, 2026-11. */
import type { Confidence, Severity } from '../../../rules/api/finding.ts';
import type { DescribedRule } from '../../core/meta-rules.ts';
import { groupOf } from '../../core/rule-selection.ts';

/** `shortDescription.text` and `fullDescription.text`. */
const MAX_DESCRIPTION = 1024;

const MAX_NAME = 255;

export const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

const PROBLEM_SEVERITIES: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'recommendation' };

const PRECISIONS: Readonly<Record<Confidence, string>> = { certain: 'very-high', likely: 'high', possible: 'medium' };

/** Rules whose faults others can attack. Own choice, on the scale of CVSS: code of strangers runs, a secret can be read. */
const SECURITY_SEVERITIES: Readonly<Record<string, string>> = {
  'security/unsafe-deserialization': '8.0',
  'security/trust-remote-code': '8.0',
  'security/torch-load-weights-only': '7.0',
  'security/hardcoded-secret': '7.0',
  'pipeline/docker-secret-in-image': '7.0',
  'pipeline/jenkins-secret-literal': '7.0',
  'pipeline/kafka-password-in-clear': '7.0',
};

/** @param rule null for a rule this version does not know */
export function ruleDescriptor(id: string, rule: DescribedRule | null): object {
  if (rule === null) return { id, shortDescription: { text: id }, fullDescription: { text: id }, help: { text: `\`${id}\` is no rule of this version of Lintel.` } };
  const attackable = SECURITY_SEVERITIES[id];
  return {
    id,
    name: nameOf(id),
    shortDescription: { text: cut(rule.summary) },
    fullDescription: { text: cut(rule.docs.what) },
    help: { text: helpOf(rule, (title) => title), markdown: helpOf(rule, (title) => `## ${title}`) },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      precision: PRECISIONS[rule.confidence],
      'problem.severity': PROBLEM_SEVERITIES[rule.severity],
      ...(attackable === undefined ? {} : { 'security-severity': attackable }),
      tags: ['machine-learning', groupOf(id), ...(rule.status === 'stable' ? [] : [rule.status]), ...(attackable === undefined ? [] : ['security'])].filter((tag, index, all) => all.indexOf(tag) === index),
    },
  };
}

/** `leakage/fit-before-split` is `FitBeforeSplit`. */
function nameOf(id: string): string {
  const words = id.slice(id.indexOf('/') + 1).split('-');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('').slice(0, MAX_NAME);
}

function cut(text: string): string {
  return text.length <= MAX_DESCRIPTION ? text : `${text.slice(0, MAX_DESCRIPTION - 1)}…`;
}

function helpOf({ id, summary, docs, sources }: DescribedRule, title: (text: string) => string): string {
  const parts: readonly (readonly [string, string])[] = [
    ['What it finds', docs.what],
    ['Why it matters', docs.why],
    ['What to do instead', docs.instead],
    ['Limits', docs.limits],
    ['More', `\`lintel explain ${id}\` shows examples and how to silence it.`],
    ['Sources', sources.map(({ title: name, where, url }) => `- ${name}${where === undefined ? '' : `, ${where}`}${url === undefined ? '' : ` ${url}`}`).join('\n')],
  ];
  return [summary, ...parts.flatMap(([name, text]) => (text === '' ? [] : [title(name), text]))].join('\n\n');
}
