import type { Probe } from '../../api/checklist/probe.ts';
import { wholeFile } from '../../api/repository/place.ts';
import { yes } from '../probe-outcomes.ts';
import { relativeTo } from '../relative-to.ts';

export const probe: Probe = {
  id: 'dependencies-declared',
  number: 'P01',
  question: 'Are the packages the code needs declared?',
  answer: ({ repository: { project } }) => {
    if (project.dependencies.length > 0) return yes(project.manifests.map((path) => ({ at: wholeFile(relativeTo(project.root, path)), text: 'declares dependencies' })));
    return { answer: project.incomplete.length > 0 ? 'unknown' : 'no', links: [] };
  },
};
