import type { Probe } from '../../api/checklist/probe.ts';
import { wholeFile } from '../../api/repository/place.ts';
import { no, unknown, yes } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'reports-fresh',
  number: 'P21',
  question: 'Is a stored report of the tests newer than the code?',
  answer: ({ repository: { files, git, programs } }) => {
    const reports = files.matching('**/*.xml').filter(({ path }) => /<(?:testsuites?|coverage)\b/.test((files.text(path) ?? '').slice(0, 2000)));
    if (reports.length === 0) return no([]);
    if (git === null) return unknown(reports.map(({ path }) => ({ at: wholeFile(path), text: 'without git nothing says when this was made' })));
    const newest = programs.map(({ path }) => git.lastChanged(path) ?? '').reduce((a, b) => (a > b ? a : b), '');
    const fresh = reports.filter(({ path }) => (git.lastChanged(path) ?? '') >= newest);
    return fresh.length > 0 ? yes(fresh.map(({ path }) => ({ at: wholeFile(path), text: 'is as new as the code' }))) : no(reports.map(({ path }) => ({ at: wholeFile(path), text: 'is older than the code' })));
  },
};
