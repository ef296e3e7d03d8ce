/** The workbench as a person uses it: files, palette, panels, mouse and keys. No selector of it is used elsewhere. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { hostNamed, hostsFolder, projectRoot } from '../hosts.ts';
import { openPage, type OpenPage } from '../page.ts';
import { storyVariables } from '../run-browser.ts';
import { startServer, type RunningServer } from '../server.ts';

const waitMs = 30_000;
const gestureMs = 3_000;
const gestureTries = 8;

const settings = {
  'workbench.colorTheme': 'Default Light Modern',
  'editor.minimap.enabled': false,
  'workbench.reduceMotion': 'on',
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
};

export class Workbench {
  readonly #server: RunningServer;
  readonly #open: OpenPage;

  private constructor(server: RunningServer, open: OpenPage) {
    this.#server = server;
    this.#open = open;
  }

  /**
   * A project in a new VS Code, with the extension of this folder or the installed one the environment names.
   * @param file one of its files, in the explorer when the workbench is ready
   */
  static async open({ project, file }: { readonly project: string; readonly file: string }): Promise<Workbench> {
    const extensions = process.env[storyVariables.extensions] ?? '';
    const server = await startServer({
      host: hostNamed(process.env[storyVariables.host]),
      workspace: project,
      extensionsFolder: extensions === '' ? null : extensions,
      trust: 'off',
      envIn: () => ({}),
      settings,
      keep: 'delete',
      onOutput: () => undefined,
    });
    const open = await openPage({ width: 1280, height: 800 }).catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    const workbench = new Workbench(server, open);
    workbench.page.setDefaultTimeout(waitMs);
    await workbench.page.goto(server.urlWith(extensions === '' ? [['extensionDevelopmentPath', server.uriOf(projectRoot)]] : []));
    await workbench.#explorerRow(file).waitFor();
    return workbench;
  }

  get page(): Page {
    return this.#open.page;
  }

  async close(): Promise<void> {
    await this.#open.browser.close().catch(() => undefined);
    await this.#server.stop();
  }

  /** The picture's path in .vscode-host/shots. */
  async shoot(name: string): Promise<string> {
    const folder = path.join(hostsFolder, 'shots');
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  async openFile(name: string): Promise<void> {
    await this.#eventually(
      () => this.#explorerRow(name).dblclick(),
      () => this.page.locator('.tab.active', { hasText: name }),
    );
  }

  /** Runs a command by its title, as the palette shows it. */
  async runCommand(title: string): Promise<void> {
    const row = (): Locator => this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    await this.#eventually(async () => {
      await this.page.keyboard.press('F1');
      await this.page.locator('.quick-input-widget input').fill(`>${title}`, { timeout: gestureMs });
    }, row);
    await row().click();
  }

  /** Types an answer into the box that asks, leaves a picture, and confirms. */
  async answer(text: string, picture: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input').first();
    await input.fill(text);
    await this.shoot(picture);
    await this.page.keyboard.press('Enter');
  }

  /** Narrows an open list down by typing, leaves a picture, and takes the row. */
  async choose(text: string, picture: string): Promise<void> {
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    await rows.first().waitFor();
    const row = rows.filter({ hasText: text }).first();
    await this.#restMouse();
    await this.page.locator('.quick-input-widget input').first().fill(text);
    await row.waitFor();
    await this.shoot(picture);
    await row.click();
  }

  /** Takes a colour theme by its name, as the list of themes shows it. @param look the class of workbenches in such themes */
  async useTheme(name: string, look: 'vs' | 'vs-dark' | 'hc-black' | 'hc-light'): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    const row = this.row(name);
    await this.page.locator('.quick-input-widget input').first().fill(name);
    await row.click();
    await this.page.locator(`.monaco-workbench.${look}`).first().waitFor();
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.#restMouse();
  }

  /** A row of a tree in the side bar. */
  treeRow(text: string): Locator {
    return this.page.locator('.sidebar .monaco-list-row', { hasText: text }).first();
  }

  /** Opens a view of the activity bar by its title. */
  async openView(title: string): Promise<void> {
    await this.page.locator('.activitybar').getByRole('tab', { name: title }).first().click();
  }

  /** Comes back to the window as after a reload. */
  async reload(): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.runCommand('Developer: Reload Window')]);
    await this.page.locator('.monaco-workbench').waitFor();
  }

  /** The page inside a Markdown preview or another webview. */
  preview(): FrameLocator {
    return this.page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
  }

  /** Opens what the braces in the status bar tell of the open file's language, until it contains the text. */
  async showLanguageStatus(text: string): Promise<void> {
    await this.#eventually(
      () => this.page.locator('.statusbar-item[id="status.languageStatus"]').hover({ timeout: gestureMs }),
      () => this.page.locator('.hover-language-status', { hasText: text }).first(),
    );
  }

  async showProblems(): Promise<void> {
    await this.runCommand('Problems: Focus on Problems View');
    await this.page.locator('.markers-panel').waitFor();
  }

  /** A row of the Problems panel. */
  problem(text: string): Locator {
    return this.page.locator('.markers-panel .monaco-list-row', { hasText: text }).first();
  }

  /** Goes to the place of the first such row. Rows of other files stand first while findings still come in. */
  async goToProblem(text: string, place: Locator): Promise<void> {
    await this.#eventually(
      () => this.problem(text).click({ timeout: gestureMs }),
      () => place,
    );
  }

  squiggles(): Locator {
    return this.page.locator('.monaco-editor .squiggly-warning, .monaco-editor .squiggly-error, .monaco-editor .squiggly-info');
  }

  /** Rests the mouse on a word of the open editor until a hover with the text shows. */
  async hover(word: string, text: string): Promise<Locator> {
    const hover = (): Locator => this.page.locator('.monaco-hover', { hasText: text }).first();
    await this.#eventually(async () => {
      await this.#restMouse();
      const { x, y } = await this.#placeOf(word);
      await this.page.mouse.move(x, y);
    }, hover);
    return hover();
  }

  /** Opens the quick fix menu at a word until an action with the title shows. */
  async openQuickFixes(word: string, title: string): Promise<void> {
    await this.#eventually(
      async () => {
        const { x, y } = await this.#placeOf(word);
        await this.page.mouse.click(x, y);
        await this.page.keyboard.press('Control+.');
      },
      () => this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first(),
    );
  }

  /** Goes down the open quick fix menu to the action with the title and takes it. */
  async takeQuickFix(title: string): Promise<void> {
    const rows = this.page.locator('.action-widget .monaco-list-row');
    const wanted = rows.and(this.page.locator('.focused')).filter({ hasText: title });
    for (let left = await rows.count(); left > 0 && (await wanted.count()) === 0; left -= 1) await this.page.keyboard.press('ArrowDown');
    await wanted.waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** A line of a cell of the open notebook. */
  cellLine(text: string): Locator {
    return this.page.locator('.notebookOverlay .view-line', { hasText: text }).first();
  }

  /** A row of an open list of places or commands. */
  row(text: string): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  }

  /** The view in which edits are looked at before they are made. */
  refactorPreview(text: string): Locator {
    return this.page.locator('.bulk-edit-panel .monaco-list-row', { hasText: text }).first();
  }

  async discardPreview(): Promise<void> {
    await this.page.locator('.bulk-edit-panel').getByRole('button', { name: 'Discard' }).click();
  }

  /** A line of the open editor that contains the text. */
  line(text: string): Locator {
    return this.page.locator('.editor-instance .view-line', { hasText: text }).first();
  }

  /** The middle of the first such word in the open editor. Lines are in a fixed-width font. */
  async #placeOf(word: string): Promise<{ readonly x: number; readonly y: number }> {
    const line = this.page.locator('.editor-instance .view-line > span, .notebookOverlay .view-line > span', { hasText: word }).first();
    const text = (await line.textContent({ timeout: gestureMs })) ?? '';
    const box = await line.boundingBox({ timeout: gestureMs });
    if (box === null) throw new Error(`\`${word}\` is not to be seen`);
    const middle = text.indexOf(word) + word.length / 2;
    return { x: box.x + (box.width * middle) / text.length, y: box.y + box.height / 2 };
  }

  /** Away from everything that reacts to it. */
  async #restMouse(): Promise<void> {
    await this.page.mouse.move(640, 3);
  }

  #explorerRow(name: string): Locator {
    return this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
  }

  /** A key press can be lost while the workbench moves the focus: repeats gesture and look, never a bare sleep. */
  async #eventually(gesture: () => Promise<void>, seen: () => Locator): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await gesture();
        await seen().waitFor({ timeout: gestureMs });
        return;
      } catch (error) {
        if (attempt === gestureTries) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }
}
