/** Searches for hyperparameters, and what keeps track of runs. */
import type { Api, EstimatorApi, LibraryKnowledge } from '../api/python/knowledge.ts';
import { estimator, loader, plainClass, plainFunction, SEEDED } from './entry.ts';

/** Calls a function of the project again and again; what it trains and scores is its own. */
const study = (signature: string, parameter: string | null): Api => plainFunction(signature, { tags: ['search-loop'], ...(parameter === null ? {} : { random: { parameter, generator: 'numpy' } }) });
const search = (signature: string, facts: Partial<EstimatorApi> = {}): Api =>
  estimator(signature, { role: 'search', learns: 'parts', by: 'model', parts: ['estimator'], bases: ['sklearn.model_selection.BaseSearchCV', 'sklearn.base.BaseEstimator'], ...SEEDED, ...facts });
const sampler = (signature: string): Api => plainClass(signature, { tags: ['search-sampler'], random: { parameter: 'seed', generator: 'none' } });
const space = (signature: string): Api => plainFunction(signature, { tags: ['search-space'] });
const library = (name: string, distributions: readonly string[], version: string, entries: readonly Api[]): LibraryKnowledge => ({ library: name, distributions, version, entries });

export const tuning: readonly LibraryKnowledge[] = [
  library('optuna', ['optuna'], '5.0.0', [
    plainFunction('optuna.create_study(*, storage, sampler, pruner, study_name, direction, load_if_exists, directions)', { returns: { object: 'optuna.Study' }, tags: ['search'] }),
    plainClass('optuna.Study'),
    study('optuna.Study.optimize(func, n_trials, timeout)', null),
    plainFunction('optuna.Study.best_params', { isAttribute: true, tags: ['search-result'] }),
    plainFunction('optuna.Study.best_value', { isAttribute: true, tags: ['search-score'] }),
    ...['suggest_float(name, low, high)', 'suggest_int(name, low, high)', 'suggest_categorical(name, choices)'].map((signature) => space(`optuna.Trial.${signature}`)),
    ...['TPESampler(*, seed)', 'RandomSampler(seed)', 'CmaEsSampler(x0, sigma0, *, seed)', 'QMCSampler(*, seed)'].map((signature) => sampler(`optuna.samplers.${signature}`)),
    search('optuna.integration.OptunaSearchCV(estimator, param_distributions, cv, *, random_state)'),
  ]),
  library('hyperopt', ['hyperopt'], '0.3.0', [
    study('hyperopt.fmin(fn, space, algo, max_evals, timeout, loss_threshold, trials, rstate)', 'rstate'),
    ...['uniform(label, low, high)', 'quniform(label, low, high, q)', 'loguniform(label, low, high)', 'choice(label, options)', 'randint(label)', 'normal(label, mu, sigma)'].map((signature) => space(`hyperopt.hp.${signature}`)),
    plainClass('hyperopt.Trials(exp_key, refresh)'),
  ]),
  library('skopt', ['scikit-optimize'], '0.10.2', [search('skopt.BayesSearchCV(estimator, search_spaces, optimizer_kwargs, n_iter, scoring, fit_params, n_jobs, n_points, iid, refit, cv, verbose, pre_dispatch, random_state)'), study('skopt.gp_minimize(func, dimensions, *, random_state)', 'random_state'), study('skopt.forest_minimize(func, dimensions, *, random_state)', 'random_state')]),
  library('ray', ['ray'], '2.60.0', [study('ray.tune.run(run_or_experiment)', null), plainClass('ray.tune.Tuner(trainable, *, param_space, tune_config)', { tags: ['search'] }), study('ray.tune.Tuner.fit()', null), ...['uniform(lower, upper)', 'loguniform(lower, upper)', 'choice(categories)', 'randint(lower, upper)', 'grid_search(values)'].map((signature) => space(`ray.tune.${signature}`))]),
  library('keras_tuner', ['keras-tuner'], '1.4.8', [
    ...['RandomSearch', 'Hyperband', 'BayesianOptimization', 'GridSearch'].map((name) =>
      estimator(`keras_tuner.${name}(hypermodel, objective, *, seed)`, { role: 'search', learns: 'labels', by: 'model', bases: [], methods: { fit: ['search'] }, fit: { parameters: ['x', 'y'], features: 'x', labels: 'y', validation: ['validation_data'], callbacks: 'callbacks' }, random: { parameter: 'seed', generator: 'tensorflow' } }),
    ),
  ]),
  library('mlflow', ['mlflow', 'mlflow-skinny'], '3.17.2', [
    ...['start_run()', 'log_param(key, value)', 'log_params(params)', 'log_metric(key, value)', 'log_metrics(metrics)', 'log_artifact(local_path)', 'set_experiment(experiment_name)', 'autolog()', 'sklearn.autolog()', 'sklearn.log_model(sk_model, artifact_path)', 'pytorch.log_model(pytorch_model, artifact_path)', 'tensorflow.autolog()'].map((signature) => plainFunction(`mlflow.${signature}`, { tags: ['tracks-run'] })),
    loader('mlflow.pyfunc.load_model(model_uri)', { path: null, safety: { kind: 'unsafe' }, returns: 'unknown' }),
    loader('mlflow.sklearn.load_model(model_uri)', { path: null, safety: { kind: 'unsafe' }, returns: 'unknown' }),
    loader('mlflow.pytorch.load_model(model_uri)', { path: null, safety: { kind: 'unsafe' }, returns: { object: 'torch.nn.Module' } }),
  ]),
  library('wandb', ['wandb'], '0.31.0', ['init()', 'log(data)', 'watch(models)', 'finish()', 'config', 'save(glob_str)'].map((signature) => plainFunction(`wandb.${signature}`, { tags: ['tracks-run'], ...(signature === 'config' ? { isAttribute: true } : {}) }))),
  library('tpot', ['TPOT', 'tpot'], '1.1.0', ['TPOTClassifier', 'TPOTRegressor'].map((name) => estimator(`tpot.${name}(search_space, scorers)`, { role: 'search', learns: 'labels', by: 'model', task: name === 'TPOTClassifier' ? 'classification' : 'regression', output: name === 'TPOTClassifier' ? 'labels' : 'values' }))),
];
