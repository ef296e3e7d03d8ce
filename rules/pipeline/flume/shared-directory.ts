import { FLUME_FILES, flumeAgents } from '../../api/repository/flume.ts';
import type { FlumeSetting } from '../../api/repository/flume.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

/** Defaults. Source: Flume User Guide, File Channel. */
const DEFAULTS: Readonly<Record<string, string>> = { checkpointDir: '~/.flume/file-channel/checkpoint', dataDirs: '~/.flume/file-channel/data' };

/** Folders a channel locks, each with the setting that shows it. */
function foldersOf(settings: ReadonlyMap<string, FlumeSetting>): readonly { readonly folder: string; readonly setting: FlumeSetting | undefined }[] {
  return Object.entries(DEFAULTS).flatMap(([key, byDefault]) => {
    const setting = settings.get(key);
    const folders = (setting?.value ?? byDefault).split(',').map((folder) => folder.trim().replace(/\/$/, ''));
    return folders.filter((folder) => folder !== '' && !folder.includes('$')).map((folder) => ({ folder, setting: setting ?? settings.get('type') }));
  });
}

export const rule = repositoryRule({
  id: 'pipeline/flume-shared-directory',
  summary: 'File channels of Flume in the same folder',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Flume User Guide, File Channel', url: 'https://flume.apache.org/releases/content/1.11.0/FlumeUserGuide.html#file-channel' }],
  docs: {
    what: 'Finds agents with two file channels that name the same `checkpointDir` or `dataDirs`, or of which two name none and get the default.',
    why: 'A file channel locks its folders. Only one of the channels starts; what goes through the others never arrives.',
    instead: 'Give each channel folders of its own.',
    limits: 'Channels of other agents on the same machine are not compared. Values with variables are passed over.',
  },
  options: {},
  messages: { shared: 'Channels `{first}` and `{second}` both lock `{folder}`, so one of them never starts' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'the same folder', format: 'repository', fileName: 'flume.conf', text: 'a1.sources = r1\na1.channels = c1 c2\na1.sinks = k1 k2\na1.sources.r1.channels = c1 c2\na1.sinks.k1.channel = c1\na1.sinks.k2.channel = c2\na1.channels.c1.type = file\na1.channels.c1.checkpointDir = /var/flume/checkpoint\na1.channels.c1.dataDirs = /var/flume/c1\na1.channels.c2.type = file\na1.channels.c2.checkpointDir = /var/flume/checkpoint\n                               ^^^^^^^^^^^^^^^^^^^^^ shared\na1.channels.c2.dataDirs = /var/flume/c2\n' },
    ],
    good: [
      { title: 'folders of their own', format: 'repository', fileName: 'flume.conf', text: 'a1.sources = r1\na1.channels = c1 c2\na1.sinks = k1 k2\na1.sources.r1.channels = c1 c2\na1.sinks.k1.channel = c1\na1.sinks.k2.channel = c2\na1.channels.c1.type = file\na1.channels.c1.checkpointDir = /var/flume/c1/checkpoint\na1.channels.c1.dataDirs = /var/flume/c1/data\na1.channels.c2.type = file\na1.channels.c2.checkpointDir = /var/flume/c2/checkpoint\na1.channels.c2.dataDirs = /var/flume/c2/data\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...FLUME_FILES],
  needs: 'files',
  find: ({ repository: { files } }) =>
    flumeAgents(files).flatMap(({ channels }) => {
      const owners = new Map<string, string>();
      return [...channels].flatMap(([second, settings]) => {
        if (settings.get('type')?.value !== 'file') return [];
        const shared = foldersOf(settings).filter(({ folder }) => owners.has(folder)).slice(0, 1);
        const found = shared.flatMap(({ folder, setting }) => (setting === undefined ? [] : [{ message: 'shared' as const, at: setting.at, data: { first: { text: owners.get(folder) ?? '' }, second: { text: second }, folder: { text: folder } } }]));
        for (const { folder } of foldersOf(settings)) if (!owners.has(folder)) owners.set(folder, second);
        return found;
      });
    }),
  mend: null,
});
