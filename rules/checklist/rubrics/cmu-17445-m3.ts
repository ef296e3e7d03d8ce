import type { Rubric } from '../../api/checklist/rubric.ts';
import { all, any, courseTests, item, probe } from '../course-tests.ts';

export const rubric: Rubric = {
  id: 'cmu-17445-m3',
  version: '1',
  title: 'Movie recommendations, milestone 3: monitoring and continuous deployment',
  source: 'Criteria of the group project of a course on software engineering for AI-enabled systems (CMU 17-445, fall 2020), in our own words. Points as published; half points for what is done by hand are our own.',
  sections: [{ id: 'm3', title: 'Milestone 3', weight: 1, cap: null }],
  tests: courseTests('m3', [
    { id: 'containers', title: 'The service runs in containers', points: 10, description: 'Write a Dockerfile, build the image in CI and start it with compose or Kubernetes.', requires: probe('containers-present') },
    { id: 'updates', title: 'Models are updated automatically with recent data', points: 20, description: 'Train on a schedule with recent data and deploy without downtime.', requires: all(probe('schedule-active'), item('monitor-4')) },
    { id: 'monitoring', title: 'Availability and model quality are monitored', points: 25, description: 'Expose metrics, keep the dashboard in the repository and alert, or attest why not.', requires: all(probe('metrics-fed'), any(probe('alert-routed'), probe('alert-defined'))) },
    { id: 'experiment', title: 'An online experiment is judged by statistics that fit', points: 25, description: 'Assign users stably, record outcomes per variant and test the difference.', requires: item('model-2') },
    { id: 'provenance', title: 'Each recommendation can be traced to model, pipeline and data', points: 10, description: 'Log the version of the model with each answer, and its code and data with each model; keep one worked example.', requires: probe('provenance') },
    { id: 'availability', title: 'The service was available while models were updated', points: 10, description: 'Show availability and updates from the log.', requires: probe('availability-in-log') },
  ]),
  final: 'sum',
  bands: [],
};
