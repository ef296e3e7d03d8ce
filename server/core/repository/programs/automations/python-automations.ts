/** Automations that Python programs define: DAGs, flows, schedules. */
import type { Automation } from '../../../../../rules/api/repository/automation.ts';
import type { Facts } from '../../../../../rules/api/python/facts.ts';
import { viewProgram } from '../program-view.ts';
import type { ProgramView } from '../program-view.ts';
import { airflowDags } from './airflow.ts';
import { dagsterSchedules } from './dagster.ts';
import { prefectDeployments } from './prefect.ts';
import { ownSchedulers } from './schedulers.ts';
import { kubeflowPipelines } from './kubeflow.ts';

const FINDERS: readonly ((view: ProgramView) => readonly Automation[])[] = [airflowDags, prefectDeployments, dagsterSchedules, kubeflowPipelines, ownSchedulers];

/** @param root absolute folder of the repository @returns in source order */
export function pythonAutomationsOf(facts: Facts, root: string): readonly Automation[] {
  const view = viewProgram(facts, root);
  if (!facts.names.imports.some(({ module }) => SCHEDULING.test(module))) return [];
  return FINDERS.flatMap((find) => find(view)).toSorted((a, b) => (a.at.range?.start.line ?? 0) - (b.at.range?.start.line ?? 0));
}

/** Packages whose use makes it worth looking. */
const SCHEDULING = /^(?:airflow|prefect|dagster|kfp|tfx|schedule|apscheduler|celery|metaflow|zenml)(?:\.|$)/u;
