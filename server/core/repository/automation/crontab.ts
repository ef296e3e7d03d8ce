/** Tables of cron: files of their own, and lines that Dockerfiles and scripts put into one. One automation per line. */
import type { Automation } from '../../../../rules/api/repository/automation.ts';
import { YES, type Outcome, type RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import { isCron } from './cron.ts';
import { folderOf, nameOf, normalFolder } from './folders.ts';
import { noBecause, quoted, unknownBecause } from './outcomes.ts';
import { placeOfLine, type Reading } from './reading.ts';

/** Own choices. */
const MAX_ENTRIES = 300;
const MAX_LINE = 2_000;
const MAX_INSTALLERS = 500;

const TABLE = /(?:^|\/)(?:crontab(?:[._-][\w.-]*)?|[\w.-]*\.cron(?:tab)?|[\w.-]*crontab(?:\.txt)?|cron\.txt|cronjobs?(?:\.txt)?|cron\.d\/[\w.-]+|crontabs\/[\w.-]+)$/i;
const CODE = /\.(?:py|md|ya?ml|json|ipynb|js|ts|html?|rst)$/i;
const INSTALLER = /(?:^|\/)(?:Dockerfile[^/]*|[^/]*\.[Dd]ockerfile|Containerfile|Makefile|[^/]*\.sh|[^/]*\.ya?ml)$/;

export function crontabAutomations(reading: Reading): readonly Automation[] {
  const installers = reading.files.all.filter(({ path }) => INSTALLER.test(path)).slice(0, MAX_INSTALLERS).filter(({ path }) => /cron/i.test(reading.files.text(path) ?? ''));
  const copied = installers.flatMap(({ path }) => copiedTables(reading, path));
  const tables = reading.files.all.map(({ path }) => path).filter((path) => (TABLE.test(path) && !CODE.test(path)) || copied.includes(path));
  const found = tables.flatMap((path) => tableEntries(reading, { path, isInstalled: copied.includes(path) || installers.some((installer) => (reading.files.text(installer.path) ?? '').includes(nameOf(path))) }));
  return [...found, ...installers.flatMap(({ path }) => echoedEntries(reading, path))].slice(0, MAX_ENTRIES);
}

/** Files that a Dockerfile copies to where cron looks for them, or that `crontab` is called with. */
function copiedTables(reading: Reading, path: string): readonly string[] {
  return reading.linesOf(path).flatMap((line) => {
    const source = /^\s*(?:COPY|ADD)\s+(?:--\S+\s+)*(\S+)\s+\/(?:etc\/cron|var\/spool\/cron)/i.exec(line.slice(0, MAX_LINE))?.[1] ?? /\b(?:crontab|supercronic)\s+(?:-\S+\s+)*([\w./-]+)\s*(?:$|&&|;|["'\]])/.exec(line.slice(0, MAX_LINE))?.[1];
    if (source === undefined) return [];
    return [normalFolder(source), normalFolder(`${folderOf(path)}/${source}`)].filter((each): each is string => each !== null && reading.files.has(each));
  });
}

function tableEntries(reading: Reading, { path, isInstalled }: { readonly path: string; readonly isInstalled: boolean }): readonly Automation[] {
  const lines = reading.linesOf(path);
  const mail = lines.map((line) => /^\s*MAILTO\s*=\s*["']?([^"'\s]*)/.exec(line.slice(0, MAX_LINE))?.[1]).findLast((to) => to !== undefined) ?? '';
  const hasUsers = /(?:^|\/)cron\.d\//.test(path);
  return lines.slice(0, 5_000).flatMap((line, index): readonly Automation[] => {
    const isComment = /^\s*#/.test(line);
    const entry = entryOf(line.slice(0, MAX_LINE).replace(/^\s*#+\s*/, ''), hasUsers);
    if (entry === null) return [];
    const at = placeOfLine(reading, path, index + 1);
    const fires = isComment ? noBecause(at, 'the schedule is commented out') : isInstalled ? YES : unknownBecause(at, 'nothing here installs the table');
    return [automationOf(reading, { at, entry, fires, mail })];
  });
}

/** `echo "0 3 * * * …" | crontab -` and `>> /etc/cron.d/…`. */
function echoedEntries(reading: Reading, path: string): readonly Automation[] {
  const isImage = /dockerfile|containerfile/i.test(nameOf(path));
  const startsCron = /\bcron(?:d)?\b[^\n]{0,40}-f|\bsupercronic\b|(?:CMD|ENTRYPOINT)[^\n]{0,80}\bcron|\bservice\s+cron\s+start/i.test(reading.files.text(path) ?? '');
  return reading.linesOf(path).flatMap((line, index): readonly Automation[] => {
    const text = line.slice(0, MAX_LINE);
    if (!/\bcrontab\b|\/etc\/cron|\/var\/spool\/cron/.test(text) || !/\b(?:echo|printf)\b/.test(text)) return [];
    return [...text.matchAll(/(["'])((?:(?!\1).){9,})\1/g)].flatMap((match): readonly Automation[] => {
      const entry = entryOf((match[2] ?? '').replace(/\\n$/, ''), /\/etc\/cron/.test(text));
      if (entry === null) return [];
      const at = placeOfLine(reading, path, index + 1);
      const fires = /^\s*#/.test(text) ? noBecause(at, 'the schedule is commented out') : isImage && startsCron ? YES : unknownBecause(at, isImage ? 'nothing here starts cron in the image' : 'the schedule is there once somebody runs the script');
      return [automationOf(reading, { at, entry, fires, mail: '' })];
    });
  });
}

interface Entry {
  readonly time: string;
  readonly command: string;
}

/** @param hasUsers whether the command comes after the name of a user */
function entryOf(line: string, hasUsers: boolean): Entry | null {
  const macro = /^\s*(@\w+)\s+(\S.*)$/.exec(line);
  const fields = macro ?? /^\s*((?:[\d*][\d*,/\-A-Za-z]*|[A-Za-z]{3}(?:[-,][A-Za-z]{3})*)(?:\s+(?:[\d*][\d*,/\-A-Za-z]*|[A-Za-z]{3}(?:[-,][A-Za-z]{3})*)){4})\s+(\S.*)$/.exec(line);
  const time = fields?.[1];
  const rest = fields?.[2]?.trim();
  if (time === undefined || rest === undefined || !isCron(time)) return null;
  const command = hasUsers || /^(?:root|www-data|ubuntu|airflow|app)\s+\S/.test(rest) ? rest.replace(/^[a-z_][\w-]*\s+(?=\S)/, '') : rest;
  return { time, command };
}

interface Scheduled {
  readonly at: RepositoryPlace;
  readonly entry: Entry;
  readonly fires: Outcome;
  readonly mail: string;
}

function automationOf({ files }: Reading, { at, entry: { time, command }, fires, mail }: Scheduled): Automation {
  const enforced = mail === '' ? unknownBecause(at, 'who hears of a failure is not written here') : YES;
  return {
    kind: 'crontab',
    name: `${time} ${command}`.slice(0, 80),
    at,
    triggers: [{ kind: 'schedule', at, fires }],
    jobs: [{ id: 'cron', name: 'cron', at, needs: [], runs: YES, enforced, steps: [{ name: command.slice(0, 80), at, runs: YES, enforced: YES, does: { kind: 'shell', script: { lines: [{ text: command, at }], shell: 'sh' }, folder: files.has(at.path) ? '' : null, stopsAtFailure: true } }] }],
    notifies: mail === '' ? [] : [{ at, text: `cron mails what fails to ${quoted(mail)}` }],
  };
}
