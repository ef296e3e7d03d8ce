/** Scanners for secrets and personal data that a command or an action runs, and what is said of privacy in documents. */
import type { FoundCheck, Mention, RepositoryFinder } from '../../../api/checklist/check.ts';
import { YES } from '../../../api/repository/place.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { itemsAt, textAt } from '../../../api/repository/tree.ts';
import { documentsAbout, joined } from '../manual-evidence.ts';
import { allOfStep } from '../steps.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'data-5/scanners',
  find: (repository) =>
    joined(
      { checks: [...byCommands(repository), ...byActions(repository)] },
      hooks(repository),
      documentsAbout(repository, { items: ['data-5'], title: /\b(?:privacy|gdpr|personal data|data protection|dpia|retention|pii)\b/i, says: /\b(?:delet\w*|retention|retain\w*|anonymi\w*|pseudonymi\w*|access|encrypt\w*|consent|personal)\b/i, what: 'how personal data is kept', isWithoutNumbers: true }),
    ),
};

interface Scanner {
  readonly pattern: RegExp;
  /** Options with which it never fails. */
  readonly lets: RegExp | null;
}

const SCANNERS: readonly Scanner[] = [
  { pattern: /^gitleaks (?:detect|protect|git|dir)\b/, lets: /--exit-code[= ]0\b/ },
  { pattern: /^detect-secrets-hook\b|^detect-secrets audit\b.*--fail/, lets: null },
  { pattern: /^trufflehog (?:git|github|filesystem)\b.*--fail\b|^trufflehog3\b/, lets: null },
  { pattern: /^ggshield secret scan\b|^ggshield scan\b/, lets: /--exit-zero\b/ },
  { pattern: /^(?:trivy|docker run .*trivy) (?:fs|repo|image)\b.*--exit-code[= ][1-9].*--(?:scanners|security-checks)[= ]\S*secret|^trivy (?:fs|repo)\b.*--(?:scanners|security-checks)[= ]\S*secret.*--exit-code[= ][1-9]/, lets: null },
];

function byCommands({ runs }: Repository): readonly FoundCheck[] {
  return runs.flatMap((run): readonly FoundCheck[] => {
    const line = run.command.words.map((word) => word ?? '$').join(' ').replace(/^(?:pre-commit run (?:--all-files )?|uvx |pipx run |npx )/, '');
    const scanner = SCANNERS.find(({ pattern }) => pattern.test(line));
    if (scanner === undefined) return [];
    const isReal: Outcome = scanner.lets?.test(line) === true ? { answer: 'no', links: [{ at: run.command.at, text: 'it is told to succeed whatever it finds' }] } : YES;
    return [{ items: ['data-5'], at: run.command.at, text: `\`${line.split(' ').slice(0, 2).join(' ')}\` looks for secrets`, isReal, data: 'committed', ranBy: { kind: 'runs', runs: [run] } }];
  });
}

const ACTIONS = /^(?:gitleaks\/gitleaks-action|zricethezav\/gitleaks-action|trufflesecurity\/trufflehog|GitGuardian\/ggshield(?:-action)?|reviewdog\/action-detect-secrets)\b/i;

function byActions({ automations }: Repository): readonly FoundCheck[] {
  return automations.flatMap((automation) =>
    automation.jobs.flatMap((job) =>
      job.steps.flatMap((step): readonly FoundCheck[] => {
        if (step.does.kind !== 'uses' || !ACTIONS.test(step.does.name)) return [];
        const lets = /--(?:no-fail|exit-code[= ]0)\b/.test(textAt(step.does.inputs, 'extra_args') ?? textAt(step.does.inputs, 'args') ?? '');
        const isReal: Outcome = lets ? { answer: 'no', links: [{ at: step.at, text: 'it is told to succeed whatever it finds' }] } : YES;
        return [{ items: ['data-5'], at: step.at, text: `\`${step.does.name}\` looks for secrets`, isReal, data: 'committed', ranBy: { kind: 'always', ...allOfStep({ automation, job, step }) } }];
      }),
    ),
  );
}

/** Hooks run where a person installed them, and where a command runs all of them. */
function hooks({ files, runs }: Repository): { readonly checks: readonly FoundCheck[]; readonly mentions: readonly Mention[] } {
  const checks: FoundCheck[] = [];
  const mentions: Mention[] = [];
  const all = runs.filter(({ command: { words } }) => words.includes('pre-commit') && words.includes('run') && words.some((word) => word === '--all-files' || word === '-a'));
  for (const { path } of files.matching('**/.pre-commit-config.{yml,yaml}')) {
    for (const { root } of files.trees(path)) {
      for (const hook of itemsAt(root, 'repos').flatMap((repo) => itemsAt(repo, 'hooks'))) {
        const id = textAt(hook, 'id') ?? '';
        if (!/^(?:gitleaks|detect-secrets|trufflehog|ggshield)/.test(id)) continue;
        if (all.length === 0) mentions.push({ items: ['data-5'], at: hook.at, text: `a hook runs \`${id}\` where somebody installed it` });
        else checks.push({ items: ['data-5'], at: hook.at, text: `the hook \`${id}\` looks for secrets`, isReal: id.startsWith('detect-secrets') ? YES : { answer: 'unknown', links: [{ at: hook.at, text: 'this hook looks at staged changes, of which a run elsewhere may have none' }] }, data: 'committed', ranBy: { kind: 'runs', runs: all } });
      }
    }
  }
  return { checks, mentions };
}
