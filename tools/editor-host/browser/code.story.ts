/** What a person sees of Lintel in Python files and notebooks; each story leaves a picture in .vscode-host/shots. */
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../hosts.ts';
import { codeProject } from '../workspace.ts';
import { Workbench } from './workbench.ts';

const picturesFolder = path.join(projectRoot, 'docs/images');

describe('in code', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open({ project: codeProject, file: 'train.py' });
  });

  after(async () => {
    await workbench.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.shoot('failure');
  });

  /** Pictures of the README are made anew when asked for. */
  async function shootFor(name: string, readmeName: string): Promise<void> {
    const picture = await workbench.shoot(name);
    if (process.env['LINTEL_UPDATE'] !== '1') return;
    mkdirSync(picturesFolder, { recursive: true });
    copyFileSync(picture, path.join(picturesFolder, readmeName));
  }

  it('resting on a finding says why, with examples and the path', async () => {
    await workbench.openFile('train.py');
    await workbench.squiggles().first().waitFor();
    await workbench.hover('fit_transform', 'too good by an amount nobody knows');
    await workbench.shoot('10-code-hover');
  });

  it('resting on a variable says which rows it holds', async () => {
    await workbench.hover('X_test', 'test part of');
    await workbench.shoot('11-rows');
  });

  it('the path of a leak is walked step by step', async () => {
    await workbench.openQuickFixes('fit_transform', 'Show leak path');
    await workbench.takeQuickFix('Show leak path');
    await workbench.row('1. `people.csv` is loaded').waitFor();
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.row('the rows that judge the model are chosen').waitFor();
    await shootFor('12-leak-path', 'leak-path.png');
    await workbench.page.keyboard.press('Escape');
  });

  it('a fix that changes what is computed is looked at first', async () => {
    await workbench.openQuickFixes('fit_transform', '(review)');
    await workbench.takeQuickFix('(review)');
    await workbench.refactorPreview('train.py').waitFor();
    await shootFor('13-fix-preview', 'fix-preview.png');
    await workbench.discardPreview();
  });

  it('a notebook shows its findings in the cells', async () => {
    await workbench.openFile('illness.ipynb');
    await workbench.showProblems();
    await workbench.goToProblem('learns from all rows', workbench.cellLine('scaler.fit_transform'));
    await workbench.squiggles().first().waitFor();
    await shootFor('14-notebook', 'notebook.png');
  });
});
