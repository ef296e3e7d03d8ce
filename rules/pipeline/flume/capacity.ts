import { FLUME_FILES, flumeAgents } from '../../api/repository/flume.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

/** Of `capacity` and `transactionCapacity` of memory channels. Source: Flume User Guide, Memory Channel. */
const DEFAULT_CAPACITY = 100;

function numberOf(setting: { readonly value: string } | undefined): number | null {
  if (setting === undefined) return DEFAULT_CAPACITY;
  return /^\d+$/.test(setting.value) ? Number(setting.value) : null;
}

export const rule = repositoryRule({
  id: 'pipeline/flume-capacity',
  summary: 'Flume channels that cannot hold a transaction',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Flume User Guide, Memory Channel', url: 'https://flume.apache.org/releases/content/1.11.0/FlumeUserGuide.html#memory-channel' }],
  docs: {
    what: 'Finds channels whose `transactionCapacity` is larger than their `capacity`, and sinks or sources whose batch is larger than the `transactionCapacity` of their memory channel.',
    why: 'The agent refuses to start with the first; with the second the transaction fails again and again, and no event arrives.',
    instead: 'Make `capacity` at least `transactionCapacity`, and that at least the largest batch.',
    limits: 'Memory channels have a default of 100 for both. Values with variables are passed over.',
  },
  options: {},
  messages: { transaction: '`transactionCapacity` {transaction} is larger than the capacity {capacity} of the channel', batch: 'A batch of {batch} is larger than the transactions of channel `{channel}`, {transaction}' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a channel', format: 'repository', fileName: 'flume.conf', text: 'a1.sources = r1\na1.channels = c1\na1.sinks = k1\na1.sources.r1.channels = c1\na1.sinks.k1.channel = c1\na1.channels.c1.type = memory\na1.channels.c1.capacity = 100\na1.channels.c1.transactionCapacity = 1000\n                                     ^^^^ transaction\n' },
    ],
    good: [
      { title: 'large enough', format: 'repository', fileName: 'flume.conf', text: 'a1.sources = r1\na1.channels = c1\na1.sinks = k1\na1.sources.r1.channels = c1\na1.sinks.k1.channel = c1\na1.channels.c1.type = memory\na1.channels.c1.capacity = 10000\na1.channels.c1.transactionCapacity = 1000\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...FLUME_FILES],
  needs: 'files',
  find: ({ repository: { files } }) =>
    flumeAgents(files).flatMap(({ channels, sources, sinks }) => {
      const ofChannels = [...channels].flatMap(([name, settings]) => {
        if (settings.get('type')?.value !== 'memory') return [];
        const [capacity, transaction] = [numberOf(settings.get('capacity')), numberOf(settings.get('transactionCapacity'))];
        const blamed = settings.get('transactionCapacity') ?? settings.get('capacity');
        const isWrong = capacity !== null && transaction !== null && transaction > capacity && blamed !== undefined;
        const wrong = isWrong ? [{ message: 'transaction' as const, at: blamed.at, data: { transaction, capacity } }] : [];
        const users = [...sources.values(), ...sinks.values()].filter((each) => [each.get('channel')?.value, ...(each.get('channels')?.value.split(/\s+/) ?? [])].includes(name));
        const batches = users.flatMap((each) => [each.get('batchSize'), each.get('hdfs.batchSize')]).flatMap((setting) => {
          const batch = setting === undefined ? null : numberOf(setting);
          return setting !== undefined && batch !== null && transaction !== null && batch > transaction ? [{ message: 'batch' as const, at: setting.at, data: { batch, transaction, channel: { text: name } } }] : [];
        });
        return [...wrong, ...batches];
      });
      return ofChannels;
    }),
  mend: null,
});
