/** Functions of a file that components of TFX are handed and call by their names. Source: tensorflow.org/tfx/guide, "Trainer", "Transform", "Tuner". */
import type { FunctionId } from '../../../../rules/api/repository/program.ts';
import type { Repository } from '../../../../rules/api/repository/repository.ts';

const CALLED: Readonly<Record<string, readonly string[]>> = {
  Trainer: ['run_fn', 'trainer_fn'],
  Tuner: ['tuner_fn'],
  Transform: ['preprocessing_fn', 'stats_options_updater_fn'],
  Evaluator: ['custom_eval_shared_model', 'custom_extractors'],
};

export interface ModuleFileRoot {
  readonly id: FunctionId;
  readonly text: string;
  readonly isCertain: boolean;
}

/** @param file as written: the end of its path @param component last name of the class */
export function moduleFileRoots(file: string, component: string, { programs }: Repository): readonly ModuleFileRoot[] {
  const names = Object.hasOwn(CALLED, component) ? (CALLED[component] ?? []) : [];
  // names of folders that are put together are known from the folder the repository lies in
  const inside = programs.filter(({ path }) => file.endsWith(`/${path}`)).toSorted((a, b) => b.path.length - a.path.length).slice(0, 1);
  const fitting = inside.length > 0 ? inside : programs.filter(({ path }) => path === file || path.endsWith(`/${file}`));
  // others only write down what is run somewhere else
  const isRunHere = programs.some(({ functions }) => functions.some(({ calls }) => calls.some(({ name }) => name !== null && /^tfx\..*(?:LocalDagRunner|BeamDagRunner|InteractiveContext)\b/u.test(name))));
  return fitting.flatMap(({ path, functions }) =>
    functions.filter(({ id, name }) => id === `${path}::` || (names.includes(name) && id === `${path}::${name}`)).map(({ id, name }) => ({ id, text: name === '' || id.endsWith('::') ? `\`${component}\` loads \`${path}\`` : `\`${component}\` calls \`${name}\``, isCertain: isRunHere && fitting.length === 1 })),
  );
}
