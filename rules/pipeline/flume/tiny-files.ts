import { FLUME_FILES, flumeAgents } from '../../api/repository/flume.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

export const rule = repositoryRule({
  id: 'pipeline/flume-tiny-files',
  summary: 'HDFS sinks of Flume that write many tiny files',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Flume User Guide, HDFS Sink', url: 'https://flume.apache.org/releases/content/1.11.0/FlumeUserGuide.html#hdfs-sink' }],
  docs: {
    what: 'Finds HDFS sinks that set none of `hdfs.rollInterval`, `hdfs.rollSize` and `hdfs.rollCount`.',
    why: 'By default a file is closed after 30 seconds, 1,024 bytes or 10 events. A day of events becomes hundreds of thousands of files; training spends its time opening them.',
    instead: 'Set all three, for example `rollInterval = 600`, `rollSize = 134217728`, `rollCount = 0`.',
    limits: 'Where one of them is set, it is taken for a choice.',
  },
  options: {},
  messages: { tiny: 'The sink begins another file every 10 events or 1,024 bytes' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'defaults', format: 'repository', fileName: 'flume.conf', text: 'a1.sources = r1\na1.channels = c1\na1.sinks = k1\na1.sources.r1.channels = c1\na1.channels.c1.type = file\na1.sinks.k1.type = hdfs\n                   ^^^^ tiny\na1.sinks.k1.hdfs.path = /events\na1.sinks.k1.channel = c1\n' },
    ],
    good: [
      { title: 'large files', format: 'repository', fileName: 'flume.conf', text: 'a1.sources = r1\na1.channels = c1\na1.sinks = k1\na1.sources.r1.channels = c1\na1.channels.c1.type = file\na1.sinks.k1.type = hdfs\na1.sinks.k1.hdfs.path = /events\na1.sinks.k1.hdfs.rollInterval = 600\na1.sinks.k1.hdfs.rollSize = 134217728\na1.sinks.k1.hdfs.rollCount = 0\na1.sinks.k1.channel = c1\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...FLUME_FILES],
  needs: 'files',
  find: ({ repository: { files } }) =>
    flumeAgents(files).flatMap(({ sinks }) =>
      [...sinks.values()].flatMap((settings) => {
        const type = settings.get('type');
        return type?.value.toLowerCase() === 'hdfs' && !['rollInterval', 'rollSize', 'rollCount'].some((name) => settings.has(`hdfs.${name}`)) ? [{ message: 'tiny', at: type.at }] : [];
      }),
    ),
  mend: null,
});
