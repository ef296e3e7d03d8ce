/** Why something was not written, as the end of a sentence. */
export function writeProblem(error: unknown): string {
  const code = errorCode(error);
  return SENTENCES[code] ?? code;
}

/** Returns the code of an error of the file system; of others what they say. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? String(error.code) : error.message;
}

const SENTENCES: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EISDIR: 'it is a folder',
  ENOENT: 'its folder is not there',
  ENOTDIR: 'its folder is a file',
  ENXIO: 'nobody reads it',
  EPIPE: 'nobody reads it',
  ENAMETOOLONG: 'the path is too long',
};
