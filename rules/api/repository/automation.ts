/** What starts commands without a person, as its file says it: CI systems, schedulers, orchestrators. */
import type { Link, Outcome, RepositoryPlace } from './place.ts';
import type { TreeNode } from './tree.ts';

export type AutomationKind =
  | 'github-actions'
  | 'gitlab-ci'
  | 'jenkins'
  | 'azure-pipelines'
  | 'circleci'
  | 'travis'
  | 'cloud-build'
  | 'bitbucket'
  | 'buildkite'
  | 'drone'
  | 'airflow'
  | 'prefect'
  | 'dagster'
  | 'luigi'
  | 'kubeflow'
  | 'argo'
  | 'kubernetes'
  | 'crontab'
  | 'systemd'
  | 'databricks'
  /** A process of the project's own that waits for times: `schedule`, APScheduler, Celery beat, Metaflow, ZenML. */
  | 'scheduler'
  | 'pre-commit';

export interface Automation {
  readonly kind: AutomationKind;
  /** As people call it: the workflow's name, the DAG's id. */
  readonly name: string;
  readonly at: RepositoryPlace;
  readonly triggers: readonly Trigger[];
  readonly jobs: readonly Job[];
  /** Who hears of a failure besides the page of the CI system: callbacks, mails, messages. */
  readonly notifies: readonly Link[];
  /** What its texts name and callers hand over, with what holds where they do not; left out when it takes nothing. */
  readonly inputs?: readonly Value[];
}

/** What a text means when it names something: `inputs.target`, `matrix.os`, `parameters.markers`, `env.MODE`. */
export interface Value {
  readonly name: string;
  /** May name others in its turn; null when it cannot be told. */
  readonly text: string | null;
}

export interface Trigger {
  readonly kind: 'push' | 'pull-request' | 'schedule' | 'release' | 'upstream' | 'manual' | 'called';
  readonly at: RepositoryPlace;
  /** Whether it ever fires by itself; `no` for `manual`, for filters that match no file or branch, for constant conditions, for paused schedules. */
  readonly fires: Outcome;
}

export interface Job {
  /** Unique within the automation. */
  readonly id: string;
  readonly name: string;
  readonly at: RepositoryPlace;
  /** Ids of jobs that must succeed first; the order of stages included. */
  readonly needs: readonly string[];
  /** `no` when it never runs: constant conditions, `when: never`. */
  readonly runs: Outcome;
  /** `no` when its failure changes nothing: `continue-on-error`, `allow_failure`. */
  readonly enforced: Outcome;
  readonly steps: readonly Step[];
  /** One list of values for each time it runs; left out without a matrix, or when it cannot be told. */
  readonly matrix?: readonly (readonly Value[])[];
  /** Condition that what a caller hands over decides, where `runs` is unknown because of it. */
  readonly asks?: { readonly text: string; readonly at: RepositoryPlace };
}

export interface Step {
  readonly name: string;
  readonly at: RepositoryPlace;
  readonly runs: Outcome;
  readonly enforced: Outcome;
  readonly does: Doing;
  /** Condition that what a caller hands over decides, where `runs` is unknown because of it. */
  readonly asks?: { readonly text: string; readonly at: RepositoryPlace };
}

/** What a step does. Folders are relative to the root; null when they cannot be told. */
export type Doing =
  | { readonly kind: 'shell'; readonly script: ScriptText; readonly folder: string | null; /** False for shells that go on after a failing line. */ readonly stopsAtFailure: boolean; /** Whether the left side of a pipe counts; left out when it does not. */ readonly hasPipefail?: true; /** Of its environment; left out when nothing is set. */ readonly variables?: readonly Value[]; /** As written, where what a caller hands over tells the folder. */ readonly folderText?: string }
  /** An action, orb, template or task by name, with its inputs. */
  | { readonly kind: 'uses'; readonly name: string; readonly inputs: TreeNode | null }
  /** Another file of the repository whose automation takes over: composite actions, reusable workflows, templates, child pipelines. */
  | { readonly kind: 'calls'; readonly path: string; /** What it hands over, named as the other file names it. */ readonly inputs?: readonly Value[] }
  /** Runs a container without naming a command: its image's own is run. */
  | { readonly kind: 'image'; readonly image: string; readonly dockerfile: string | null; /** Given instead of the image's own `CMD`; null for what only a run knows. Left out where the image may be one of somebody else. */ readonly args?: readonly (string | null)[] }
  /** Calls a function of the project's Python, as DAG tasks do. */
  | { readonly kind: 'python'; readonly function: string };

/** Lines of a shell with their places in the file. */
export interface ScriptText {
  readonly lines: readonly { readonly text: string; readonly at: RepositoryPlace }[];
  readonly shell: 'sh' | 'powershell' | 'python' | 'other';
}
