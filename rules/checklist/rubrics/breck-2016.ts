import type { Rubric } from '../../api/checklist/rubric.ts';
import { BRECK_SECTIONS, breckTests } from '../breck-tests.ts';

export const rubric: Rubric = {
  id: 'breck-2016',
  version: '1',
  title: "What's your ML Test Score? (2016), for comparison",
  source: "Breck, Cai, Nielsen, Salib, Sculley: What's your ML Test Score?, workshop at NIPS 2016: one point by hand, one more when automated. Bands after a transcription, which names no band for 11.",
  sections: BRECK_SECTIONS,
  tests: breckTests({ manual: 1, automated: 2 }),
  final: 'min',
  bands: [
    { upTo: 0, title: 'a research project rather than a product' },
    { upTo: 2, title: 'not wholly untested, but serious holes in reliability are possible' },
    { upTo: 4, title: 'a first pass at production, with more investment needed' },
    { upTo: 6, title: 'reasonably tested, with more that could be automated' },
    { upTo: 11, title: 'strongly tested and monitored' },
    { upTo: Infinity, title: 'exceptionally tested and monitored' },
  ],
};
