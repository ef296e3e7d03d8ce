/** Items, probes and rubrics of the checklist. Written by `npm run gen`; not edited by hand. */
import type { Checklist } from '../api/checklist/checklist.ts';
import { items } from './items.generated.ts';
import { probe as alertDefinedProbe } from './probes/alert-defined.ts';
import { probe as alertRoutedProbe } from './probes/alert-routed.ts';
import { probe as ciPresentProbe } from './probes/ci-present.ts';
import { probe as containersPresentProbe } from './probes/containers-present.ts';
import { probe as dependenciesDeclaredProbe } from './probes/dependencies-declared.ts';
import { probe as dependenciesUsedProbe } from './probes/dependencies-used.ts';
import { probe as entryPointsExistProbe } from './probes/entry-points-exist.ts';
import { probe as exceptionsNotSwallowedProbe } from './probes/exceptions-not-swallowed.ts';
import { probe as failuresPropagateProbe } from './probes/failures-propagate.ts';
import { probe as isTemplateProbe } from './probes/is-template.ts';
import { probe as meetingNotesProbe } from './probes/meeting-notes.ts';
import { probe as metricsFedProbe } from './probes/metrics-fed.ts';
import { probe as oraclesCanFailProbe } from './probes/oracles-can-fail.ts';
import { probe as oraclesPointRightProbe } from './probes/oracles-point-right.ts';
import { probe as promotionWaitsProbe } from './probes/promotion-waits.ts';
import { probe as recommendRouteProbe } from './probes/recommend-route.ts';
import { probe as referenceValidProbe } from './probes/reference-valid.ts';
import { probe as reportsFreshProbe } from './probes/reports-fresh.ts';
import { probe as resultsDocumentedProbe } from './probes/results-documented.ts';
import { probe as scheduleActiveProbe } from './probes/schedule-active.ts';
import { probe as servedDataCheckedProbe } from './probes/served-data-checked.ts';
import { probe as testsCollectedProbe } from './probes/tests-collected.ts';
import { probe as testsHaveOraclesProbe } from './probes/tests-have-oracles.ts';
import { probe as testsNotSkippedProbe } from './probes/tests-not-skipped.ts';
import { probe as testsRunInCiProbe } from './probes/tests-run-in-ci.ts';
import { probe as testsTouchProjectProbe } from './probes/tests-touch-project.ts';
import { probe as triggersFireProbe } from './probes/triggers-fire.ts';
import { rubric as breck2017 } from './rubrics/breck-2017.ts';
import { rubric as breck2016 } from './rubrics/breck-2016.ts';
import { rubric as cmu17445I6 } from './rubrics/cmu-17445-i6.ts';
import { rubric as cmu17445M1 } from './rubrics/cmu-17445-m1.ts';
import { rubric as cmu17445M2 } from './rubrics/cmu-17445-m2.ts';
import { rubric as cmu17445M3 } from './rubrics/cmu-17445-m3.ts';
import { rubric as cmu17445M4 } from './rubrics/cmu-17445-m4.ts';

export const checklist: Checklist = {
  items,
  probes: [
    alertDefinedProbe,
    alertRoutedProbe,
    ciPresentProbe,
    containersPresentProbe,
    dependenciesDeclaredProbe,
    dependenciesUsedProbe,
    entryPointsExistProbe,
    exceptionsNotSwallowedProbe,
    failuresPropagateProbe,
    isTemplateProbe,
    meetingNotesProbe,
    metricsFedProbe,
    oraclesCanFailProbe,
    oraclesPointRightProbe,
    promotionWaitsProbe,
    recommendRouteProbe,
    referenceValidProbe,
    reportsFreshProbe,
    resultsDocumentedProbe,
    scheduleActiveProbe,
    servedDataCheckedProbe,
    testsCollectedProbe,
    testsHaveOraclesProbe,
    testsNotSkippedProbe,
    testsRunInCiProbe,
    testsTouchProjectProbe,
    triggersFireProbe,
  ],
  rubrics: [
    breck2017,
    breck2016,
    cmu17445I6,
    cmu17445M1,
    cmu17445M2,
    cmu17445M3,
    cmu17445M4,
  ],
};
