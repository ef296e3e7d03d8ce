/** Every rule Lintel knows, by id. Written by `npm run gen`; not edited by hand. */
import type { Rule } from './api/rule.ts';
import { rule as correctnessNanEquality } from './python/correctness/nan-equality.ts';
import { rule as correctnessSplitUnpackOrder } from './python/correctness/split-unpack-order.ts';
import { rule as correctnessSyntaxError } from './python/correctness/syntax-error.ts';
import { rule as dataReadingHeaderMisread } from './python/data-reading/header-misread.ts';
import { rule as dataReadingMissingFile } from './python/data-reading/missing-file.ts';
import { rule as dataReadingReadFails } from './python/data-reading/read-fails.ts';
import { rule as dataReadingUnknownColumn } from './python/data-reading/unknown-column.ts';
import { rule as dataReadingUnparsedDates } from './python/data-reading/unparsed-dates.ts';
import { rule as dataReadingWrongSeparator } from './python/data-reading/wrong-separator.ts';
import { rule as debtCommentedOutTraining } from './python/debt/commented-out-training.ts';
import { rule as debtCopiedTraining } from './python/debt/copied-training.ts';
import { rule as debtCopiedVersion } from './repository/debt/copied-version.ts';
import { rule as debtCorrectionCascade } from './python/debt/correction-cascade.ts';
import { rule as debtDeadBranch } from './python/debt/dead-branch.ts';
import { rule as debtFixedThreshold } from './python/debt/fixed-threshold.ts';
import { rule as debtMixedLanguages } from './repository/debt/mixed-languages.ts';
import { rule as debtNotebookInProduction } from './repository/debt/notebook-in-production.ts';
import { rule as debtOrphanIntermediate } from './python/debt/orphan-intermediate.ts';
import { rule as debtPredictionConsumer } from './python/debt/prediction-consumer.ts';
import { rule as debtPredictionFeedback } from './python/debt/prediction-feedback.ts';
import { rule as debtRepeatedKey } from './repository/debt/repeated-key.ts';
import { rule as debtScatteredLibrary } from './repository/debt/scattered-library.ts';
import { rule as debtSettingInCode } from './repository/debt/setting-in-code.ts';
import { rule as debtSharedFeatures } from './python/debt/shared-features.ts';
import { rule as debtSimilarSettings } from './repository/debt/similar-settings.ts';
import { rule as debtUncalledFunction } from './python/debt/uncalled-function.ts';
import { rule as debtUndefinedSetting } from './repository/debt/undefined-setting.ts';
import { rule as debtUndocumentedVariable } from './repository/debt/undocumented-variable.ts';
import { rule as debtUnstableSource } from './python/debt/unstable-source.ts';
import { rule as debtUnusedColumn } from './python/debt/unused-column.ts';
import { rule as debtUnusedSetting } from './repository/debt/unused-setting.ts';
import { rule as evaluationCvOnTestSet } from './python/evaluation/cv-on-test-set.ts';
import { rule as evaluationEvalOnTrainingRows } from './python/evaluation/eval-on-training-rows.ts';
import { rule as evaluationMetricArgsSwapped } from './python/evaluation/metric-args-swapped.ts';
import { rule as evaluationRocAucFromLabels } from './python/evaluation/roc-auc-from-labels.ts';
import { rule as evaluationSingleAccuracyOnImbalance } from './python/evaluation/single-accuracy-on-imbalance.ts';
import { rule as leakageAugmentBeforeSplit } from './python/leakage/augment-before-split.ts';
import { rule as leakageConcatTrainTest } from './python/leakage/concat-train-test.ts';
import { rule as leakageCvOutsidePipeline } from './python/leakage/cv-outside-pipeline.ts';
import { rule as leakageEarlyStopOnTest } from './python/leakage/early-stop-on-test.ts';
import { rule as leakageFitBeforeSplit } from './python/leakage/fit-before-split.ts';
import { rule as leakageFitOnTest } from './python/leakage/fit-on-test.ts';
import { rule as leakageFutureWindow } from './python/leakage/future-window.ts';
import { rule as leakageGlobalImpute } from './python/leakage/global-impute.ts';
import { rule as leakageGroupSplit } from './python/leakage/group-split.ts';
import { rule as leakageResampleBeforeSplit } from './python/leakage/resample-before-split.ts';
import { rule as leakageSearchOnAllData } from './python/leakage/search-on-all-data.ts';
import { rule as leakageSelectFeaturesBeforeSplit } from './python/leakage/select-features-before-split.ts';
import { rule as leakageTargetEncodingBeforeSplit } from './python/leakage/target-encoding-before-split.ts';
import { rule as leakageTargetInFeatures } from './python/leakage/target-in-features.ts';
import { rule as leakageTestSetReuse } from './python/leakage/test-set-reuse.ts';
import { rule as leakageTextVocabOnAllText } from './python/leakage/text-vocab-on-all-text.ts';
import { rule as leakageTimeShuffledSplit } from './python/leakage/time-shuffled-split.ts';
import { rule as leakageTrainServeSkew } from './python/leakage/train-serve-skew.ts';
import { rule as leakageTrainTestOverlap } from './python/leakage/train-test-overlap.ts';
import { rule as miscodingCategoryVariants } from './data/miscoding/category-variants.ts';
import { rule as miscodingCircularAsLinear } from './data/miscoding/circular-as-linear.ts';
import { rule as miscodingCodeAsNumber } from './data/miscoding/code-as-number.ts';
import { rule as miscodingDatetimeAsString } from './data/miscoding/datetime-as-string.ts';
import { rule as miscodingFormattedNumber } from './data/miscoding/formatted-number.ts';
import { rule as miscodingIntegerAsFloat } from './data/miscoding/integer-as-float.ts';
import { rule as miscodingLeadingZerosLost } from './data/miscoding/leading-zeros-lost.ts';
import { rule as miscodingLongTextUntokenised } from './data/miscoding/long-text-untokenised.ts';
import { rule as miscodingLowCardinalityNumber } from './data/miscoding/low-cardinality-number.ts';
import { rule as miscodingMixedDateFormats } from './data/miscoding/mixed-date-formats.ts';
import { rule as miscodingMixedTypes } from './data/miscoding/mixed-types.ts';
import { rule as miscodingMojibake } from './data/miscoding/mojibake.ts';
import { rule as miscodingNumberAsString } from './data/miscoding/number-as-string.ts';
import { rule as miscodingSurroundingWhitespace } from './data/miscoding/surrounding-whitespace.ts';
import { rule as notebookBigOutput } from './python/notebook/big-output.ts';
import { rule as notebookEmptyCell } from './python/notebook/empty-cell.ts';
import { rule as notebookImportsScattered } from './python/notebook/imports-scattered.ts';
import { rule as notebookInlineInstall } from './python/notebook/inline-install.ts';
import { rule as notebookLongCell } from './python/notebook/long-cell.ts';
import { rule as notebookMissingNarrative } from './python/notebook/missing-narrative.ts';
import { rule as notebookMissingTitle } from './python/notebook/missing-title.ts';
import { rule as notebookOutOfOrderExecution } from './python/notebook/out-of-order-execution.ts';
import { rule as notebookPersonalOutput } from './python/notebook/personal-output.ts';
import { rule as notebookShadowedName } from './python/notebook/shadowed-name.ts';
import { rule as notebookStaleOutput } from './python/notebook/stale-output.ts';
import { rule as notebookStarImport } from './python/notebook/star-import.ts';
import { rule as notebookTooManyCells } from './python/notebook/too-many-cells.ts';
import { rule as notebookUnclearFileName } from './python/notebook/unclear-file-name.ts';
import { rule as notebookUseBeforeDefinition } from './python/notebook/use-before-definition.ts';
import { rule as outliersHeavyTail } from './data/outliers/heavy-tail.ts';
import { rule as outliersNonFinite } from './data/outliers/non-finite.ts';
import { rule as outliersSentinelNumber } from './data/outliers/sentinel-number.ts';
import { rule as outliersUncommonSign } from './data/outliers/uncommon-sign.ts';
import { rule as outliersUnscaledFeatures } from './data/outliers/unscaled-features.ts';
import { rule as packagingConflictingLabels } from './data/packaging/conflicting-labels.ts';
import { rule as packagingConstantColumn } from './data/packaging/constant-column.ts';
import { rule as packagingDisguisedMissing } from './data/packaging/disguised-missing.ts';
import { rule as packagingDuplicateColumn } from './data/packaging/duplicate-column.ts';
import { rule as packagingDuplicateRows } from './data/packaging/duplicate-rows.ts';
import { rule as packagingEmptyColumn } from './data/packaging/empty-column.ts';
import { rule as packagingEmptyRows } from './data/packaging/empty-rows.ts';
import { rule as packagingEmptyTable } from './data/packaging/empty-table.ts';
import { rule as packagingLeftoverIndexColumn } from './data/packaging/leftover-index-column.ts';
import { rule as packagingListLengthVaries } from './data/packaging/list-length-varies.ts';
import { rule as packagingMissingValues } from './data/packaging/missing-values.ts';
import { rule as packagingReaderDependentMissing } from './data/packaging/reader-dependent-missing.ts';
import { rule as pandasAttributeColumnCreate } from './python/pandas/attribute-column-create.ts';
import { rule as pandasChainedAssignment } from './python/pandas/chained-assignment.ts';
import { rule as pandasInplaceAssigned } from './python/pandas/inplace-assigned.ts';
import { rule as pandasResultDropped } from './python/pandas/result-dropped.ts';
import { rule as pipelineAirflowCatchupImplicit } from './pipeline/airflow/catchup-implicit.ts';
import { rule as pipelineAirflowClockInTask } from './pipeline/airflow/clock-in-task.ts';
import { rule as pipelineAirflowCycle } from './pipeline/airflow/cycle.ts';
import { rule as pipelineAirflowDuplicateDag } from './pipeline/airflow/duplicate-dag.ts';
import { rule as pipelineAirflowDuplicateTask } from './pipeline/airflow/duplicate-task.ts';
import { rule as pipelineAirflowDynamicArgument } from './pipeline/airflow/dynamic-argument.ts';
import { rule as pipelineAirflowFailureUnseen } from './pipeline/airflow/failure-unseen.ts';
import { rule as pipelineAirflowInsertRepeated } from './pipeline/airflow/insert-repeated.ts';
import { rule as pipelineAirflowNoRetries } from './pipeline/airflow/no-retries.ts';
import { rule as pipelineAirflowRemovedName } from './pipeline/airflow/removed-name.ts';
import { rule as pipelineAirflowScheduleImplicit } from './pipeline/airflow/schedule-implicit.ts';
import { rule as pipelineAirflowTopLevelWork } from './pipeline/airflow/top-level-work.ts';
import { rule as pipelineAirflowTrainingCrowd } from './pipeline/airflow/training-crowd.ts';
import { rule as pipelineAirflowXcomTable } from './pipeline/airflow/xcom-table.ts';
import { rule as pipelineAutoSurpriseSearchOnAll } from './pipeline/auto-surprise/search-on-all.ts';
import { rule as pipelineAutoSurpriseUnmaintained } from './pipeline/auto-surprise/unmaintained.ts';
import { rule as pipelineDockerBaseUntagged } from './pipeline/docker/base-untagged.ts';
import { rule as pipelineDockerCacheLeft } from './pipeline/docker/cache-left.ts';
import { rule as pipelineDockerCondaUnpinned } from './pipeline/docker/conda-unpinned.ts';
import { rule as pipelineDockerCopiesEverything } from './pipeline/docker/copies-everything.ts';
import { rule as pipelineDockerCopyBeforeInstall } from './pipeline/docker/copy-before-install.ts';
import { rule as pipelineDockerCudaMismatch } from './pipeline/docker/cuda-mismatch.ts';
import { rule as pipelineDockerDevelopmentImage } from './pipeline/docker/development-image.ts';
import { rule as pipelineDockerDevelopmentServer } from './pipeline/docker/development-server.ts';
import { rule as pipelineDockerNoHealthcheck } from './pipeline/docker/no-healthcheck.ts';
import { rule as pipelineDockerPipUnpinned } from './pipeline/docker/pip-unpinned.ts';
import { rule as pipelineDockerRemoteAdd } from './pipeline/docker/remote-add.ts';
import { rule as pipelineDockerRootUser } from './pipeline/docker/root-user.ts';
import { rule as pipelineDockerSecretInImage } from './pipeline/docker/secret-in-image.ts';
import { rule as pipelineFlumeCapacity } from './pipeline/flume/capacity.ts';
import { rule as pipelineFlumeExecTail } from './pipeline/flume/exec-tail.ts';
import { rule as pipelineFlumeMemoryChannel } from './pipeline/flume/memory-channel.ts';
import { rule as pipelineFlumeSharedDirectory } from './pipeline/flume/shared-directory.ts';
import { rule as pipelineFlumeTinyFiles } from './pipeline/flume/tiny-files.ts';
import { rule as pipelineFlumeUnwired } from './pipeline/flume/unwired.ts';
import { rule as pipelineGreatExpectationsDropsFailing } from './pipeline/great-expectations/drops-failing.ts';
import { rule as pipelineGreatExpectationsFailurePasses } from './pipeline/great-expectations/failure-passes.ts';
import { rule as pipelineGreatExpectationsMostlyLow } from './pipeline/great-expectations/mostly-low.ts';
import { rule as pipelineGreatExpectationsRemovedName } from './pipeline/great-expectations/removed-name.ts';
import { rule as pipelineGreatExpectationsResultIgnored } from './pipeline/great-expectations/result-ignored.ts';
import { rule as pipelineGreatExpectationsSuiteEmpty } from './pipeline/great-expectations/suite-empty.ts';
import { rule as pipelineJenkinsAgentUntagged } from './pipeline/jenkins/agent-untagged.ts';
import { rule as pipelineJenkinsResultsNotKept } from './pipeline/jenkins/results-not-kept.ts';
import { rule as pipelineJenkinsSecretInterpolated } from './pipeline/jenkins/secret-interpolated.ts';
import { rule as pipelineJenkinsSecretLiteral } from './pipeline/jenkins/secret-literal.ts';
import { rule as pipelineJenkinsTrainingWithoutTimeout } from './pipeline/jenkins/training-without-timeout.ts';
import { rule as pipelineJenkinsUngatedDeploy } from './pipeline/jenkins/ungated-deploy.ts';
import { rule as pipelineJenkinsUntestedDeploy } from './pipeline/jenkins/untested-deploy.ts';
import { rule as pipelineKafkaCommitBeforeWork } from './pipeline/kafka/commit-before-work.ts';
import { rule as pipelineKafkaDeserializerRaises } from './pipeline/kafka/deserializer-raises.ts';
import { rule as pipelineKafkaLateStart } from './pipeline/kafka/late-start.ts';
import { rule as pipelineKafkaNoGroup } from './pipeline/kafka/no-group.ts';
import { rule as pipelineKafkaPasswordInClear } from './pipeline/kafka/password-in-clear.ts';
import { rule as pipelineKafkaRandomGroup } from './pipeline/kafka/random-group.ts';
import { rule as pipelineKafkaSchemaUnchecked } from './pipeline/kafka/schema-unchecked.ts';
import { rule as pipelineKafkaUnacknowledged } from './pipeline/kafka/unacknowledged.ts';
import { rule as pipelineKafkaUnflushed } from './pipeline/kafka/unflushed.ts';
import { rule as pipelineKedroAbsolutePath } from './pipeline/kedro/absolute-path.ts';
import { rule as pipelineKedroCredentialsInBase } from './pipeline/kedro/credentials-in-base.ts';
import { rule as pipelineKedroLocalCommitted } from './pipeline/kedro/local-committed.ts';
import { rule as pipelineKedroModelUnversioned } from './pipeline/kedro/model-unversioned.ts';
import { rule as pipelineKedroNodeArguments } from './pipeline/kedro/node-arguments.ts';
import { rule as pipelineKedroNodeReadsFile } from './pipeline/kedro/node-reads-file.ts';
import { rule as pipelineKedroUndeclaredInput } from './pipeline/kedro/undeclared-input.ts';
import { rule as pipelineKedroUnusedEntry } from './pipeline/kedro/unused-entry.ts';
import { rule as pipelineKubeflowCachedRead } from './pipeline/kubeflow/cached-read.ts';
import { rule as pipelineKubeflowComponentUnpinned } from './pipeline/kubeflow/component-unpinned.ts';
import { rule as pipelineKubeflowOutsideName } from './pipeline/kubeflow/outside-name.ts';
import { rule as pipelineKubeflowTableParameter } from './pipeline/kubeflow/table-parameter.ts';
import { rule as pipelineKubeflowUnboundedTraining } from './pipeline/kubeflow/unbounded-training.ts';
import { rule as pipelineLuigiAlwaysComplete } from './pipeline/luigi/always-complete.ts';
import { rule as pipelineLuigiDirectWrite } from './pipeline/luigi/direct-write.ts';
import { rule as pipelineLuigiMovingDefault } from './pipeline/luigi/moving-default.ts';
import { rule as pipelineLuigiNoOutput } from './pipeline/luigi/no-output.ts';
import { rule as pipelineLuigiPartialOutputs } from './pipeline/luigi/partial-outputs.ts';
import { rule as pipelineLuigiSameTarget } from './pipeline/luigi/same-target.ts';
import { rule as pipelineLuigiWorkBeforeYield } from './pipeline/luigi/work-before-yield.ts';
import { rule as pipelineLuigiWorkWhilePlanning } from './pipeline/luigi/work-while-planning.ts';
import { rule as pipelinePydqcSampledComparison } from './pipeline/pydqc/sampled-comparison.ts';
import { rule as pipelinePydqcUnmaintained } from './pipeline/pydqc/unmaintained.ts';
import { rule as pipelinePydqcUnreviewedSchema } from './pipeline/pydqc/unreviewed-schema.ts';
import { rule as pipelineSqlBuiltFromText } from './pipeline/sql/built-from-text.ts';
import { rule as pipelineSqlLimitWithoutOrder } from './pipeline/sql/limit-without-order.ts';
import { rule as pipelineSqlMovingRows } from './pipeline/sql/moving-rows.ts';
import { rule as pipelineSqlMovingWindow } from './pipeline/sql/moving-window.ts';
import { rule as pipelineSqlQueryInRowLoop } from './pipeline/sql/query-in-row-loop.ts';
import { rule as pipelineSqlReadSomeRows } from './pipeline/sql/read-some-rows.ts';
import { rule as pipelineSqlStarIntoTable } from './pipeline/sql/star-into-table.ts';
import { rule as pipelineSqlStarIntoTraining } from './pipeline/sql/star-into-training.ts';
import { rule as pipelineSqlUnseededSample } from './pipeline/sql/unseeded-sample.ts';
import { rule as pipelineSqlWholeCollection } from './pipeline/sql/whole-collection.ts';
import { rule as pipelineTfliteFloatIntoInteger } from './pipeline/tflite/float-into-integer.ts';
import { rule as pipelineTfliteInt8Uncalibrated } from './pipeline/tflite/int8-uncalibrated.ts';
import { rule as pipelineTfliteMissingOperators } from './pipeline/tflite/missing-operators.ts';
import { rule as pipelineTfliteUnevaluated } from './pipeline/tflite/unevaluated.ts';
import { rule as pipelineTfliteUnlikeTraining } from './pipeline/tflite/unlike-training.ts';
import { rule as reproducibilityHardcodedPath } from './python/reproducibility/hardcoded-path.ts';
import { rule as reproducibilityMissingRandomState } from './python/reproducibility/missing-random-state.ts';
import { rule as reproducibilityReseedInLoop } from './python/reproducibility/reseed-in-loop.ts';
import { rule as reproducibilityUndeclaredDependency } from './python/reproducibility/undeclared-dependency.ts';
import { rule as reproducibilityUnpinnedDependency } from './python/reproducibility/unpinned-dependency.ts';
import { rule as reproducibilityUnseededRandomness } from './python/reproducibility/unseeded-randomness.ts';
import { rule as securityHardcodedSecret } from './python/security/hardcoded-secret.ts';
import { rule as securityTorchLoadWeightsOnly } from './python/security/torch-load-weights-only.ts';
import { rule as securityTrustRemoteCode } from './python/security/trust-remote-code.ts';
import { rule as securityUnsafeDeserialization } from './python/security/unsafe-deserialization.ts';
import { rule as structureBlankOrDuplicateHeader } from './data/structure/blank-or-duplicate-header.ts';
import { rule as structureInconsistentRowWidth } from './data/structure/inconsistent-row-width.ts';
import { rule as structureMalformedJsonRecord } from './data/structure/malformed-json-record.ts';
import { rule as structureMissingHeader } from './data/structure/missing-header.ts';
import { rule as structureNulBytes } from './data/structure/nul-bytes.ts';
import { rule as structureUnclosedQuote } from './data/structure/unclosed-quote.ts';
import { rule as structureWrongEncoding } from './data/structure/wrong-encoding.ts';
import { rule as trainingLossActivationMismatch } from './python/training/loss-activation-mismatch.ts';
import { rule as trainingMissingEvalMode } from './python/training/missing-eval-mode.ts';
import { rule as trainingMissingTrainMode } from './python/training/missing-train-mode.ts';
import { rule as trainingMissingZeroGrad } from './python/training/missing-zero-grad.ts';
import { rule as trainingSigmoidWithBce } from './python/training/sigmoid-with-bce.ts';
import { rule as trainingSoftmaxIntoCrossEntropy } from './python/training/softmax-into-cross-entropy.ts';

