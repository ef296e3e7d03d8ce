/** What a person sees of Lintel in the editor; each story leaves a picture. */
import { Workbench } from './workbench.ts';

describe('in the workbench', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open();
  });

  after(async () => {
    await workbench.close();
  });

  it('the palette runs a command', async () => {
    await workbench.openFile('ratings.csv');
    await workbench.showProblems();
    await workbench.shoot('problems');
  });
});
