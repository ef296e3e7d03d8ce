/** Searches that are described in files or on command lines, and those a person ran and kept. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { at, entriesAt, textAt } from '../../../api/repository/tree.ts';
import { documentsAbout, joined, MEASURED, notebooksThat } from '../manual-evidence.ts';
import { mentionsOfPackages } from '../package-mentions.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'model-3/sweeps',
  find: (repository) =>
    joined(
      { checks: [...described(repository), ...onCommandLines(repository)], mentions: mentionsOfPackages(repository, { items: ['model-3'], packages: ['optuna', 'hyperopt', 'keras_tuner', 'tpot', 'flaml', 'auto_surprise', 'skopt'] }) },
      { manual: notebooksThat(repository, { items: ['model-3'], calls: /(?:GridSearchCV|RandomizedSearchCV|Halving\w+SearchCV|BayesSearchCV)(?:\.fit)?$|^optuna\..*optimize$|^hyperopt\..*fmin$|^ray\.tune\.|^keras_tuner\..*search$|^tpot\..*fit$|^flaml\..*fit$/, what: 'searches for hyper-parameters' }) },
      documentsAbout(repository, { items: ['model-3'], title: /\b(?:hyper-?\s?parameters?|parameter (?:search|tuning|sweep)|search(?:es|ing)? for (?:\w+ ){0,2}(?:settings|parameters|configurations?)|settings (?:search|sweep)|grid search|tuning|sweep|optuna|hyperopt|ray tune|parameter study)\b/i, what: 'a search for hyper-parameters', result: /\b(?:best|winner|chosen|selected|default)\b/i, columns: [/^(?:learning[_ ]rate|lr|eta|n[_ ]estimators|trees|min[_ ](?:samples|data|child)[_ ]\w+(?:\s*=\s*[\d.]+)?|max[_ ](?:features|leaf[_ ]nodes|iter)|(?:max[_ ])?depth|(?:num[_ ])?leaves|batch(?:[_ ]size)?|dropout|layers|hidden(?:[_ ]\w+)?|alpha|lambda|c|k|factors|n[_ ]factors|epochs|reg\w*|n[_ ]neighbors|parameters?|params|configuration|trial)$/i, MEASURED], sentence: { fits: [/\b(?:trials?|grid search|random(?:i[sz]ed)? search|optuna|hyperopt|ray tune|keras tuner|bayesian optimi[sz]ation|sweeps?|configurations? (?:tried|tested))\b/i, /\b(?:best|winner|chosen|selected)\b/i], numbers: 2 } }),
    ),
};

/** Sweeps of Weights & Biases and experiments of Katib. */
function described(repository: Repository): readonly FoundCheck[] {
  return repository.files.matching('**/*.{yml,yaml}').flatMap(({ path }): readonly FoundCheck[] =>
    isTestPath(path) || isExamplePath(path)
      ? []
      : repository.files.trees(path).flatMap(({ root }): readonly FoundCheck[] => {
          const isSweep = /^(?:grid|random|bayes)$/.test(textAt(root, 'method') ?? '') && entriesAt(root, 'parameters').length > 0;
          const isKatib = textAt(root, 'kind') === 'Experiment' && /^kubeflow\.org\//.test(textAt(root, 'apiVersion') ?? '');
          if (!isSweep && !isKatib) return [];
          const place = (isSweep ? at(root, 'parameters') : at(root, 'kind'))?.at ?? root.at;
          const runs = repository.runs.filter(({ command: { words } }) => words.some((word) => word !== null && path.endsWith(word.replace(/^\.\//, ''))) && (isSweep ? words.includes('sweep') : words.includes('kubectl')));
          return [{ items: ['model-3'], at: place, text: isSweep ? 'a sweep of Weights & Biases tries hyper-parameters' : 'an experiment of Katib tries hyper-parameters', isReal: isSweep ? UNKNOWN : YES, data: 'unknown', ranBy: { kind: 'runs', runs } }];
        }),
  );
}

/** `python train.py --multirun lr=0.1,0.01`, `dvc exp run --queue -S lr=...` */
function onCommandLines(repository: Repository): readonly FoundCheck[] {
  return repository.runs.flatMap((run): readonly FoundCheck[] => {
    const words = run.command.words.filter((word): word is string => word !== null);
    const isMulti = words.includes('--multirun') && words.some((word) => /^[\w./+]+=.*,/.test(word));
    const isQueue = words[0] === 'dvc' && words[1] === 'exp' && words[2] === 'run' && words.some((word) => word === '-S' || word === '--set-param') && words.some((word) => /=(?:.*,|choice\(|range\()/.test(word));
    if (!isMulti && !isQueue) return [];
    return [{ items: ['model-3'], at: run.command.at, text: `\`${words.slice(0, 4).join(' ')}\` runs one training for each of several hyper-parameters`, isReal: YES, data: 'unknown', ranBy: { kind: 'runs', runs: [run] }, atMost: 0.5, because: 'nothing is seen that hands the best values on to the training' }];
  });
}
