/** The headless browser that shows the workbench. It resolves no host name but this machine's: nothing leaves. */
import { chromium, type Browser, type Page } from 'playwright-core';
import { ensureBrowser } from './browser.ts';

export interface OpenPage {
  readonly browser: Browser;
  readonly page: Page;
}

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
];

/** An empty page of a new browser. Errors: throws with the command to run when there is no browser. */
export async function openPage(viewport: { readonly width: number; readonly height: number }): Promise<OpenPage> {
  const found = ensureBrowser();
  if (!found.ok) throw new Error(found.text);
  const browser = await chromium.launch({ executablePath: found.value, headless: true, args: flags });
  const context = await browser.newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'] });
  return { browser, page: await context.newPage() };
}
