/** Which files and folders hold tables or programs, by their names. */

/** What a name says about a file met while walking. */
export type NameVerdict = 'table' | 'json' | 'program' | 'no';

const TABLE_NAME = /\.(?:(?:csv|tsv|tab|psv|jsonl|ndjson)(?:\.(?:gz|zst))?|parquet|pq)$/i;
const PROGRAM_NAME = /\.(?:py|ipynb)$/i;
const JSON_NAME = /\.json(?:\.(?:gz|zst))?$/i;
/** JSON that configures a tool, describes data, or reports to GitLab; a table only when named by the user. */
const CONFIG_JSON = /(?:^|[._-])(?:package|lock|tsconfig|jsconfig|composer|manifest|metadata|config|settings|schema|compile_commands|tasks|launch|openapi|swagger)(?:[._-]|\.json)|^gl-[\w-]+-report\./i;

/** Says what a file with this name is read as; `json` is a table only if its content shows it. */
export function judgeName(name: string): NameVerdict {
  if (name.startsWith('.') || name.startsWith('~$')) return 'no';
  if (TABLE_NAME.test(name)) return 'table';
  if (PROGRAM_NAME.test(name)) return 'program';
  return JSON_NAME.test(name) && !CONFIG_JSON.test(name) ? 'json' : 'no';
}

/** Folders that hold tools, caches or products of a build. Hidden folders are left out as well. */
const SKIPPED_FOLDERS: readonly string[] = [
  'node_modules', 'bower_components', 'venv', 'virtualenv', '__pycache__', '__pypackages__', 'site-packages', 'dist-packages', 'dist', 'build', 'htmlcov',
  'mlruns', 'wandb', 'lightning_logs', '__MACOSX',
];

/** Says whether a folder with this name is never looked into unless it is named by the user. */
export function isSkippedFolder(name: string): boolean {
  return name.startsWith('.') || SKIPPED_FOLDERS.includes(name) || name.endsWith('.egg-info');
}

/** A file of this name makes its folder a virtual environment: other people's code. */
export const ENVIRONMENT_FILE = 'pyvenv.cfg';

/** Files that belong to a folder of part files without being data. */
export function isSideFile(name: string): boolean {
  return name.startsWith('_') || name.startsWith('.') || name.endsWith('.crc');
}

const SPARK_PART = /^(part)[-.]\d{1,10}(?:[-._].*)?\.(csv|tsv|jsonl|ndjson|json|parquet|pq)(?:\.(?:gz|zst|snappy))?$/i;
const SHARD = /^(.*)-\d{5}-of-(\d{5})\.(csv|tsv|jsonl|ndjson|json|parquet|pq)(?:\.(?:gz|zst))?$/i;

export interface PartName {
  /** Equal for the parts of one dataset in one folder. */
  readonly group: string;
  /** What the dataset is called beside others in its folder; null when the folder's name is enough. */
  readonly title: string | null;
}

/** Returns which dataset a part file belongs to, or null when the name is not that of a part. */
export function partName(name: string): PartName | null {
  const spark = SPARK_PART.exec(name);
  if (spark !== null) return { group: `part.${(spark[2] ?? '').toLowerCase()}`, title: null };
  const shard = SHARD.exec(name);
  if (shard === null) return null;
  const title = `${shard[1]}-*-of-${shard[2]}.${shard[3]}`;
  return { group: title, title };
}

/** Says whether the folder's name is a partition such as `year=2024`. */
export function isPartitionFolder(name: string): boolean {
  return /^[A-Za-z_][\w.-]{0,100}=.{0,200}$/.test(name);
}
