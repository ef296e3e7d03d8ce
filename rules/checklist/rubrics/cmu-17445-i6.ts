import type { Rubric } from '../../api/checklist/rubric.ts';
import { all, courseTests, item, probe } from '../course-tests.ts';

export const rubric: Rubric = {
  id: 'cmu-17445-i6',
  version: '1',
  title: 'Fairness, individual assignment 6',
  source: 'Criteria of the group project of a course on software engineering for AI-enabled systems (CMU 17-445, fall 2020), in our own words. Points as published; half points for what is done by hand are our own.',
  sections: [{ id: 'i6', title: 'Assignment 6', weight: 1, cap: null }],
  tests: courseTests('i6', [
    { id: 'model', title: 'A model is trained and its ROC curve shown', points: 15, description: 'Train a model of credit risk and plot its ROC curve.', requires: probe('roc-curve') },
    { id: 'measures', title: 'Three notions of fairness are measured for gender and age', points: 25, description: 'Measure anti-classification, independence and separation for both attributes.', requires: all(item('model-7'), probe('three-fairness-notions')) },
    { id: 'improvements', title: 'Each measure is improved, and compared before and after', points: 20, description: 'Show numbers before and after each improvement.', requires: probe('fairness-before-after') },
    { id: 'discussion', title: 'The results are discussed', points: 10, description: 'Discuss the results in the report.', requires: probe('fairness-discussed') },
    { id: 'scenario', title: 'Harms, sources of bias and practices are found for a recommender', points: 30, description: 'Write about harms, five sources of bias and practices.', requires: probe('fairness-scenario') },
  ]),
  final: 'sum',
  bands: [],
};
