import { isDeploying, isTraining, JENKINS_FILES, jenkinsCommands, jenkinsFiles, leansOnOthers } from '../../api/repository/jenkins.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const KEEPS = /archiveArtifacts|\bstash\b|fingerprint|mlflow|wandb|\bdvc\s+(?:push|repro|exp)|\bs3\b|gsutil|\bgs:|azcopy|\baz\s+storage|\bscp\b|\brsync\b|\bcurl\b|docker\s+(?:build|push|run)|docker\.build|git\s+(?:push|commit)|\bcp\s|upload|publish|nexus|artifactory|\brt\s|kedro|\bml\s/i;

export const rule = repositoryRule({
  id: 'pipeline/jenkins-results-not-kept',
  summary: 'Models and test reports that Jenkins throws away',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Jenkins, Recording tests and artifacts', url: 'https://www.jenkins.io/doc/pipeline/tour/tests-and-artifacts/' }],
  docs: {
    what: 'Finds Jenkinsfiles that train a model and keep nothing of it, and those that have `pytest` write a report nobody reads.',
    why: 'The next build clears the workspace: which model came out of which commit, with which metrics, cannot be told any more. Without `junit`, Jenkins knows no trend of tests.',
    instead: 'Add `archiveArtifacts artifacts: \'models/**\', fingerprint: true` and `junit \'report.xml\'`, or log to a registry.',
    limits: 'Anything that copies, uploads, commits or logs (`dvc push`, `aws s3 cp`, `mlflow`, `docker build`, `git push`, …) counts as kept. A training script may well store its model itself; that is not looked at.',
  },
  options: {},
  messages: { model: 'Nothing keeps what the training in stage `{stage}` makes', junit: 'No `junit` step reads the report that `pytest` writes' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a model that is lost', format: 'repository', fileName: 'Jenkinsfile', text: 'pipeline {\n  agent any\n  stages { stage(\'Train\') { steps { sh \'python train.py\' } } }\n                                        ^^^^^^^^^^^^^^^ model\n}\n' },
      { title: 'a report that is lost', format: 'repository', fileName: 'Jenkinsfile', text: 'pipeline {\n  agent any\n  stages { stage(\'Test\') { steps { sh \'pytest --junitxml=report.xml\' } } }\n                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ junit\n}\n' },
    ],
    good: [
      { title: 'both kept', format: 'repository', fileName: 'Jenkinsfile', text: 'pipeline {\n  agent any\n  stages {\n    stage(\'Test\') { steps { sh \'pytest --junitxml=report.xml\' } }\n    stage(\'Train\') { steps { sh \'python train.py\' } }\n  }\n  post { always { junit \'report.xml\'\n    archiveArtifacts artifacts: \'models/**\', fingerprint: true } }\n}\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...JENKINS_FILES],
  needs: 'files',
  find: ({ repository }) =>
    jenkinsFiles(repository.files).flatMap((file) => {
      if (leansOnOthers(file)) return [];
      const commands = jenkinsCommands(repository, file.path);
      const training = KEEPS.test(file.text) || commands.some(({ text }) => isDeploying(text)) ? undefined : commands.find(({ text }) => isTraining(text));
      const report = /\bjunit\b(?!-?xml)|\bxunit\b|recordIssues|archiveArtifacts|publishHTML|allure|JUnitResultArchiver|realtimeJUnit/.test(file.text) ? undefined : commands.find(({ text }) => /--junit-?xml/.test(text));
      return [
        ...(training === undefined ? [] : [{ message: 'model' as const, at: training.at, data: { stage: { text: training.job.name } } }]),
        ...(report === undefined ? [] : [{ message: 'junit' as const, at: report.at }]),
      ];
    }),
  mend: null,
});
