import { FLUME_FILES, flumeAgents } from '../../api/repository/flume.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

export const rule = repositoryRule({
  id: 'pipeline/flume-unwired',
  summary: 'Parts of a Flume agent that are not connected',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Flume User Guide, Configuration', url: 'https://flume.apache.org/releases/content/1.11.0/FlumeUserGuide.html#configuration' }],
  docs: {
    what: 'Finds sources and sinks whose channel is missing or not among the channels of their agent, and channels no source or sink uses.',
    why: 'Flume leaves them out with a line in its log: no event passes, and what is trained and watched downstream runs on old data.',
    instead: 'Name a channel that the agent lists in `agent.channels`.',
    limits: 'Only agents whose sources, channels and sinks are listed in one file.',
  },
  options: {},
  messages: { missing: '`{name}` has no channel, so no event passes it', unknown: 'The agent lists no channel `{channel}`', unused: 'No source or sink uses channel `{channel}`' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a slip', format: 'repository', fileName: 'flume.conf', text: 'a1.sources = r1\na1.channels = c1\na1.sinks = k1\na1.sources.r1.channels = c1\na1.channels.c1.type = memory\na1.sinks.k1.type = logger\na1.sinks.k1.channel = c2\n                      ^^ unknown\n' },
    ],
    good: [
      { title: 'connected', format: 'repository', fileName: 'flume.conf', text: 'a1.sources = r1\na1.channels = c1\na1.sinks = k1\na1.sources.r1.channels = c1\na1.sinks.k1.channel = c1\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...FLUME_FILES],
  needs: 'files',
  find: ({ repository: { files } }) =>
    flumeAgents(files).flatMap(({ channels, sources, sinks, listed }) => {
      const known = [...channels.keys()];
      const parts = [...[...sources].map(([name, settings]) => ({ name, settings, key: 'channels' })), ...[...sinks].map(([name, settings]) => ({ name, settings, key: 'channel' }))];
      const used = new Set(parts.flatMap(({ settings, key }) => settings.get(key)?.value.split(/\s+/) ?? []));
      const ofParts = parts.flatMap(({ name, settings, key }) => {
        const setting = settings.get(key);
        const [anything] = settings.values();
        const wrong = setting === undefined ? [{ message: 'missing' as const, at: anything?.at ?? listed, data: { name: { text: name } } }] : [];
        const unknown = (setting === undefined ? [] : setting.value.split(/\s+/)).filter((channel) => !known.includes(channel) && !channel.includes('$')).map((channel) => ({ message: 'unknown' as const, at: setting?.at ?? listed, data: { channel: { text: channel } } }));
        return [...wrong, ...unknown];
      });
      const unused = known.filter((channel) => !used.has(channel) && ![...used].some((each) => each.includes('$'))).map((channel) => ({ message: 'unused' as const, at: [...(channels.get(channel)?.values() ?? [])][0]?.at ?? listed, data: { channel: { text: channel } } }));
      return [...ofParts, ...(ofParts.length > 0 ? [] : unused)];
    }),
  mend: null,
});
