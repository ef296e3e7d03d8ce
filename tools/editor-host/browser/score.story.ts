/** What a person sees of the ML Test Score; each story leaves a picture in .vscode-host/shots. */
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { projectRoot } from '../hosts.ts';
import { scoredProject } from '../workspace.ts';
import { Workbench } from './workbench.ts';

const pictures = path.join(projectRoot, 'docs/images');

/** Takes a picture over into the guide, when pictures are renewed. */
function keep(picture: string, name: string): void {
  if (process.env['LINTEL_UPDATE'] !== '1') return;
  mkdirSync(pictures, { recursive: true });
  copyFileSync(picture, path.join(pictures, name));
}

describe('the score', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open({ project: scoredProject, file: 'README.md' });
  });

  after(async () => {
    await workbench.close();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.shoot('failure');
  });

  const panel = (): FrameLocator => workbench.preview();
  const test = (id: string): Locator => panel().locator(`#toggle-${id}`);

  it('the panel shows the interval, four sections and 28 tests', async () => {
    await workbench.runCommand('Lintel: Show ML Test Score');
    await panel().getByRole('heading', { name: 'ML Test Score' }).waitFor();
    await test('monitor-7').waitFor();
    const count = await panel().locator('.toggle').count();
    if (count !== 28) throw new Error(`${count} tests are shown`);
    await workbench.shoot('20-score-light');
  });

  it('a chain opens with the keyboard, and its link leads to the line beside the panel', async () => {
    await test('data-1').focus();
    for (let step = 1; step < 7; step += 1) await workbench.page.keyboard.press('ArrowDown');
    await workbench.page.keyboard.press('Enter');
    await panel().locator('#chain-data-7 .place').first().waitFor();
    await test('data-7').evaluate((element) => element.scrollIntoView());
    await workbench.shoot('21-score-chain');
    await panel().locator('#chain-data-7 .place').first().click();
    await workbench.line('def test_ratings_are_cleaned').waitFor();
    await test('data-7').evaluate((element) => element.scrollIntoView());
    keep(await workbench.shoot('22-score-beside'), 'score-panel.png');
    await panel().locator('.summary').scrollIntoViewIfNeeded();
    await workbench.shoot('31-score-beside-top');
  });

  it('what was open is open again when it was hidden, and when the window is loaded again', async () => {
    const link = panel().locator('#chain-data-7 .place').first();
    await workbench.runCommand('View: Close All Editors in Group');
    await workbench.runCommand('Lintel: Show ML Test Score');
    await link.waitFor();
    await workbench.openFile('README.md');
    await link.waitFor({ state: 'detached' });
    await workbench.runCommand('Lintel: Show ML Test Score');
    await link.waitFor();
    await workbench.reload();
    await link.waitFor();
  });

  it('tests are chosen by status', async () => {
    await panel().getByRole('button', { name: /^Void/ }).click();
    await test('data-7').waitFor();
    await test('data-1').waitFor({ state: 'detached' });
    await workbench.shoot('23-score-filter');
    await panel().getByRole('button', { name: /^All/ }).click();
  });

  it('it is readable in dark and in high contrast', async () => {
    await workbench.useTheme('Dark Modern', 'vs-dark');
    await workbench.shoot('24-score-dark');
    await panel().getByRole('heading', { name: 'ML Test Score' }).scrollIntoViewIfNeeded();
    keep(await workbench.shoot('32-score-dark-top'), 'score-panel-dark.png');
    await workbench.useTheme('Dark High Contrast', 'hc-black');
    keep(await workbench.shoot('25-score-high-contrast'), 'score-panel-high-contrast.png');
    await test('data-1').focus();
    await workbench.page.keyboard.press('ArrowDown');
    await workbench.shoot('33-score-focus');
    await workbench.useTheme('Light High Contrast', 'hc-light');
    await workbench.shoot('26-score-high-contrast-light');
    await workbench.useTheme('Light Modern', 'vs');
  });

  it('attesting adds an entry to be filled in', async () => {
    await panel().getByRole('button', { name: 'Attest data-7…' }).click();
    await workbench.line('test: data-7').waitFor();
    await workbench.shoot('27-score-attest');
  });

  it('the tree shows the same, and its rows lead to their places', async () => {
    await workbench.openView('Lintel');
    await workbench.treeRow('data-7').click();
    await workbench.treeRow('hides its failure').click();
    await workbench.line('pytest || true').waitFor();
    await workbench.shoot('28-score-tree');
  });

  it('debt stands below the tests, and a kind of it leads to its places in the tree', async () => {
    await workbench.runCommand('Lintel: Show ML Test Score');
    await panel().getByRole('heading', { name: 'Technical debt' }).scrollIntoViewIfNeeded();
    await workbench.shoot('29-score-debt');
    await panel().getByRole('button', { name: 'Dead experimental code paths' }).click();
    await workbench.treeRow('Delete them').waitFor();
    await workbench.shoot('30-debt-tree');
  });
});
