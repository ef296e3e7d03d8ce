/** Watches files and folders for changes, through chokidar. */
import { watch } from 'chokidar';

export interface WatchRequest {
  /** Absolute files and folders; they need not be there yet. */
  readonly paths: readonly string[];
  /** Told of an absolute path that is to be left alone; folders with everything in them. */
  readonly isIgnored: (path: string) => boolean;
  /** Told of each change once watching has begun. */
  readonly onChange: () => void;
  /** Told when changes may be missed; a plain sentence. */
  readonly onProblem: (text: string) => void;
}

/** Resolves when changes are seen from then on. */
export async function watchFiles({ paths, isIgnored, onChange, onProblem }: WatchRequest): Promise<{ close(): Promise<void> }> {
  const watcher = watch([...paths], { ignored: (path) => isIgnored(path), ignoreInitial: true, followSymlinks: false, ignorePermissionErrors: true });
  let isTold = false;
  watcher.on('all', onChange);
  watcher.on('error', (error) => {
    if (isTold) return;
    isTold = true;
    onProblem(textOf(error));
  });
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return { close: () => watcher.close() };
}

function textOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  if (code === 'ENOSPC' || code === 'EMFILE') return `there are more files than this system watches (${code}); name the folders that matter, or raise fs.inotify.max_user_watches`;
  return `some files cannot be watched (${code})`;
}
