/** Scanners for secrets and personal data that a command or an action runs, and what is said of privacy in documents. */
import type { FoundCheck, Mention, RepositoryFinder } from '../../../api/checklist/check.ts';
import { YES } from '../../../api/repository/place.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { textAt } from '../../../api/repository/tree.ts';
import { documentsAbout, joined } from '../manual-evidence.ts';
import { allOfStep } from '../steps.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'data-5/scanners',
  find: (repository) =>
    joined(
      { checks: [...byCommands(repository), ...byActions(repository)], mentions: hooks(repository) },
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

/** Hooks run where a person installed them. */
function hooks({ files }: Repository): readonly Mention[] {
  return files.matching('**/.pre-commit-config.{yml,yaml}').flatMap(({ path }): readonly Mention[] => {
    const text = files.text(path) ?? '';
    const found = /gitleaks|detect-secrets|trufflehog|ggshield/.exec(text);
    return found === null ? [] : [{ items: ['data-5'], at: files.place(path, found.index, found.index + found[0].length), text: `a hook runs \`${found[0]}\` where somebody installed it` }];
  });
}
