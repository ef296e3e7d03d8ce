/** Services in Terraform and stacks: shares of traffic between versions, and returns to the version before. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { at, entriesAt, textAt } from '../../../api/repository/tree.ts';
import type { TreeNode } from '../../../api/repository/tree.ts';
import { appliedBy } from '../applied-by.ts';
import { isExamplePath } from '../test-paths.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'infra-6/terraform',
  find: (repository) => ({ checks: [...resources(repository), ...stacks(repository)] }),
};

/** Blocks with shares, and the key of the share in each. */
const SHARES: Readonly<Record<string, readonly [block: string, key: string]>> = {
  aws_sagemaker_endpoint_configuration: ['production_variants', 'initial_variant_weight'],
  google_cloud_run_service: ['traffic', 'percent'],
  google_cloud_run_v2_service: ['traffic', 'percent'],
};

function resources(repository: Repository): readonly FoundCheck[] {
  const { files } = repository;
  return files.matching('**/*.tf').flatMap(({ path }) =>
    isExamplePath(path)
      ? []
      : files.trees(path).flatMap(({ root }) =>
          entriesAt(root)
            .flatMap(({ key, value }) => (key === 'resource' ? entriesAt(value) : []))
            .flatMap(({ key: type, value }) => entriesAt(value).flatMap(({ value: block }) => [...sharesIn(type, block), ...returnsIn(type, block)]))
            .map((found): FoundCheck => ({ ...found, data: 'unknown', ranBy: { kind: 'runs', runs: appliedBy(repository, path) } })),
        ),
  );
}

type Found = Pick<FoundCheck, 'items' | 'at' | 'text' | 'isReal'>;

function sharesIn(type: string, block: TreeNode): readonly Found[] {
  const routing = type === 'aws_lambda_alias' ? at(block, 'routing_config', 'additional_version_weights') : null;
  if (routing !== null) return [{ items: ['infra-6'], at: routing.at, text: 'an alias gives another version a part of the calls', isReal: entriesAt(routing).length > 0 ? YES : UNKNOWN }];
  const [name, key] = SHARES[type] ?? [];
  if (name === undefined || key === undefined) return [];
  const shares = entriesAt(block).flatMap((entry) => (entry.key === name ? [at(entry.value, key)] : []));
  const [first] = shares;
  if (shares.length < 2 || first === undefined || first === null) return [];
  const numbers = shares.map((share) => Number(textAt(share) ?? Number.NaN));
  const isReal: Outcome = numbers.some(Number.isNaN) ? UNKNOWN : numbers.filter((share) => share > 0).length > 1 ? YES : { answer: 'no', links: [{ at: first.at, text: 'one version gets everything' }] };
  return [{ items: ['infra-6'], at: first.at, text: 'versions share the traffic', isReal }];
}

function returnsIn(type: string, block: TreeNode): readonly Found[] {
  const found = type === 'aws_ecs_service' ? at(block, 'deployment_circuit_breaker', 'rollback') : type === 'aws_codedeploy_deployment_group' ? at(block, 'auto_rollback_configuration', 'enabled') : type === 'helm_release' ? at(block, 'atomic') : null;
  if (found === null) return [];
  const isReal: Outcome = textAt(found) === 'true' ? YES : textAt(found) === 'false' ? { answer: 'no', links: [{ at: found.at, text: 'it is switched off' }] } : UNKNOWN;
  return [{ items: ['infra-7'], at: found.at, text: 'a deployment that fails returns to the version before', isReal }];
}

/** `failure_action: rollback` of stacks. */
function stacks(repository: Repository): readonly FoundCheck[] {
  const { files } = repository;
  return files.matching('**/*.{yml,yaml}').flatMap(({ path }) =>
    isExamplePath(path)
      ? []
      : files.trees(path).flatMap(({ root }) =>
          entriesAt(root, 'services').flatMap(({ value }): readonly FoundCheck[] => {
            const action = at(value, 'deploy', 'update_config', 'failure_action');
            if (action === null || textAt(action) !== 'rollback') return [];
            return [{ items: ['infra-7'], at: action.at, text: 'an update that fails returns to the version before', isReal: YES, data: 'unknown', ranBy: { kind: 'runs', runs: appliedBy(repository, path) } }];
          }),
        ),
  );
}
