/** Every finder of the checklist. Written by `npm run gen`; not edited by hand. */
import type { Finders } from '../api/checklist/checklist.ts';
import { repositoryFinder as data1Dbt } from './finders/data-1/dbt.ts';
import { codeFinder as data1GreatExpectationsInCode } from './finders/data-1/great-expectations.ts';
import { repositoryFinder as data1Operators } from './finders/data-1/operators.ts';
import { codeFinder as data1OtherValidatorsInCode } from './finders/data-1/other-validators.ts';
import { codeFinder as data1PanderaInCode } from './finders/data-1/pandera.ts';
import { codeFinder as data1PanderaModelsInCode } from './finders/data-1/pandera-models.ts';
import { codeFinder as data1RecordRulesInCode } from './finders/data-1/record-rules.ts';
import { codeFinder as data1RowModelsInCode } from './finders/data-1/row-models.ts';
import { codeFinder as data1RowsAsTheyAreReadInCode } from './finders/data-1/rows-as-they-are-read.ts';
import { repositoryFinder as data1SchemasKept } from './finders/data-1/schemas-kept.ts';
import { repositoryFinder as data1Soda } from './finders/data-1/soda.ts';
import { codeFinder as data1TestsByNameInCode } from './finders/data-1/tests-by-name.ts';
import { codeFinder as data1TfdvInCode } from './finders/data-1/tfdv.ts';
import { codeFinder as data1TfxInCode } from './finders/data-1/tfx.ts';
import { codeFinder as data1WrittenByHandInCode } from './finders/data-1/written-by-hand.ts';
import { repositoryFinder as data2Reported } from './finders/data-2/reported.ts';
import { codeFinder as data2WorthOfFeaturesInCode } from './finders/data-2/worth-of-features.ts';
import { repositoryFinder as data3Benchmarks } from './finders/data-3/benchmarks.ts';
import { codeFinder as data3CostOfFeaturesInCode } from './finders/data-3/cost-of-features.ts';
import { repositoryFinder as data3Reported } from './finders/data-3/reported.ts';
import { codeFinder as data4PoliciesInCode } from './finders/data-4/policies.ts';
import { repositoryFinder as data4Reported } from './finders/data-4/reported.ts';
import { repositoryFinder as data5Committed } from './finders/data-5/committed.ts';
import { codeFinder as data5ControlsInCode } from './finders/data-5/controls.ts';
import { repositoryFinder as data5Controls } from './finders/data-5/controls.ts';
import { codeFinder as data5DeletionsInCode } from './finders/data-5/deletions.ts';
import { repositoryFinder as data5Deletions } from './finders/data-5/deletions.ts';
import { repositoryFinder as data5Scanners } from './finders/data-5/scanners.ts';
import { codeFinder as data5SearchedInCode } from './finders/data-5/searched.ts';
import { codeFinder as data6InCodeInCode } from './finders/data-6/in-code.ts';
import { repositoryFinder as data6LeadTime } from './finders/data-6/lead-time.ts';
import { repositoryFinder as data7TestsOfFeatures } from './finders/data-7/tests-of-features.ts';
import { repositoryFinder as infra1RunTwice } from './finders/infra-1/run-twice.ts';
import { repositoryFinder as infra1StoredResults } from './finders/infra-1/stored-results.ts';
import { codeFinder as infra1TrainedTwiceInCode } from './finders/infra-1/trained-twice.ts';
import { repositoryFinder as infra2ModelTests } from './finders/infra-2/model-tests.ts';
import { repositoryFinder as infra3PipelineRuns } from './finders/infra-3/pipeline-runs.ts';
import { repositoryFinder as infra3PipelineTests } from './finders/infra-3/pipeline-tests.ts';
import { repositoryFinder as infra3TestsInDoubt } from './finders/infra-3/tests-in-doubt.ts';
import { repositoryFinder as infra4Conditions } from './finders/infra-4/conditions.ts';
import { codeFinder as infra4DecisionsInCode } from './finders/infra-4/decisions.ts';
import { codeFinder as infra4InCodeInCode } from './finders/infra-4/in-code.ts';
import { repositoryFinder as infra4Refusals } from './finders/infra-4/refusals.ts';
import { repositoryFinder as infra4Settings } from './finders/infra-4/settings.ts';
import { repositoryFinder as infra4ShownToReviewers } from './finders/infra-4/shown-to-reviewers.ts';
import { repositoryFinder as infra5Asked } from './finders/infra-5/asked.ts';
import { repositoryFinder as infra5Explanations } from './finders/infra-5/explanations.ts';
import { codeFinder as infra6CloudTrafficInCode } from './finders/infra-6/cloud-traffic.ts';
import { repositoryFinder as infra6Terraform } from './finders/infra-6/terraform.ts';
import { repositoryFinder as infra6TrafficShares } from './finders/infra-6/traffic-shares.ts';
import { repositoryFinder as infra7ByHand } from './finders/infra-7/by-hand.ts';
import { repositoryFinder as infra7Rollbacks } from './finders/infra-7/rollbacks.ts';
import { repositoryFinder as model1Review } from './finders/model-1/review.ts';
import { codeFinder as model2OfflineAndOnlineInCode } from './finders/model-2/offline-and-online.ts';
import { repositoryFinder as model2Reported } from './finders/model-2/reported.ts';
import { codeFinder as model3OwnSearchesInCode } from './finders/model-3/own-searches.ts';
import { codeFinder as model3SearchesInCode } from './finders/model-3/searches.ts';
import { repositoryFinder as model3Sweeps } from './finders/model-3/sweeps.ts';
import { codeFinder as model4BacktestsInCode } from './finders/model-4/backtests.ts';
import { repositoryFinder as model4Reported } from './finders/model-4/reported.ts';
import { codeFinder as model5ComparedWithABaselineInCode } from './finders/model-5/compared-with-a-baseline.ts';
import { repositoryFinder as model5Reported } from './finders/model-5/reported.ts';
import { repositoryFinder as model6Reported } from './finders/model-6/reported.ts';
import { codeFinder as model6SlicesWithBoundsInCode } from './finders/model-6/slices-with-bounds.ts';
import { codeFinder as model7GroupMetricsInCode } from './finders/model-7/group-metrics.ts';
import { repositoryFinder as model7Reported } from './finders/model-7/reported.ts';
import { repositoryFinder as monitor1AlertRules } from './finders/monitor-1/alert-rules.ts';
import { codeFinder as monitor1SourcesWatchedInCode } from './finders/monitor-1/sources-watched.ts';
import { repositoryFinder as monitor1Upstream } from './finders/monitor-1/upstream.ts';
import { codeFinder as monitor2ActedUponInCode } from './finders/monitor-2/acted-upon.ts';
import { codeFinder as monitor2DriftInCode } from './finders/monitor-2/drift.ts';
import { repositoryFinder as monitor2Reported } from './finders/monitor-2/reported.ts';
import { repositoryFinder as monitor2ValidatedOnArrival } from './finders/monitor-2/validated-on-arrival.ts';
import { codeFinder as monitor2ValidatedServedInCode } from './finders/monitor-2/validated-served.ts';
import { codeFinder as monitor3SagemakerInCode } from './finders/monitor-3/sagemaker.ts';
import { repositoryFinder as monitor3SharedCode } from './finders/monitor-3/shared-code.ts';
import { codeFinder as monitor3VertexInCode } from './finders/monitor-3/vertex.ts';
import { codeFinder as monitor4AgeInCodeInCode } from './finders/monitor-4/age-in-code.ts';
import { repositoryFinder as monitor4AgeInShell } from './finders/monitor-4/age-in-shell.ts';
import { repositoryFinder as monitor4ScheduledTraining } from './finders/monitor-4/scheduled-training.ts';
import { codeFinder as monitor5FiniteInCode } from './finders/monitor-5/finite.ts';
import { codeFinder as monitor6BoundsInCodeInCode } from './finders/monitor-6/bounds-in-code.ts';
import { repositoryFinder as monitor6LoadTests } from './finders/monitor-6/load-tests.ts';
import { repositoryFinder as monitor7Reported } from './finders/monitor-7/reported.ts';
import { codeFinder as monitor7ServedQualityInCode } from './finders/monitor-7/served-quality.ts';

