/** What starts commands without a person, from every file of a repository that says so, Python left out. */
import type { Automation } from '../../../../rules/api/repository/automation.ts';
import type { GitFacts, RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import { azureAutomations } from './azure/pipeline.ts';
import { circleciAutomations } from './circleci.ts';
import { cloudBuildAutomations } from './cloud-build.ts';
import { crontabAutomations } from './crontab.ts';
import { githubAutomations } from './github/workflow.ts';
import { gitlabAutomations } from './gitlab/pipeline.ts';
import { jenkinsAutomations } from './jenkins/jenkinsfile.ts';
import { kubernetesAutomations } from './kubernetes.ts';
import { orchestratorAutomations } from './orchestrators.ts';
import { preCommitAutomations } from './pre-commit.ts';
import { openReading, type Reading } from './reading.ts';
import { serverlessAutomations } from './serverless.ts';
import { simpleAutomations } from './simple-ci.ts';
import { systemdAutomations } from './systemd.ts';

const READERS: readonly ((reading: Reading) => readonly Automation[])[] = [
  githubAutomations,
  gitlabAutomations,
  jenkinsAutomations,
  azureAutomations,
  circleciAutomations,
  cloudBuildAutomations,
  simpleAutomations,
  preCommitAutomations,
  kubernetesAutomations,
  orchestratorAutomations,
  crontabAutomations,
  systemdAutomations,
  serverlessAutomations,
];

/** Returns the automations sorted by path and place. Total: what is damaged is left out. */
export function automationsOf({ files, git }: { readonly files: RepositoryFiles; readonly git: GitFacts | null }): readonly Automation[] {
  const reading = openReading(files, git);
  const found = READERS.flatMap((read) => read(reading));
  const line = ({ at }: Automation): number => at.range?.start.line ?? 0;
  return found.toSorted((a, b) => (a.at.path === b.at.path ? line(a) - line(b) : a.at.path < b.at.path ? -1 : 1));
}
