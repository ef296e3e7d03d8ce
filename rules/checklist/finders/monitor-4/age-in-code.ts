/** Code that asks how old the model is. */
import { walk } from '../../../api/python/children.ts';
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Node } from '../../../api/python/syntax.ts';
import { coneOf } from '../cone.ts';
import { isCount } from '../counts.ts';
import { originNames } from '../origin-names.ts';
import { selectedIn } from '../selected.ts';
import { judgementsIn } from '../telling.ts';

const NOW = /^(?:time\.time|datetime\.(?:datetime|date)\.(?:now|utcnow|today)|pandas\.Timestamp\.(?:now|today|utcnow)|django\.utils\.timezone\.now)$/;
const TRAINED = /trained_at|last_train|train(?:ing)?_(?:date|time|timestamp)|model_(?:age|date|timestamp|created|updated)|model_mtime/i;

/** A registry's version or a stored model, and when it was made. */
const VERSIONS = /(?:^|\.)(?:get_model_version\w*|get_latest_versions|search_model_versions|get_registered_model|search_runs|get_run|head_object|get_blob|describe_(?:model\w*|training_job)|list_(?:models|model_packages|training_jobs)|Model\.list)$/;
const STAMPS = /creation_timestamp|last_updated_timestamp|creation_time|CreationTime|LastModified|update_time|start_time|end_time|time_created/;

/** Names of times and ages. */
const TIME = /(?:^|_)(?:age|days|hours|time\w*|date\w*|at|seconds|timestamp|since|mtime|created|modified|updated|trained|stale\w*|old)(?:_|$)/i;

export const codeFinder: CodeFinder = {
  name: 'monitor-4/age-in-code',
  find: (request) => ({
    checks: judgementsIn(request).flatMap(({ at, id, cone: whole, isReal, condition }): readonly FoundCheck[] => {
      if (!whole.calls.some(({ name }) => NOW.test(name))) return [];
      const sides = condition.flatMap((root) => orderedIn(request.facts, root));
      if (sides.length === 0) return [];
      const { keys, values } = selectedIn(request.facts, sides, whole);
      // another part of a result that says when it was made is no age
      const cone = coneOf(request.facts, values.length > 0 && keys[0] !== undefined && !TIME.test(keys[0]) ? values : sides);
      if (!cone.calls.some(({ name }) => NOW.test(name))) return [];
      const words = [...cone.words, ...originNames(condition)];
      const ofFile = cone.calls.some(({ name }) => /(?:^|\.)(?:getmtime|stat|getctime)$/.test(name)) && words.some((word) => /model/i.test(word));
      const ofVersion = cone.calls.some(({ name }) => VERSIONS.test(name)) && words.some((word) => STAMPS.test(word));
      if (!ofFile && !ofVersion && !words.some((word) => TRAINED.test(word))) return [];
      return [{ items: ['monitor-4'], at, text: 'the age of the model is held against a bound', isReal, data: 'unknown', ranBy: { kind: 'function', id } }];
    }),
  }),
};

/** What is held against a bound by size; how many there are is no age. */
function orderedIn(facts: Facts, root: Node): readonly Node[] {
  const sides: Node[] = [];
  walk(root, (node) => {
    if (node.kind !== 'Compare' || !node.operators.some((operator) => /^[<>]=?$/.test(operator))) return;
    const all = [node.left, ...node.comparators];
    if (!all.some((side) => isCount(facts, side))) sides.push(...all);
  });
  return sides;
}
