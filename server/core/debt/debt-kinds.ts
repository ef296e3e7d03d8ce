/** The kinds of technical debt of the paper, in its order, in our own words, and the rules whose findings show them. */

export interface DebtKind {
  readonly id: string;
  readonly title: string;
  /** Two sentences. */
  readonly what: string;
  /** One step, imperative. */
  readonly next: string;
  /** Rules of which a finding is a place of this debt; `group/` stands for all of a group. */
  readonly rules: readonly string[];
}

export const DEBT_KINDS: readonly DebtKind[] = [
  { id: 'TD-01', title: 'Entanglement', what: 'Inputs, settings and thresholds work together, so nothing changes alone. A better column for one model may be a worse one for another.', next: 'Keep the shared columns in one place and evaluate every model that uses them when they change', rules: ['debt/shared-features'] },
  { id: 'TD-02', title: 'Correction cascades', what: 'A model learns from what another model predicts. Whoever improves the first makes the second worse until it is trained again.', next: 'Give the first model the features that tell the cases apart, or train a separate model', rules: ['debt/correction-cascade'] },
  { id: 'TD-03', title: 'Undeclared consumers', what: 'Others read predictions, and the owner does not know them. They break when the model changes.', next: 'Write down who reads the predictions and what they may rely on', rules: ['debt/prediction-consumer'] },
  { id: 'TD-04', title: 'Unstable data dependencies', what: 'An input changes when its owner changes it. The same code gives another model tomorrow.', next: 'Read a copy with a version, date or commit in its name', rules: ['debt/unstable-source'] },
  { id: 'TD-05', title: 'Under-used data dependencies', what: 'Inputs that add little or nothing can still break the pipeline. Nobody dares to delete what might be used.', next: 'Delete the column, then train once without it and compare', rules: ['debt/unused-column'] },
  { id: 'TD-06', title: 'No analysis of data dependencies', what: 'Compilers know who uses code; nobody knows who uses data. What a change of a table breaks is found out by changing it.', next: 'Run `lintel catalog` and keep its list beside the code', rules: [] },
  { id: 'TD-07', title: 'Direct feedback loops', what: 'A model chooses the rows it will learn from. Its mistakes become the truth of the next training.', next: 'Train on outcomes that were observed, and keep a part of the traffic the model does not decide', rules: ['debt/prediction-feedback'] },
  { id: 'TD-08', title: 'Hidden feedback loops', what: 'Two systems influence each other through the world. No file can show it.', next: 'Ask what else reacts to what this system shows, and try with a small part of the users left alone', rules: [] },
  { id: 'TD-09', title: 'Glue code', what: 'Most code brings data into the form a general package wants. The package cannot be changed any more without changing all of it.', next: 'Wrap the package behind one module of your own', rules: ['debt/scattered-library'] },
  { id: 'TD-10', title: 'Pipeline jungles', what: 'Scrapes, joins and intermediate files grew one by one. Nobody can test the way from the source to the model as a whole.', next: 'Delete steps whose result nobody reads, then redraw the rest as one pipeline', rules: ['debt/orphan-intermediate'] },
  { id: 'TD-11', title: 'Dead experimental code paths', what: 'Branches, calls and functions of old experiments are still there. Each must be read, and one day one of them runs by mistake.', next: 'Delete them; version control remembers', rules: ['debt/dead-branch', 'debt/commented-out-training', 'debt/uncalled-function'] },
  { id: 'TD-12', title: 'Abstraction debt', what: 'There is no strong abstraction for a learning system, as tables are for data. Everybody builds another one.', next: 'Discuss which interface between data, training and serving this project wants to keep', rules: [] },
  { id: 'TD-13', title: 'Plain data types', what: 'A prediction is a bare number that does not know its model, a threshold a bare number that does not know what it cuts. Both get mixed up in silence.', next: 'Save thresholds with the model they belong to, and hand out predictions with the name of their model', rules: ['debt/fixed-threshold'] },
  { id: 'TD-14', title: 'Multiple languages', what: 'One pipeline goes through several languages. Each has tests, packages and people of its own.', next: 'Test what one step writes and the next one reads, or move a step', rules: ['debt/mixed-languages'] },
  { id: 'TD-15', title: 'Prototypes in production', what: 'Notebooks and copies of trials do the work of programs. They are hard to test, review and change.', next: 'Move the code into a module with tests and keep one version of it', rules: ['debt/notebook-in-production', 'debt/copied-version'] },
  { id: 'TD-16', title: 'Configuration debt', what: 'Settings outgrow the code: unused, repeated, missing or copied ones. Mistakes in them cost hours of computing and are reviewed by nobody.', next: 'Delete what nobody reads, write the rest once, and let a schema check it', rules: ['debt/unused-setting', 'debt/undefined-setting', 'debt/repeated-key', 'debt/similar-settings', 'debt/setting-in-code', 'debt/undocumented-variable'] },
  { id: 'TD-17', title: 'Fixed thresholds', what: 'A decision limit was set by hand for one model. The scores of the next model are others.', next: 'Learn the threshold on validation rows at every training', rules: ['debt/fixed-threshold'] },
  { id: 'TD-18', title: 'Missing monitoring', what: 'The world changes while tests stay green. Prediction bias, limits on actions and upstream producers are to be watched first.', next: 'Compare predicted and observed shares every day, with an alert', rules: [] },
  { id: 'TD-19', title: 'Data testing debt', what: 'Code is tested and data is not. Data decides as much about the model.', next: 'Check expected values of each column before training', rules: [] },
  { id: 'TD-20', title: 'Reproducibility debt', what: 'A second run gives another model. No experiment can be compared with another one.', next: 'Fix seeds and versions', rules: ['reproducibility/'] },
  { id: 'TD-21', title: 'Process management debt', what: 'Many similar models are trained by copies of one program. A mistake is mended in one of them.', next: 'Keep one training program and one file of settings per model', rules: ['debt/copied-training'] },
  { id: 'TD-22', title: 'Cultural debt', what: 'Teams that reward new features and never deletions grow all other debts. It shows in what the history is made of.', next: 'Plan a day on which things are only deleted', rules: [] },
  { id: 'TD-23', title: 'Visibility debt', what: 'Nobody knows where data comes from and who may use it. It is found out when it is gone.', next: 'Write a data sheet with source, date, licence and owner for each dataset', rules: [] },
];
