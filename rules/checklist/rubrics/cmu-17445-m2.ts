import type { Rubric } from '../../api/checklist/rubric.ts';
import { all, any, courseTests, item, probe } from '../course-tests.ts';

export const rubric: Rubric = {
  id: 'cmu-17445-m2',
  version: '1',
  title: 'Movie recommendations, milestone 2: model and infrastructure quality',
  source: 'Criteria of the group project of a course on software engineering for AI-enabled systems (CMU 17-445, fall 2020), in our own words. Points as published; half points for what is done by hand are our own.',
  sections: [{ id: 'm2', title: 'Milestone 2', weight: 1, cap: null }],
  tests: courseTests('m2', [
    { id: 'commits', title: 'Commits are cohesive and say what they do', points: 10, description: 'Make small commits with sentences that say what changes.', requires: probe('commit-messages') },
    { id: 'pipeline', title: 'The pipeline has a clear structure', points: 10, description: 'Give each step of the pipeline a module that can be called on its own.', requires: probe('pipeline-modules') },
    { id: 'data-quality', title: 'Data quality is checked and violations are handled', points: 15, description: 'Check schemas, missing values and duplicates where data comes in, and handle what fails.', requires: all(item('data-1'), item('data-7')) },
    { id: 'offline', title: 'The model is evaluated offline, with a metric that is justified', points: 15, description: 'Describe split and metric, evaluate groups of users, and keep the result.', requires: any(all(item('model-6'), probe('offline-evaluation')), probe('offline-evaluation')) },
    { id: 'online', title: 'The model is evaluated online from telemetry', points: 20, description: 'Compute a metric of served recommendations from the log, and keep the result.', requires: item('monitor-7') },
    { id: 'tests', title: 'The pipeline is tested, with a report of coverage', points: 20, description: 'Test all steps, argue that it is enough, and keep reports of tests and coverage.', requires: all(item('infra-2'), probe('tests-have-oracles'), probe('reports-fresh')) },
    { id: 'ci', title: 'CI runs tests, learning and offline evaluation on each change', points: 10, description: 'Run tests, training and evaluation from CI.', requires: all(probe('ci-present'), probe('tests-run-in-ci'), probe('failures-propagate')) },
  ]),
  final: 'sum',
  bands: [],
};
