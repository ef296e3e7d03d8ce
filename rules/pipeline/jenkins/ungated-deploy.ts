import { isDeploying, isJudging, isTraining, JENKINS_FILES, jenkinsCommands, jenkinsFiles, leansOnOthers } from '../../api/repository/jenkins.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

export const rule = repositoryRule({
  id: 'pipeline/jenkins-ungated-deploy',
  summary: 'New models deployed by Jenkins without a gate',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Breck et al., The ML Test Score, Infra 4: Model quality is validated before attempting to serve it', url: 'https://research.google/pubs/pub46555/' }],
  docs: {
    what: 'Finds Jenkinsfiles that train a model and then deploy, with nothing in between that evaluates it and no `input` that asks a person.',
    why: 'A model that came out worse, for a change of data or an unlucky seed, replaces the good one by itself.',
    instead: 'Evaluate the model against a threshold or the one in use in a stage of its own, which fails the build, or ask with `input`.',
    limits: 'Told by names and commands, with test, check, valid, eval, metric, threshold and the like. A training script that fails by itself when the model is bad is not seen.',
  },
  options: {},
  messages: { ungated: 'Stage `{stage}` deploys what was trained before it, and nothing evaluates it in between' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'trained and deployed', format: 'repository', fileName: 'Jenkinsfile', text: 'pipeline {\n  agent any\n  stages {\n    stage(\'Test\') { steps { sh \'pytest\' } }\n    stage(\'Train\') { steps { sh \'python train.py\' } }\n    stage(\'Deploy\') { steps { sh \'kubectl apply -f k8s/\' } }\n                                  ^^^^^^^^^^^^^^^^^^^^^ ungated\n  }\n}\n' },
    ],
    good: [
      { title: 'evaluated in between', format: 'repository', fileName: 'Jenkinsfile', text: 'pipeline {\n  agent any\n  stages {\n    stage(\'Train\') { steps { sh \'python train.py\' } }\n    stage(\'Evaluate\') { steps { sh \'python evaluate.py --min-auc 0.8\' } }\n    stage(\'Deploy\') { steps { sh \'kubectl apply -f k8s/\' } }\n  }\n}\n' },
    ],
  },
  yieldsTo: ['pipeline/jenkins-untested-deploy'],
  looksAt: [...JENKINS_FILES],
  needs: 'files',
  find: ({ repository }) =>
    jenkinsFiles(repository.files).flatMap((file) => {
      if (leansOnOthers(file) || /\binput\b/.test(file.text)) return [];
      const commands = jenkinsCommands(repository, file.path);
      const training = commands.findIndex(({ text }) => isTraining(text));
      const deploying = commands.findIndex(({ text }, index) => training >= 0 && index > training && isDeploying(text));
      const deploy = commands[deploying];
      const trained = commands[training];
      if (deploy === undefined || trained === undefined) return [];
      const between = commands.slice(training, deploying);
      const isJudged = between.some(({ text, job }, index) => (index > 0 && isJudging(text)) || isJudging(job.name)) || /(?:eval|test|valid|threshold|metric|check)/i.test(trained.text);
      return isJudged ? [] : [{ message: 'ungated', at: deploy.at, related: [{ at: trained.at, text: 'the model is trained' }], data: { stage: { text: deploy.job.name } } }];
    }),
  mend: null,
});
