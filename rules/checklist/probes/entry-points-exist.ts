import type { Probe } from '../../api/checklist/probe.ts';
import { UNKNOWN, YES } from '../../api/repository/place.ts';
import { every, no } from '../probe-outcomes.ts';
import { programOf } from '../program-of-command.ts';

export const probe: Probe = {
  id: 'entry-points-exist',
  number: 'P14',
  question: 'Does every program that runs by itself do something?',
  answer: ({ repository: { programs, runs } }) => {
    const byPath = new Map(programs.map((program) => [program.path, program]));
    const started = runs.filter(({ started: by }) => by !== null).flatMap(({ command }) => {
      const path = programOf(command);
      const program = path === null ? undefined : byPath.get(path);
      return program === undefined ? [] : [{ at: command.at, program }];
    });
    return every(started, ({ program }) => (program.whenRun !== 'nothing' ? YES : program.isCutShort ? UNKNOWN : no([])), ({ at, program }) => ({ at, text: program.whenRun === 'nothing' ? `\`${program.path}\` only defines things, so running it does nothing` : `\`${program.path}\` does something when it runs` }));
  },
};
