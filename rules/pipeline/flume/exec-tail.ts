import { FLUME_FILES, flumeAgents } from '../../api/repository/flume.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

export const rule = repositoryRule({
  id: 'pipeline/flume-exec-tail',
  summary: 'Logs that Flume follows with `tail`',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Flume User Guide, Exec Source', url: 'https://flume.apache.org/releases/content/1.11.0/FlumeUserGuide.html#exec-source' }],
  docs: {
    what: 'Finds sources of type `exec` whose command is `tail -F`.',
    why: 'The source cannot tell `tail` that a channel is full, and does not know where it was after a restart: events are lost, others come twice. A model learns from what is left.',
    instead: 'Use a `TAILDIR` source, which remembers its position in a file.',
    limits: 'Only commands that follow a file. Sinks that only log are passed over.',
  },
  options: {},
  messages: { tail: 'Events are lost when the channel is full or the agent restarts: `tail` has no position' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'tail', format: 'repository', fileName: 'flume.conf', text: 'a1.sources = r1\na1.channels = c1\na1.sinks = k1\na1.sources.r1.type = exec\na1.sources.r1.command = tail -F /var/log/ratings.log\n                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tail\na1.sources.r1.channels = c1\na1.sinks.k1.channel = c1\n' },
    ],
    good: [
      { title: 'with a position', format: 'repository', fileName: 'flume.conf', text: 'a1.sources = r1\na1.channels = c1\na1.sinks = k1\na1.sources.r1.type = TAILDIR\na1.sources.r1.filegroups = f1\na1.sources.r1.filegroups.f1 = /var/log/ratings.log\na1.sources.r1.positionFile = /var/flume/position.json\na1.sources.r1.channels = c1\na1.sinks.k1.channel = c1\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...FLUME_FILES],
  needs: 'files',
  find: ({ repository: { files } }) =>
    flumeAgents(files).flatMap(({ sources, sinks }) => {
      if ([...sinks.values()].every((sink) => /^(?:logger|null)$/.test(sink.get('type')?.value ?? ''))) return [];
      return [...sources.values()].flatMap((settings) => {
        const command = settings.get('command');
        return settings.get('type')?.value === 'exec' && command !== undefined && /\btail\b.*\s(?:-\w*[fF]|--follow)/.test(command.value) ? [{ message: 'tail', at: command.at }] : [];
      });
    }),
  mend: null,
});
