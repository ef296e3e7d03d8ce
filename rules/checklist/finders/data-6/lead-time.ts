/** How fast a feature reaches production: a registry that CI applies, a lead time that is published, or what a person recorded. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import { YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { documentsAbout, joined } from '../manual-evidence.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'data-6/lead-time',
  find: (repository) =>
    joined(
      { checks: [...registries(repository), ...published(repository)] },
      documentsAbout(repository, { items: ['data-6'], title: /\b(?:lead times?|(?:add(?:ing)?|introduc\w+) (?:a )?(?:new )?features?|time to (?:production|add))\b/i, says: /\b\d+(?:\.\d+)?\s*(?:days?|weeks?|hours?|months?)\b/i, what: 'how long a feature takes to reach production', isWithoutNumbers: true, columns: [/^features?\b/i, /\b(?:lead time|days|weeks|first commit|proposed|merged|in production|released)\b/i] }),
    ),
};

/** `feast apply` where the registry of the features lies, `tecton apply`. */
function registries({ files, runs }: Repository): readonly FoundCheck[] {
  const [store] = files.matching('**/feature_store.{yaml,yml}');
  return runs.flatMap((run): readonly FoundCheck[] => {
    const { words } = run.command;
    const tool = words[0] ?? '';
    const isApply = words.includes('apply') && !words.includes('--help') && ((tool === 'feast' && store !== undefined) || tool === 'tecton' || tool === 'featureform');
    return isApply ? [{ items: ['data-6'], at: run.command.at, text: `\`${tool} apply\` brings new features to the registry`, isReal: YES, data: 'unknown', ranBy: { kind: 'runs', runs: [run] } }] : [];
  });
}

/** A command that computes the lead time of changes. */
function published({ runs }: Repository): readonly FoundCheck[] {
  return runs.flatMap((run): readonly FoundCheck[] => {
    const says = run.command.words.find((word) => word !== null && /(?:^|[/_-])(?:lead[_-]?time|dora[_-]?metrics?)(?:[._-]|$)/i.test(word));
    if (says === undefined || says === null) return [];
    return [{ items: ['data-6'], at: run.command.at, text: `\`${says.slice(0, 40)}\` tells the lead time of changes`, isReal: { answer: 'unknown', links: [{ at: run.command.at, text: 'whether it looks at changes of features cannot be told' }] }, data: 'unknown', ranBy: { kind: 'runs', runs: [run] } }];
  });
}
