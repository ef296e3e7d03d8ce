import { isTraining, JENKINS_FILES, jenkinsCommands, jenkinsFiles, leansOnOthers } from '../../api/repository/jenkins.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

export const rule = repositoryRule({
  id: 'pipeline/jenkins-training-without-timeout',
  summary: 'Training in Jenkins without a time limit',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Jenkins, Pipeline Syntax, options', url: 'https://www.jenkins.io/doc/book/pipeline/syntax/#options' }],
  docs: {
    what: 'Finds Jenkinsfiles that train a model and set no `timeout` anywhere.',
    why: 'A training that hangs, on a lost GPU or a data source that does not answer, keeps its agent for days, and builds behind it wait.',
    instead: 'Set `options { timeout(time: 2, unit: \'HOURS\') }` for the stage.',
    limits: 'Told by commands such as `python train.py`, `dvc repro` and `make train`. Limits set in Jenkins itself are not seen.',
  },
  options: {},
  messages: { endless: 'The training in stage `{stage}` has no time limit' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'no limit', format: 'repository', fileName: 'Jenkinsfile', text: 'pipeline {\n  agent any\n  stages { stage(\'Train\') { steps { sh \'python train.py\' } } }\n                                        ^^^^^^^^^^^^^^^ endless\n}\n' },
    ],
    good: [
      { title: 'a limit', format: 'repository', fileName: 'Jenkinsfile', text: 'pipeline {\n  agent any\n  options { timeout(time: 2, unit: \'HOURS\') }\n  stages { stage(\'Train\') { steps { sh \'python train.py\' } } }\n}\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...JENKINS_FILES],
  needs: 'files',
  find: ({ repository }) =>
    jenkinsFiles(repository.files).flatMap((file) => {
      const training = /\btimeout\b/.test(file.text) || leansOnOthers(file) ? undefined : jenkinsCommands(repository, file.path).find(({ text }) => isTraining(text));
      return training === undefined ? [] : [{ message: 'endless', at: training.at, data: { stage: { text: training.job.name } } }];
    }),
  mend: null,
});
