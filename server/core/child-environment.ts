/** What child processes of ours are told of their surroundings. Nothing that makes Node load code, such as NODE_OPTIONS. */
const KEPT_VARIABLES = ['PATH', 'HOME', 'USERPROFILE', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'SYSTEMROOT', 'windir', 'LANG', 'LC_ALL', 'LD_LIBRARY_PATH'];

/** Returns what of an environment a child gets. An editor's Electron is told to behave as plain Node. */
export function childEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept = KEPT_VARIABLES.flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(kept), ELECTRON_RUN_AS_NODE: '1' };
}
