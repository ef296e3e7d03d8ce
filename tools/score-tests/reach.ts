import type { Repository } from '../../rules/api/repository/repository.ts';
import type { Reach } from '../../server/core/score/reach.ts';

export function reachOf(_repository: Repository): Reach {
  return { runsOf: () => [] };
}
