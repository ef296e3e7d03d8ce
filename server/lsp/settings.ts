/** The editor's settings for Lintel. They come from outside, so everything is checked; what does not fit falls back. */

export interface Settings {
  readonly isEnabled: boolean;
  /** Whether data files are checked without being asked to. */
  readonly checksDataByItself: boolean;
  /** Whether Python files and notebooks are checked. */
  readonly checksCode: boolean;
  /** Whether hints beside variables say which rows they hold. */
  readonly hintsRows: boolean;
  /** Null: as the config file says. */
  readonly memoryLimitBytes: number | null;
  readonly timeLimitMs: number | null;
  /** Whether ignored findings are shown as hints. */
  readonly showsSuppressed: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  isEnabled: true,
  checksDataByItself: true,
  checksCode: true,
  hintsRows: false,
  memoryLimitBytes: null,
  timeLimitMs: null,
  showsSuppressed: false,
};

const BYTES_PER_MB = 1_000_000;
const MS_PER_SECOND = 1000;

/** @param section the value of the editor's section `lintel` */
export function readSettings(section: unknown): Settings {
  return {
    isEnabled: flag(member(section, 'enable'), DEFAULT_SETTINGS.isEnabled),
    checksDataByItself: flag(member(member(section, 'data'), 'enable'), DEFAULT_SETTINGS.checksDataByItself),
    checksCode: flag(member(member(section, 'code'), 'enable'), DEFAULT_SETTINGS.checksCode),
    hintsRows: flag(member(member(section, 'inlayHints'), 'rows'), DEFAULT_SETTINGS.hintsRows),
    memoryLimitBytes: scaled(member(section, 'memoryLimitMB'), BYTES_PER_MB),
    timeLimitMs: scaled(member(section, 'timeLimitSeconds'), MS_PER_SECOND),
    showsSuppressed: flag(member(section, 'showSuppressed'), DEFAULT_SETTINGS.showsSuppressed),
  };
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}

function flag(value: unknown, fallback: boolean): boolean {
  return typeof value === 'boolean' ? value : fallback;
}

function scaled(value: unknown, factor: number): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value * factor : null;
}
