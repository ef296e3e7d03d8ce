import type { Probe } from '../../api/checklist/probe.ts';
import { unknown, yes } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'recommend-route',
  question: 'Does a service answer at `/recommend/<userid>`?',
  answer: ({ repository: { files, programs } }) => {
    const texts = programs.map(({ path }) => ({ path, text: files.text(path) }));
    const found = texts.flatMap(({ path, text }) => {
      const start = text === null ? -1 : text.search(/["'`]\/recommend\/[<{:]/);
      return start < 0 ? [] : [{ at: files.place(path, start, start + '/recommend/'.length), text: 'a route of recommendations' }];
    });
    return found.length > 0 ? yes(found) : unknown([]);
  },
};
