/** Whether commands of files that ship beside Lintel are ones it takes. */
import { CHECK_FLAGS, DATA_FLAGS } from '../../server/cli/check-flags.ts';
import { INIT_FLAGS } from '../../server/cli/init-flags.ts';
import type { FlagSpec } from '../../server/cli/raw-flags.ts';
import { SCORE_FLAGS } from '../../server/cli/score-flags.ts';

const FLAGS: ReadonlyMap<string, readonly FlagSpec[]> = new Map([['check', CHECK_FLAGS], ['data', DATA_FLAGS], ['score', SCORE_FLAGS], ['init', INIT_FLAGS]]);

/** Returns the flags of a command that Lintel does not know. @param words what stands after `lintel` */
export function unknownFlags([command = '', ...words]: readonly string[]): readonly string[] {
  const specs = FLAGS.get(command);
  if (specs === undefined) return [command];
  return words.filter((word) => word.startsWith('--') && word !== '--' && !specs.some(({ name }) => word === `--${name}` || word.startsWith(`--${name}=`)));
}
