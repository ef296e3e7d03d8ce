import { isDeploying, isJudging, JENKINS_FILES, jenkinsCommands, jenkinsFiles, leansOnOthers } from '../../api/repository/jenkins.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

export const rule = repositoryRule({
  id: 'pipeline/jenkins-untested-deploy',
  summary: 'Jenkins pipelines that deploy and test nothing',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Breck et al., The ML Test Score, Infra 4: Model quality is validated before attempting to serve it', url: 'https://research.google/pubs/pub46555/' }],
  docs: {
    what: 'Finds Jenkinsfiles that deploy something and have no stage and no command that tests or validates code, data or a model.',
    why: 'Whatever was pushed reaches users; a model that became worse, or data that broke, does so too.',
    instead: 'Run the tests, and validate data and model, in a stage before the one that deploys.',
    limits: 'Told by commands (`kubectl apply`, `helm upgrade`, `docker push`, …) and by names with test, check, valid, eval, quality and the like. Pipelines that use shared libraries or start other jobs are passed over.',
  },
  options: {},
  messages: { untested: 'Stage `{stage}` deploys, and nothing in this pipeline tests or validates' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'build and deploy', format: 'repository', fileName: 'Jenkinsfile', text: 'pipeline {\n  agent any\n  stages {\n    stage(\'Build\') { steps { sh \'docker build -t model .\' } }\n    stage(\'Deploy\') { steps { sh \'kubectl apply -f k8s/\' } }\n                                  ^^^^^^^^^^^^^^^^^^^^^ untested\n  }\n}\n' },
    ],
    good: [
      { title: 'tests come first', format: 'repository', fileName: 'Jenkinsfile', text: 'pipeline {\n  agent any\n  stages {\n    stage(\'Test\') { steps { sh \'pytest\' } }\n    stage(\'Deploy\') { steps { sh \'kubectl apply -f k8s/\' } }\n  }\n}\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...JENKINS_FILES],
  needs: 'files',
  find: ({ repository }) =>
    jenkinsFiles(repository.files).flatMap((file) => {
      const commands = jenkinsCommands(repository, file.path);
      const deploy = commands.find(({ text }) => isDeploying(text));
      if (deploy === undefined || leansOnOthers(file)) return [];
      const judges = commands.some(({ text, job }) => isJudging(text) || isJudging(job.name)) || isJudging([...file.text.matchAll(/\bstage\s*\(\s*["']([^"']*)/g)].map(([, name = '']) => name).join(' '));
      return judges ? [] : [{ message: 'untested', at: deploy.at, data: { stage: { text: deploy.job.name } } }];
    }),
  mend: null,
});
