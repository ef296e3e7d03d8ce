/** Schedules of SageMaker Model Monitor that hold captured requests against a baseline of the training. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import { UNKNOWN } from '../../../api/repository/place.ts';
import { callsOf } from '../results.ts';
import { isExamplePath } from '../test-paths.ts';

export const codeFinder: CodeFinder = {
  name: 'monitor-3/sagemaker',
  find: ({ facts, program, placeOf, ownerOf }) => ({
    checks: isExamplePath(program.path)
      ? []
      : callsOf(facts).flatMap(({ node, name }): readonly FoundCheck[] => {
          if (!/(?:^|\.)create_monitoring_schedule$/.test(name)) return [];
          // it reports by itself; whether somebody is told is set elsewhere
          return [{ items: ['monitor-2', 'monitor-3'], at: placeOf(node), text: 'SageMaker holds captured requests against a baseline on a schedule', isReal: UNKNOWN, data: 'served', ranBy: { kind: 'function', id: ownerOf(node) } }];
        }),
  }),
};
