import { strict as assert } from 'node:assert';
import { findBrowser, type Machine } from './browser.ts';

function machine(platform: string, env: Record<string, string>, files: readonly string[]): Machine {
  return { platform, env, isFile: (file) => files.includes(file) };
}

describe('finding a browser', () => {
  it('takes the one CHROMIUM names before any other', () => {
    const files = ['/opt/mine/chrome', '/usr/bin/chromium'];
    assert.equal(findBrowser(machine('linux', { CHROMIUM: '/opt/mine/chrome', PATH: '/usr/bin' }, files)), '/opt/mine/chrome');
  });

  it('finds none when CHROMIUM names a file that is not there', () => {
    assert.equal(findBrowser(machine('linux', { CHROMIUM: '/no/chrome', PATH: '/usr/bin' }, ['/usr/bin/chromium'])), null);
  });

  it('finds Chrome on PATH', () => {
    assert.equal(findBrowser(machine('linux', { PATH: '/bin:/usr/bin' }, ['/usr/bin/google-chrome'])), '/usr/bin/google-chrome');
  });

  it('finds Edge where macOS keeps applications', () => {
    const edge = '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge';
    assert.equal(findBrowser(machine('darwin', { PATH: '/usr/bin', HOME: '/Users/ada' }, [edge])), edge);
  });

  it('finds Chrome where Windows keeps programs', () => {
    const chrome = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
    assert.equal(findBrowser(machine('win32', { Path: 'C:\\Windows', ProgramFiles: 'C:\\Program Files' }, [chrome])), chrome);
  });

  it('finds none on an empty machine', () => {
    assert.equal(findBrowser(machine('linux', { PATH: '/usr/bin' }, [])), null);
  });
});
