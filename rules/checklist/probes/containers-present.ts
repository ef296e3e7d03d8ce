import type { Probe } from '../../api/checklist/probe.ts';
import { wholeFile } from '../../api/repository/place.ts';
import { no, yes } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'containers-present',
  question: 'Is there a container image of the service?',
  answer: ({ repository: { docker } }) => (docker.length > 0 ? yes(docker.map(({ path }) => ({ at: wholeFile(path), text: 'builds an image' }))) : no([])),
};
