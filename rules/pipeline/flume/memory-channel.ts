import { FLUME_FILES, flumeAgents } from '../../api/repository/flume.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

/** Sinks whose events somebody wants to keep. */
const STORES = /^(?:hdfs|hive|hbase2?|asynchbase|file_roll|elasticsearch|http|org\.apache\.flume\.sink\.(?:kafka\.KafkaSink|kite\.DatasetSink|hive\.HiveSink|hbase2?\.\w+))$/i;

export const rule = repositoryRule({
  id: 'pipeline/flume-memory-channel',
  summary: 'Events on their way to storage kept in memory only',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Flume User Guide, Memory Channel', url: 'https://flume.apache.org/releases/content/1.11.0/FlumeUserGuide.html#memory-channel' }],
  docs: {
    what: 'Finds memory channels that lead to a sink which stores events: HDFS, Hive, HBase, Kafka, files, Elasticsearch.',
    why: 'When the agent stops or its machine fails, all events in the channel are gone. What is trained on has holes, mostly at times of trouble, and nothing says so.',
    instead: 'Use a `file` channel, or a Kafka channel, for events that must arrive.',
    limits: 'Sinks that only log or discard are passed over. Where losing events is accepted, silence the rule there with a reason.',
  },
  options: {},
  messages: { memory: 'Events for the `{type}` sink are lost from memory when the agent stops' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'on the way to HDFS', format: 'repository', fileName: 'flume.conf', text: 'a1.sources = r1\na1.channels = c1\na1.sinks = k1\na1.sources.r1.channels = c1\na1.channels.c1.type = memory\n                      ^^^^^^ memory\na1.sinks.k1.type = hdfs\na1.sinks.k1.channel = c1\n' },
    ],
    good: [
      { title: 'a channel of files', format: 'repository', fileName: 'flume.conf', text: 'a1.sources = r1\na1.channels = c1\na1.sinks = k1\na1.sources.r1.channels = c1\na1.channels.c1.type = file\na1.channels.c1.checkpointDir = /var/flume/c1/checkpoint\na1.channels.c1.dataDirs = /var/flume/c1/data\na1.sinks.k1.type = hdfs\na1.sinks.k1.channel = c1\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...FLUME_FILES],
  needs: 'files',
  find: ({ repository: { files } }) =>
    flumeAgents(files).flatMap(({ channels, sinks }) =>
      [...channels].flatMap(([name, settings]) => {
        const type = settings.get('type');
        const sink = [...sinks.values()].find((each) => each.get('channel')?.value === name && STORES.test(each.get('type')?.value ?? ''));
        return type?.value !== 'memory' || sink === undefined ? [] : [{ message: 'memory', at: type.at, data: { type: { text: (sink.get('type')?.value ?? '').split('.').at(-1) ?? '' } } }];
      }),
    ),
  mend: null,
});
