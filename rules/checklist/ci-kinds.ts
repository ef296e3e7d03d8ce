import type { AutomationKind } from '../api/repository/automation.ts';

/** Automations that run for changes of the repository. */
export const CI_KINDS: readonly AutomationKind[] = ['github-actions', 'gitlab-ci', 'jenkins', 'azure-pipelines', 'circleci', 'travis', 'cloud-build', 'bitbucket', 'buildkite', 'drone'];
