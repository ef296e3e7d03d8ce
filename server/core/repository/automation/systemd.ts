/** Timers of systemd with the services they start. Source: systemd.timer(5), systemd.service(5). */
import type { Automation, Step, Trigger } from '../../../../rules/api/repository/automation.ts';
import { UNKNOWN, YES, wholeFile, type RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import { insideFolder, nameOf } from './folders.ts';
import { noBecause, quoted, unknownBecause } from './outcomes.ts';
import { placeOfLine, type Reading } from './reading.ts';

/** Own choice. */
const MAX_TIMERS = 200;

export function systemdAutomations(reading: Reading): readonly Automation[] {
  const timers = reading.files.all.filter(({ path }) => path.endsWith('.timer')).slice(0, MAX_TIMERS);
  return timers.flatMap(({ path }): readonly Automation[] => {
    const settings = settingsOf(reading, path);
    const times = settings.filter(({ key }) => /^On(?:Calendar|UnitActiveSec|UnitInactiveSec|BootSec|StartupSec|ActiveSec)$/.test(key));
    if (times.length === 0) return [];
    const unit = settings.findLast(({ key }) => key === 'Unit')?.value ?? nameOf(path).replace(/\.timer$/, '.service');
    const service = reading.files.all.find((file) => nameOf(file.path) === unit)?.path ?? null;
    const isEnabled = settings.some(({ key, isComment }) => key === 'WantedBy' && !isComment);
    const triggers = times.map(({ isComment, at }): Trigger => ({ kind: 'schedule', at, fires: isComment ? noBecause(at, 'the schedule is commented out') : isEnabled ? YES : unknownBecause(at, 'the timer has no `WantedBy`: something else has to start it') }));
    const inService = service === null ? [] : settingsOf(reading, service).filter(({ isComment }) => !isComment);
    const steps = stepsOf(inService);
    const whole = wholeFile(path);
    return [
      {
        kind: 'systemd',
        name: nameOf(path),
        at: whole,
        triggers,
        jobs: [{ id: unit, name: unit, at: service === null ? whole : wholeFile(service), needs: [], runs: service === null ? UNKNOWN : YES, enforced: YES, steps }],
        notifies: inService.filter(({ key }) => key === 'OnFailure').map(({ at, value }) => ({ at, text: `${quoted(value)} starts when it fails` })),
      },
    ];
  });
}

interface Setting {
  readonly key: string;
  readonly value: string;
  readonly isComment: boolean;
  readonly at: RepositoryPlace;
}

function settingsOf(reading: Reading, path: string): readonly Setting[] {
  return reading.linesOf(path).flatMap((line, index) => {
    const match = /^\s*([#;]?)\s*([A-Z]\w*)\s*=\s*(.*?)\s*$/.exec(line.slice(0, 2_000));
    return match === null ? [] : [{ key: match[2] ?? '', value: match[3] ?? '', isComment: match[1] !== '', at: placeOfLine(reading, path, index + 1) }];
  });
}

/** A dash before a command lets it fail. */
function stepsOf(settings: readonly Setting[]): readonly Step[] {
  const folder = insideFolder('', settings.findLast(({ key }) => key === 'WorkingDirectory')?.value ?? null);
  return settings
    .filter(({ key }) => key === 'ExecStart' || key === 'ExecStartPre')
    .map(({ at, value }): Step => {
      const [, marks = '', command = ''] = /^([-@:+!|]*)(.*)$/.exec(value) ?? [];
      const enforced = marks.includes('-') ? noBecause(at, 'a failure is ignored: the command begins with `-`') : YES;
      return { name: command.slice(0, 80), at, runs: YES, enforced, does: { kind: 'shell', script: { lines: [{ text: command, at }], shell: 'sh' }, folder, stopsAtFailure: true } };
    });
}
