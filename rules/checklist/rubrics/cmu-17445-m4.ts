import type { Rubric } from '../../api/checklist/rubric.ts';
import { any, courseTests, item, probe } from '../course-tests.ts';

export const rubric: Rubric = {
  id: 'cmu-17445-m4',
  version: '1',
  title: 'Movie recommendations, milestone 4: fairness, feedback loops and security',
  source: 'Criteria of the group project of a course on software engineering for AI-enabled systems (CMU 17-445, fall 2020), in our own words. Points as published; half points for what is done by hand are our own.',
  sections: [{ id: 'm4', title: 'Milestone 4', weight: 1, cap: null }],
  tests: courseTests('m4', [
    { id: 'process', title: 'There is a process that finds feedback loops, unfairness and attacks', points: 10, description: 'Describe the process and keep what it produced.', requires: probe('risk-process') },
    { id: 'loops', title: 'Two feedback loops are described with detection, mitigation and response', points: 10, description: 'Describe two feedback loops.', requires: probe('feedback-loops-described') },
    { id: 'fairness', title: 'Two fairness issues are described with detection, mitigation and response', points: 10, description: 'Describe two fairness issues.', requires: any(item('model-7'), probe('fairness-described')) },
    { id: 'attacks', title: 'Two attacks are described with detection, mitigation and response', points: 10, description: 'Describe two attacks.', requires: probe('attacks-described') },
    { id: 'first-analysis', title: 'One of them is analysed in telemetry', points: 10, description: 'Analyse served data for one issue and keep the dated result.', requires: probe('telemetry-analysis') },
    { id: 'second-analysis', title: 'A second one is analysed in telemetry', points: 10, description: 'Analyse served data for a second issue and keep the dated result.', requires: probe('second-telemetry-analysis') },
  ]),
  final: 'sum',
  bands: [],
};
