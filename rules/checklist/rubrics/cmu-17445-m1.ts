import type { Rubric } from '../../api/checklist/rubric.ts';
import { all, courseTests, probe } from '../course-tests.ts';

export const rubric: Rubric = {
  id: 'cmu-17445-m1',
  version: '1',
  title: 'Movie recommendations, milestone 1: model and first deployment',
  source: 'Criteria of the group project of a course on software engineering for AI-enabled systems (CMU 17-445, fall 2020), in our own words. Points as published; half points for what is done by hand are our own.',
  sections: [{ id: 'm1', title: 'Milestone 1', weight: 1, cap: null }],
  tests: courseTests('m1', [
    { id: 'learning', title: 'The learning step is described and fits the problem', points: 15, description: 'Describe the data and the learning technique, and why they fit, in the documentation.', requires: all(probe('training-entry-point'), probe('learning-described')) },
    { id: 'implementation', title: 'The description links to an implementation that matches', points: 15, description: 'Link the description to the code that implements it.', requires: probe('documented-code-exists') },
    { id: 'service', title: 'A prediction service answers requests', points: 15, description: 'Serve recommendations over HTTP at `/recommend/<userid>`.', requires: probe('recommend-route') },
    { id: 'ranking', title: 'The answer is a ranked list', points: 15, description: 'Order the recommendations and answer at most twenty ids in one line.', requires: probe('ranked-answer') },
    { id: 'teamwork', title: 'The team is organised and keeps notes of its meetings', points: 20, description: 'Keep notes of each meeting in the repository.', requires: probe('meeting-notes') },
    { id: 'answers', title: 'Enough requests are answered in time', points: 10, description: 'Answer within 800 ms, with a fall-back when a part is slow; show it from the log.', requires: probe('answers-in-log') },
    { id: 'personal', title: 'Enough answers are personal', points: 10, description: 'Answer with lists that depend on the user; show it from the log.', requires: probe('personal-answers-in-log') },
  ]),
  final: 'sum',
  bands: [],
};
