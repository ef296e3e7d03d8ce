/** `lintel doctor`: what works here, what does not, and what is switched off. */
import { arch, platform, release } from 'node:os';
import { createConfigLoader, describeOrigin } from '../../core/config/load.ts';
import type { LoadedConfig } from '../../core/config/load.ts';
import { formatDuration, formatSize } from '../../core/config/quantities.ts';
import type { EngineInfo, EngineResult } from '../../core/data/engine.ts';
import { metaRules } from '../../core/meta-rules.ts';
import type { DescribedRule } from '../../core/meta-rules.ts';
import type { OpenedPythonTools } from '../../core/python/python-tools.ts';
import { selectRules } from '../../core/rule-selection.ts';
import { counted } from '../../report/numbers.ts';
import { escapeInvisible, SCHEMA_VERSION } from '../../report/json.ts';
import { display, padEnd } from '../../report/terminal.ts';
import { EXIT } from '../exit.ts';
import { CACHE_FLAGS, readCacheFlags } from '../cache-flags.ts';
import type { CacheContents, CliHost } from '../host.ts';
import { cacheFolder } from '../open-cache.ts';
import { collectFlags } from '../raw-flags.ts';
import { writeText } from '../streams.ts';

/** What `doctor` looks at. */
export interface Installation {
  readonly version: string;
  readonly engine: EngineResult<EngineInfo>;
  readonly python: OpenedPythonTools;
  readonly loaded: LoadedConfig;
  /** Null where results of earlier runs are not kept, left out where nobody would; `contents` is null where nothing is yet. */
  readonly cache?: { readonly folder: string; readonly contents: CacheContents | null } | null;
  /** Every rule, those about the configuration included. */
  readonly rules: readonly DescribedRule[];
}

/** Prints the state of this installation; 2 when something keeps it from working. */
export async function runDoctor(format: 'text' | 'json', host: CliHost): Promise<number> {
  const rules = [...(await host.loadRules()), ...metaRules];
  const loader = createConfigLoader({ files: await host.openFiles(), rules, workingFolder: host.workingFolder, source: 'discover' });
  const loaded = await loader.forFolder(host.workingFolder);
  const opened = await host.openPorts({ memoryLimitBytes: loaded.config.memoryLimitBytes, jobs: null, warms: 'engine', log: { info: () => undefined, warn: () => undefined } });
  try {
    const installation = { version: host.version, engine: await opened.ports.engine.info(), python: await opened.ports.openPython(), loaded, cache: await describeCache(host), rules };
    const code = await writeText(host.stdout, format === 'json' ? doctorJson(installation) : describeInstallation(installation));
    return installation.engine.ok && installation.python.ok && loaded.problems.length === 0 ? code : EXIT.incomplete;
  } finally {
    await opened.close();
  }
}

async function describeCache(host: CliHost): Promise<NonNullable<Installation['cache']> | null> {
  const flags = readCacheFlags(collectFlags(CACHE_FLAGS, { given: new Map(), env: host.env }));
  const folder = cacheFolder(flags, host);
  return folder === null || !flags.usesCache || host.caches === undefined ? null : { folder, contents: await host.caches.contents(folder) };
}

function cacheText(cache: NonNullable<Installation['cache']> | null): string {
  if (cache === null) return 'nothing is kept of earlier runs';
  const { folder, contents } = cache;
  return contents === null ? `${folder}; nothing is kept yet` : `${folder}; ${counted(contents.entries, 'result', 'results')}, ${formatSize(Math.ceil(contents.bytes / 1000) * 1000)}`;
}

/** Returns the state of the installation as lines of text. */
export function describeInstallation(installation: Installation): string {
  const { version, engine, python, loaded, rules } = installation;
  const { config, problems } = loaded;
  const off = switchedOff(installation);
  const rows: readonly (readonly [string, string])[] = [
    ['lintel', version],
    ['node', process.versions.node],
    ['system', `${platform()} ${arch()} ${release()}`],
    ['engine', engine.ok ? `${engine.value.name} ${engine.value.version}` : `does not work: ${engine.text}`],
    ['python', python.ok ? `parser works; ${python.tools.knowledge.libraries.length} libraries known` : `does not work: ${python.text}`],
    ['config', config.file ?? 'none found; the defaults hold'],
    ...problems.map(({ path, line, message }): readonly [string, string] => ['', `${path}${line === null ? '' : `:${line}`}: ${message}`]),
    ['memory limit', `${formatSize(config.memoryLimitBytes)} (${describeOrigin(config.origins['memory-limit'])})`],
    ['time limit', `${formatDuration(config.timeLimitMs)} per dataset (${describeOrigin(config.origins['time-limit'])})`],
    ...(installation.cache === undefined ? [] : [['cache', cacheText(installation.cache)] as const]),
    ['rules', `${rules.length - off.length} of ${rules.length} switched on`],
    ...off.map(({ rule, why }): readonly [string, string] => ['', `${rule}: ${why}`]),
  ];
  return rows.map(([name, value]) => `${padEnd(name, 12)}  ${display(value)}\n`).join('');
}

function switchedOff({ loaded, rules }: Installation): readonly { readonly rule: string; readonly why: string }[] {
  const { config } = loaded;
  const on = new Set(selectRules(rules, config).map((rule) => rule.id));
  return rules
    .filter((rule) => !on.has(rule.id))
    .map((rule) => {
      const isIgnored = selectRules([rule], { ...config, ignore: [] }).length > 0;
      const key = isIgnored ? 'ignore' : 'select';
      const why = rule.status === 'deprecated' ? 'deprecated; runs only when named' : `${isIgnored ? 'in `ignore`' : 'not in `select`'} (${describeOrigin(config.origins[key])})`;
      return { rule: rule.id, why };
    });
}

function doctorJson(installation: Installation): string {
  const { version, engine, python, loaded, rules } = installation;
  const document = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'lintel', version },
    node: process.versions.node,
    system: { platform: platform(), arch: arch(), release: release() },
    engine: engine.ok ? { works: true, ...engine.value } : { works: false, reason: engine.reason, message: engine.text },
    python: python.ok ? { works: true, libraries: python.tools.knowledge.libraries.length } : { works: false, message: python.text },
    config: { file: loaded.config.file, problems: loaded.problems },
    limits: { memoryLimitBytes: loaded.config.memoryLimitBytes, timeLimitMs: loaded.config.timeLimitMs },
    cache: installation.cache ?? null,
    rules: { known: rules.length, switchedOff: switchedOff(installation) },
  };
  return `${escapeInvisible(JSON.stringify(document, null, 2))}\n`;
}
