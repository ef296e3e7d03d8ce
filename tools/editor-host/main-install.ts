/** `npm run host:install [-- latest min]`: makes sure the editor hosts and a browser for them are there. */
import { ensureBrowser } from './browser.ts';
import { hostNamed } from './hosts.ts';
import { installHost } from './install.ts';

const names = process.argv.length > 2 ? process.argv.slice(2) : ['latest'];
for (const name of names) tell(installHost(hostNamed(name)));
tell(ensureBrowser());

function tell(outcome: ReturnType<typeof installHost>): void {
  if (outcome.ok) {
    console.log(outcome.value);
    return;
  }
  console.error(outcome.text);
  process.exitCode = 1;
}
