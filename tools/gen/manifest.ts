/** The generated part of package.json: the editor's settings. Edited by path, everything else keeps its bytes. */
import { applyEdits, modify } from 'jsonc-parser';
import { DEFAULT_SETTINGS, type Settings } from '../../server/lsp/settings.ts';

interface EditorSetting {
  readonly key: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** One entry for each setting the server reads, so that none can be forgotten here. */
const SETTINGS: Readonly<Record<keyof Settings, EditorSetting>> = {
  isEnabled: { key: 'lintel.enable', schema: { type: 'boolean', default: DEFAULT_SETTINGS.isEnabled, markdownDescription: 'Check the workspace.' } },
  checksDataByItself: {
    key: 'lintel.data.enable',
    schema: { type: 'boolean', default: DEFAULT_SETTINGS.checksDataByItself, markdownDescription: 'Check data files without being asked to. When off, the commands still check them.' },
  },
  checksCode: { key: 'lintel.code.enable', schema: { type: 'boolean', default: DEFAULT_SETTINGS.checksCode, markdownDescription: 'Check Python files and notebooks.' } },
  hintsRows: {
    key: 'lintel.inlayHints.rows',
    schema: { type: 'boolean', default: DEFAULT_SETTINGS.hintsRows, markdownDescription: 'Show beside variables which rows they hold, such as `train part of df, 80 % of rows`.' },
  },
  memoryLimitBytes: {
    key: 'lintel.memoryLimitMB',
    schema: { type: ['number', 'null'], default: null, minimum: 64, markdownDescription: 'Memory the data engine may use, in MB. Empty: as `lintel.yaml` says, else 400.' },
  },
  timeLimitMs: {
    key: 'lintel.timeLimitSeconds',
    schema: { type: ['number', 'null'], default: null, minimum: 1, markdownDescription: 'Time one dataset may take, in seconds. Empty: as `lintel.yaml` says, else 600.' },
  },
  showsSuppressed: {
    key: 'lintel.showSuppressed',
    schema: { type: 'boolean', default: DEFAULT_SETTINGS.showsSuppressed, markdownDescription: 'Show ignored findings as hints.' },
  },
};

/** Read by the language client library itself. */
const TRACE: EditorSetting = {
  key: 'lintel.trace.server',
  schema: { type: 'string', enum: ['off', 'messages', 'verbose'], default: 'off', markdownDescription: 'Log the messages between the editor and the language server.' },
};

/** Read by the client. */
const SCORE_STATUS: EditorSetting = {
  key: 'lintel.score.statusItem',
  schema: { type: 'boolean', default: false, markdownDescription: 'Show the proven ML Test Score in the status bar. The workspace is then looked at again whenever files change, in a process of its own.' },
};

const SCHEMA_FILES: readonly string[] = ['lintel.yaml', '.lintel.yaml'];

/** Where people attest tests of the score. */
const ATTESTATION_SCHEMA_FILES: readonly string[] = ['.lintel/attestations.yaml', '.lintel/attestations.yml', '.lintel/attestations/*.yaml', '.lintel/attestations/*.yml'];

/** Returns the manifest with its settings and schema contributions renewed. */
export function manifestWithSettings(manifest: string): string {
  const properties = Object.fromEntries([...Object.values(SETTINGS), SCORE_STATUS, TRACE].map(({ key, schema }) => [key, schema]));
  const withSettings = setPath(manifest, ['contributes', 'configuration'], { title: 'Lintel', properties });
  const schemas = [
    ...SCHEMA_FILES.map((fileMatch) => ({ fileMatch, url: './schemas/lintel.schema.json' })),
    ...ATTESTATION_SCHEMA_FILES.map((fileMatch) => ({ fileMatch, url: './schemas/lintel.attestations.schema.json' })),
  ];
  return setPath(withSettings, ['contributes', 'yamlValidation'], schemas);
}

function setPath(json: string, at: string[], value: unknown): string {
  return applyEdits(json, modify(json, at, value, { formattingOptions: { insertSpaces: true, tabSize: 2, eol: '\n' } }));
}
