import type { Rubric } from '../../api/checklist/rubric.ts';
import { BRECK_SECTIONS, breckTests } from '../breck-tests.ts';

export const rubric: Rubric = {
  id: 'breck-2017',
  version: '1',
  title: 'The ML Test Score (2017)',
  source: 'Breck, Cai, Nielsen, Salib, Sculley: The ML Test Score, IEEE Big Data 2017, doi 10.1109/BigData.2017.8258038. Titles in our own words; bands after two transcriptions that agree, not after the paper itself.',
  sections: BRECK_SECTIONS,
  tests: breckTests({ manual: 0.5, automated: 1 }),
  final: 'min',
  bands: [
    { upTo: 0, title: 'a research project rather than a product' },
    { upTo: 1, title: 'not wholly untested, but serious holes in reliability are possible' },
    { upTo: 2, title: 'a first pass at production, with more investment needed' },
    { upTo: 3, title: 'reasonably tested, with more that could be automated' },
    { upTo: 5, title: 'strongly automated, fit for critical systems' },
    { upTo: Infinity, title: 'exceptionally tested and monitored' },
  ],
};
