import type { Probe } from '../../api/checklist/probe.ts';
import { wholeFile } from '../../api/repository/place.ts';
import { unknown, yes } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'meeting-notes',
  question: 'Are there notes of meetings?',
  answer: ({ repository: { documents, files } }) => {
    const notes = files.matching('**/{meetings,meeting-notes,meeting_notes,minutes}/**').map(({ path }) => ({ at: wholeFile(path), text: 'a file of notes' }));
    const sections = documents.filter(({ titles, dates }) => /\b(?:meeting|minutes)\b/i.test(titles.at(-1) ?? '') && dates.length > 0).map(({ at }) => ({ at, text: 'a dated section on a meeting' }));
    const found = [...notes, ...sections];
    // notes may be kept elsewhere
    return found.length > 0 ? yes(found) : unknown([]);
  },
};
