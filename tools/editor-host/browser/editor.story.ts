/** What a person sees of Lintel in the editor; each story leaves a picture in .vscode-host/shots. */
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../hosts.ts';
import { editorProject } from '../workspace.ts';
import { Workbench } from './workbench.ts';

const readmePicture = path.join(projectRoot, 'docs/images/editor.png');

describe('in the workbench', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open({ project: editorProject, file: 'ratings.csv' });
  });

  after(async () => {
    await workbench.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.shoot('failure');
  });

  it('the Problems panel lists the findings of every file, and the open one has squiggles', async () => {
    await workbench.openFile('ratings.csv');
    await workbench.squiggles().first().waitFor();
    await workbench.showProblems();
    await workbench.problem('`age` is `-999` in 2 of 24 rows').waitFor();
    await workbench.problem('`app_version` is `4.2.0` in all 40 rows').waitFor();
    await workbench.shoot('1-problems');
  });

  it('resting on a value shows the profile of its column and why the finding matters', async () => {
    await workbench.problem('`age` is `-999` in 2 of 24 rows').click();
    await workbench.hover('-999', 'The model takes the code for a measurement');
    const picture = await workbench.shoot('2-hover');
    if (process.env['LINTEL_UPDATE'] === '1') {
      mkdirSync(path.dirname(readmePicture), { recursive: true });
      copyFileSync(picture, readmePicture);
    }
  });

  it('the quick fix menu offers to copy the mending line, to ignore and to explain', async () => {
    await workbench.openQuickFixes('-999', 'Copy the pandas line that mends it');
    await workbench.shoot('3-quick-fix');
    await workbench.page.keyboard.press('Escape');
  });

  it('ignoring asks for the reason, writes it down, and the finding goes', async () => {
    await workbench.openQuickFixes('-999', 'in `age` with a reason');
    await workbench.takeQuickFix('in `age` with a reason');
    await workbench.answer('-999 means unknown in the app', '4-reason');
    await workbench.problem('`age` is `-999` in 2 of 24 rows').waitFor({ state: 'detached' });
    await workbench.openFile('lintel.yaml');
    await workbench.line('reason: -999 means unknown in the app').waitFor();
    await workbench.shoot('5-ignored');
  });

  it('the palette explains a rule on a page of its own', async () => {
    await workbench.runCommand('Lintel: Explain Rule');
    await workbench.choose('packaging/constant-column', '6-choose-rule');
    await workbench.preview().getByRole('heading', { name: 'packaging/constant-column' }).waitFor();
    await workbench.shoot('7-rule-page');
  });

  it('the status item says how many datasets were checked', async () => {
    await workbench.openFile('users.csv');
    await workbench.showLanguageStatus('4 datasets');
    await workbench.shoot('8-status');
  });
});