export const finders: Finders = {
  code: [
    data1GreatExpectationsInCode,
    data1OtherValidatorsInCode,
    data1PanderaInCode,
    data1PanderaModelsInCode,
    data1RecordRulesInCode,
    data1RowModelsInCode,
    data1RowsAsTheyAreReadInCode,
    data1TestsByNameInCode,
    data1TfdvInCode,
    data1TfxInCode,
    data1WrittenByHandInCode,
    data2WorthOfFeaturesInCode,
    data3CostOfFeaturesInCode,
    data4PoliciesInCode,
    data5ControlsInCode,
    data5DeletionsInCode,
    data5SearchedInCode,
    data6InCodeInCode,
    infra1TrainedTwiceInCode,
    infra4DecisionsInCode,
    infra4InCodeInCode,
    infra6CloudTrafficInCode,
    model2OfflineAndOnlineInCode,
    model3OwnSearchesInCode,
    model3SearchesInCode,
    model4BacktestsInCode,
    model5ComparedWithABaselineInCode,
    model6SlicesWithBoundsInCode,
    model7GroupMetricsInCode,
    monitor1SourcesWatchedInCode,
    monitor2ActedUponInCode,
    monitor2DriftInCode,
    monitor2ValidatedServedInCode,
    monitor3SagemakerInCode,
    monitor3VertexInCode,
    monitor4AgeInCodeInCode,
    monitor5FiniteInCode,
    monitor6BoundsInCodeInCode,
    monitor7ServedQualityInCode,
  ],
  repository: [
    data1Dbt,
    data1Operators,
    data1SchemasKept,
    data1Soda,
    data2Reported,
    data3Benchmarks,
    data3Reported,
    data4Reported,
    data5Committed,
    data5Controls,
    data5Deletions,
    data5Scanners,
    data6LeadTime,
    data7TestsOfFeatures,
    infra1RunTwice,
    infra1StoredResults,
    infra2ModelTests,
    infra3PipelineRuns,
    infra3PipelineTests,
    infra3TestsInDoubt,
    infra4Conditions,
    infra4Refusals,
    infra4Settings,
    infra4ShownToReviewers,
    infra5Asked,
    infra5Explanations,
    infra6Terraform,
    infra6TrafficShares,
    infra7ByHand,
    infra7Rollbacks,
    model1Review,
    model2Reported,
    model3Sweeps,
    model4Reported,
    model5Reported,
    model6Reported,
    model7Reported,
    monitor1AlertRules,
    monitor1Upstream,
    monitor2Reported,
    monitor2ValidatedOnArrival,
    monitor3SharedCode,
    monitor4AgeInShell,
    monitor4ScheduledTraining,
    monitor6LoadTests,
    monitor7Reported,
  ],
};
