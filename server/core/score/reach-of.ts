import type { Repository } from '../../../rules/api/repository/repository.ts';
import type { Reach } from './reach.ts';

export function reachOf(_repository: Repository): Reach {
  return { runsOf: () => [] };
}