export const rules: readonly Rule[] = [
  correctnessNanEquality,
  correctnessSplitUnpackOrder,
  correctnessSyntaxError,
  dataReadingHeaderMisread,
  dataReadingMissingFile,
  dataReadingReadFails,
  dataReadingUnknownColumn,
  dataReadingUnparsedDates,
  dataReadingWrongSeparator,
  debtCommentedOutTraining,
  debtCopiedTraining,
  debtCopiedVersion,
  debtCorrectionCascade,
  debtDeadBranch,
  debtFixedThreshold,
  debtMixedLanguages,
  debtNotebookInProduction,
  debtOrphanIntermediate,
  debtPredictionConsumer,
  debtPredictionFeedback,
  debtRepeatedKey,
  debtScatteredLibrary,
  debtSettingInCode,
  debtSharedFeatures,
  debtSimilarSettings,
  debtUncalledFunction,
  debtUndefinedSetting,
  debtUndocumentedVariable,
  debtUnstableSource,
  debtUnusedColumn,
  debtUnusedSetting,
  evaluationCvOnTestSet,
  evaluationEvalOnTrainingRows,
  evaluationMetricArgsSwapped,
  evaluationRocAucFromLabels,
  evaluationSingleAccuracyOnImbalance,
  leakageAugmentBeforeSplit,
  leakageConcatTrainTest,
  leakageCvOutsidePipeline,
  leakageEarlyStopOnTest,
  leakageFitBeforeSplit,
  leakageFitOnTest,
  leakageFutureWindow,
  leakageGlobalImpute,
  leakageGroupSplit,
  leakageResampleBeforeSplit,
  leakageSearchOnAllData,
  leakageSelectFeaturesBeforeSplit,
  leakageTargetEncodingBeforeSplit,
  leakageTargetInFeatures,
  leakageTestSetReuse,
  leakageTextVocabOnAllText,
  leakageTimeShuffledSplit,
  leakageTrainServeSkew,
  leakageTrainTestOverlap,
  miscodingCategoryVariants,
  miscodingCircularAsLinear,
  miscodingCodeAsNumber,
  miscodingDatetimeAsString,
  miscodingFormattedNumber,
  miscodingIntegerAsFloat,
  miscodingLeadingZerosLost,
  miscodingLongTextUntokenised,
  miscodingLowCardinalityNumber,
  miscodingMixedDateFormats,
  miscodingMixedTypes,
  miscodingMojibake,
  miscodingNumberAsString,
  miscodingSurroundingWhitespace,
  notebookBigOutput,
  notebookEmptyCell,
  notebookImportsScattered,
  notebookInlineInstall,
  notebookLongCell,
  notebookMissingNarrative,
  notebookMissingTitle,
  notebookOutOfOrderExecution,
  notebookPersonalOutput,
  notebookShadowedName,
  notebookStaleOutput,
  notebookStarImport,
  notebookTooManyCells,
  notebookUnclearFileName,
  notebookUseBeforeDefinition,
  outliersHeavyTail,
  outliersNonFinite,
  outliersSentinelNumber,
  outliersUncommonSign,
  outliersUnscaledFeatures,
  packagingConflictingLabels,
  packagingConstantColumn,
  packagingDisguisedMissing,
  packagingDuplicateColumn,
  packagingDuplicateRows,
  packagingEmptyColumn,
  packagingEmptyRows,
  packagingEmptyTable,
  packagingLeftoverIndexColumn,
  packagingListLengthVaries,
  packagingMissingValues,
  packagingReaderDependentMissing,
  pandasAttributeColumnCreate,
  pandasChainedAssignment,
  pandasInplaceAssigned,
  pandasResultDropped,
  pipelineAirflowCatchupImplicit,
  pipelineAirflowClockInTask,
  pipelineAirflowCycle,
  pipelineAirflowDuplicateDag,
  pipelineAirflowDuplicateTask,
  pipelineAirflowDynamicArgument,
  pipelineAirflowFailureUnseen,
  pipelineAirflowInsertRepeated,
  pipelineAirflowNoRetries,
  pipelineAirflowRemovedName,
  pipelineAirflowScheduleImplicit,
  pipelineAirflowTopLevelWork,
  pipelineAirflowTrainingCrowd,
  pipelineAirflowXcomTable,
  pipelineAutoSurpriseSearchOnAll,
  pipelineAutoSurpriseUnmaintained,
  pipelineDockerBaseUntagged,
  pipelineDockerCacheLeft,
  pipelineDockerCondaUnpinned,
  pipelineDockerCopiesEverything,
  pipelineDockerCopyBeforeInstall,
  pipelineDockerCudaMismatch,
  pipelineDockerDevelopmentImage,
  pipelineDockerDevelopmentServer,
  pipelineDockerNoHealthcheck,
  pipelineDockerPipUnpinned,
  pipelineDockerRemoteAdd,
  pipelineDockerRootUser,
  pipelineDockerSecretInImage,
  pipelineFlumeCapacity,
  pipelineFlumeExecTail,
  pipelineFlumeMemoryChannel,
  pipelineFlumeSharedDirectory,
  pipelineFlumeTinyFiles,
  pipelineFlumeUnwired,
  pipelineGreatExpectationsDropsFailing,
  pipelineGreatExpectationsFailurePasses,
  pipelineGreatExpectationsMostlyLow,
  pipelineGreatExpectationsRemovedName,
  pipelineGreatExpectationsResultIgnored,
  pipelineGreatExpectationsSuiteEmpty,
  pipelineJenkinsAgentUntagged,
  pipelineJenkinsResultsNotKept,
  pipelineJenkinsSecretInterpolated,
  pipelineJenkinsSecretLiteral,
  pipelineJenkinsTrainingWithoutTimeout,
  pipelineJenkinsUngatedDeploy,
  pipelineJenkinsUntestedDeploy,
  pipelineKafkaCommitBeforeWork,
  pipelineKafkaDeserializerRaises,
  pipelineKafkaLateStart,
  pipelineKafkaNoGroup,
  pipelineKafkaPasswordInClear,
  pipelineKafkaRandomGroup,
  pipelineKafkaSchemaUnchecked,
  pipelineKafkaUnacknowledged,
  pipelineKafkaUnflushed,
  pipelineKedroAbsolutePath,
  pipelineKedroCredentialsInBase,
  pipelineKedroLocalCommitted,
  pipelineKedroModelUnversioned,
  pipelineKedroNodeArguments,
  pipelineKedroNodeReadsFile,
  pipelineKedroUndeclaredInput,
  pipelineKedroUnusedEntry,
  pipelineKubeflowCachedRead,
  pipelineKubeflowComponentUnpinned,
  pipelineKubeflowOutsideName,
  pipelineKubeflowTableParameter,
  pipelineKubeflowUnboundedTraining,
  pipelineLuigiAlwaysComplete,
  pipelineLuigiDirectWrite,
  pipelineLuigiMovingDefault,
  pipelineLuigiNoOutput,
  pipelineLuigiPartialOutputs,
  pipelineLuigiSameTarget,
  pipelineLuigiWorkBeforeYield,
  pipelineLuigiWorkWhilePlanning,
  pipelinePydqcSampledComparison,
  pipelinePydqcUnmaintained,
  pipelinePydqcUnreviewedSchema,
  pipelineSqlBuiltFromText,
  pipelineSqlLimitWithoutOrder,
  pipelineSqlMovingRows,
  pipelineSqlMovingWindow,
  pipelineSqlQueryInRowLoop,
  pipelineSqlReadSomeRows,
  pipelineSqlStarIntoTable,
  pipelineSqlStarIntoTraining,
  pipelineSqlUnseededSample,
  pipelineSqlWholeCollection,
  pipelineTfliteFloatIntoInteger,
  pipelineTfliteInt8Uncalibrated,
  pipelineTfliteMissingOperators,
  pipelineTfliteUnevaluated,
  pipelineTfliteUnlikeTraining,
  reproducibilityHardcodedPath,
  reproducibilityMissingRandomState,
  reproducibilityReseedInLoop,
  reproducibilityUndeclaredDependency,
  reproducibilityUnpinnedDependency,
  reproducibilityUnseededRandomness,
  securityHardcodedSecret,
  securityTorchLoadWeightsOnly,
  securityTrustRemoteCode,
  securityUnsafeDeserialization,
  structureBlankOrDuplicateHeader,
  structureInconsistentRowWidth,
  structureMalformedJsonRecord,
  structureMissingHeader,
  structureNulBytes,
  structureUnclosedQuote,
  structureWrongEncoding,
  trainingLossActivationMismatch,
  trainingMissingEvalMode,
  trainingMissingTrainMode,
  trainingMissingZeroGrad,
  trainingSigmoidWithBce,
  trainingSoftmaxIntoCrossEntropy,
];

/** First parts of rule ids; each selects all rules of the group. */
export const groups: readonly string[] = ['correctness', 'data-reading', 'debt', 'evaluation', 'leakage', 'miscoding', 'notebook', 'outliers', 'packaging', 'pandas', 'pipeline', 'reproducibility', 'security', 'structure', 'training'];
