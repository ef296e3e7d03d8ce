/** Every finder of the checklist. Written by `npm run gen`; not edited by hand. */
import type { Finders } from '../api/checklist/checklist.ts';
import { repositoryFinder as data1Dbt } from './finders/data-1/dbt.ts';
import { codeFinder as data1GreatExpectationsInCode } from './finders/data-1/great-expectations.ts';
import { codeFinder as data1OtherValidatorsInCode } from './finders/data-1/other-validators.ts';
import { codeFinder as data1PanderaInCode } from './finders/data-1/pandera.ts';
import { codeFinder as data1PanderaModelsInCode } from './finders/data-1/pandera-models.ts';
import { repositoryFinder as data1SchemasKept } from './finders/data-1/schemas-kept.ts';
import { repositoryFinder as data1Soda } from './finders/data-1/soda.ts';
import { codeFinder as data1TfdvInCode } from './finders/data-1/tfdv.ts';
import { codeFinder as data1WrittenByHandInCode } from './finders/data-1/written-by-hand.ts';
import { repositoryFinder as infra2ModelTests } from './finders/infra-2/model-tests.ts';
import { repositoryFinder as infra3PipelineRuns } from './finders/infra-3/pipeline-runs.ts';
import { repositoryFinder as infra3PipelineTests } from './finders/infra-3/pipeline-tests.ts';

export const finders: Finders = {
  code: [
    data1GreatExpectationsInCode,
    data1OtherValidatorsInCode,
    data1PanderaInCode,
    data1PanderaModelsInCode,
    data1TfdvInCode,
    data1WrittenByHandInCode,
  ],
  repository: [
    data1Dbt,
    data1SchemasKept,
    data1Soda,
    infra2ModelTests,
    infra3PipelineRuns,
    infra3PipelineTests,
  ],
};
