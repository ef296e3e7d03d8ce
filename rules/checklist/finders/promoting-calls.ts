/** Calls of code that put a model where it is served from. */
import type { Facts } from '../../api/python/facts.ts';
import type { Call } from '../../api/python/syntax.ts';
import { nameOfCall } from './cone.ts';

const PROMOTES =
  /^mlflow\.(?:register_model|sklearn\.save_model|set_registered_model_alias)$|\.(?:transition_model_version_stage|set_registered_model_alias|create_model_version|register_model|deploy|deploy_model|promote\w*|link_model|upload_file|upload_from_filename|upload_blob|push_to_hub|copy_model_version)$|(?:^|\.)(?:promote|deploy|publish|register|release|upload)_(?:\w+_)?(?:model|champion|candidate|artifact)s?(?:_\w+)?$|(?:^|\.)(?:promote|deploy_to_production)$/;

export function promotionsIn(facts: Facts): readonly Call[] {
  return facts.once(findPromotions);
}

function findPromotions(facts: Facts): readonly Call[] {
  return facts.nodes('Call').filter((call) => PROMOTES.test(nameOfCall(facts, call)) || call.keywords.some(({ name }) => name === 'registered_model_name'));
}
