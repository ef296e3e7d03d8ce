/** Calls of code that put a model where it is served from. */
import type { Facts } from '../../api/python/facts.ts';
import type { Call } from '../../api/python/syntax.ts';
import { nameOfCall, targetOf } from './cone.ts';

const PROMOTES =
  /^mlflow\.(?:register_model|sklearn\.save_model|set_registered_model_alias)$|\.(?:transition_model_version_stage|set_registered_model_alias|create_model_version|register_model|deploy|deploy_model|promote\w*|link_model|upload_file|upload_from_filename|upload_blob|push_to_hub|copy_model_version)$|(?:^|\.)(?:promote|deploy|publish|register|release|upload)_(?:\w+_)?(?:model|champion|candidate|artifact)s?(?:_\w+)?$|(?:^|\.)(?:promote|deploy_to_production)$/;

export function promotionsIn(facts: Facts): readonly Call[] {
  return facts.once(findPromotions);
}

function findPromotions(facts: Facts): readonly Call[] {
  const direct = facts.nodes('Call').filter((call) => {
    const name = nameOfCall(facts, call);
    return PROMOTES.test(name) || call.keywords.some(({ name: key }) => key === 'registered_model_name') || (/\.link$/.test(name) && call.keywords.some(({ name: key }) => key === 'aliases'));
  });
  // a function of this file that ships is as good as what it calls
  const through = direct.length === 0 ? [] : facts.nodes('Call').filter((call) => {
    const target = direct.includes(call) ? null : targetOf(facts, call);
    return target !== null && direct.some((each) => each.start >= target.start && each.end <= target.end && !(call.start >= target.start && call.end <= target.end));
  });
  return [...direct, ...through].toSorted((a, b) => a.start - b.start);
}
