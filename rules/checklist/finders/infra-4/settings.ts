/** Bounds on a model's quality in settings: MLflow recipes, validation tasks of Databricks. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { at, entriesAt, itemsAt, textAt } from '../../../api/repository/tree.ts';
import type { TreeNode } from '../../../api/repository/tree.ts';
import { documentsAbout, joined } from '../manual-evidence.ts';
import { below } from '../project-calls.ts';
import { startedBy } from '../started-functions.ts';

const ITEMS = ['infra-4'] as const;

export const repositoryFinder: RepositoryFinder = {
  name: 'infra-4/settings',
  find: (repository) => joined({ checks: [...recipes(repository), ...dryRuns(repository)] }, documentsAbout(repository, { items: ITEMS, title: /\b(?:model (?:validation|release|promotion|sign-?off)|release (?:checklist|of models?)|promotion of models?|go\/no-go)\b/i, what: 'the quality of a model before its release' })),
};

function recipes(repository: Repository): readonly FoundCheck[] {
  return repository.files.matching('**/recipe.{yaml,yml}').flatMap(({ path }) =>
    repository.files.trees(path).flatMap(({ root }): readonly FoundCheck[] => {
      const criteria = itemsAt(root, 'steps', 'evaluate', 'validation_criteria').filter((each) => textAt(each, 'metric') !== null && textAt(each, 'threshold') !== null);
      const [first] = criteria;
      if (first === undefined) return [];
      const allows = at(root, 'steps', 'register', 'allow_non_validated_model');
      const stopsPromotion: Outcome = allows?.kind === 'scalar' && allows.value === true ? { answer: 'no', links: [{ at: allows.at, text: '`allow_non_validated_model` lets every model be registered' }] } : YES;
      return [{ items: ITEMS, at: first.at, text: `the recipe asks for ${criteria.length === 1 ? 'a bound' : `${criteria.length} bounds`} on the model's metrics`, isReal: YES, data: 'unknown', ranBy: { kind: 'runs', runs: runsOfRecipes(repository) }, stopsPromotion }];
    }),
  );
}

function runsOfRecipes(repository: Repository): Repository['runs'] {
  const { runs } = repository;
  return runs.filter(({ command }) => {
    if (/^mlflow (?:recipes|pipelines) run\b/.test(command.words.map((word) => word ?? '…').join(' '))) return true;
    const starts = startedBy(repository, command);
    return starts.length > 0 && below(repository, { starts }).calls.some(({ name }) => name !== null && /^mlflow\.(?:recipes|pipelines)\..*\.?run$/.test(name));
  });
}

/** A validation whose mode is a dry run fails nothing. */
function dryRuns({ files }: Repository): readonly FoundCheck[] {
  return files.matching('**/*.{yml,yaml,json}').flatMap(({ path }) => files.trees(path).flatMap(({ root }) => modesIn(root))).flatMap(({ node, around }): readonly FoundCheck[] => {
    const text = textAt(node) ?? '';
    const isDry = /^(?:dry_?-?run|disabled)$/i.test(text);
    const keys = entriesAt(around).map(({ key }) => key);
    if (!keys.some((key) => /validation|baseline|metric_threshold|model_type|targets/.test(key))) return [];
    return [
      {
        items: ITEMS,
        at: node.at,
        text: `a validation of the model runs with the mode \`${/^[\w.-]{1,30}$/.test(text) ? text : '…'}\``,
        isReal: isDry ? { answer: 'no', links: [{ at: node.at, text: 'in this mode a model that fails the validation is deployed all the same' }] } : UNKNOWN,
        data: 'unknown',
        ranBy: { kind: 'always', enforced: YES, repeated: YES, chain: [] },
      },
    ];
  });
}

/** Own choice: settings are shallow. */
const MOST_NODES = 5_000;

function modesIn(root: TreeNode): readonly { readonly node: TreeNode; readonly around: TreeNode }[] {
  const found: { node: TreeNode; around: TreeNode }[] = [];
  const waiting: TreeNode[] = [root];
  for (let turns = 0; waiting.length > 0 && turns < MOST_NODES; turns += 1) {
    const node = waiting.pop();
    if (node?.kind === 'map') {
      for (const { key, value } of node.entries) {
        if (key === 'run_mode' && value.kind === 'scalar') found.push({ node: value, around: node });
        else waiting.push(value);
      }
    } else if (node?.kind === 'list') waiting.push(...node.items);
  }
  return found;
}
