/** Texts of the files that findings stand in, for reports that show lines or hash them. */

/** Reads files one after the other and keeps none: what a report needs of each is taken at once. */
export interface BlamedTexts {
  /**
   * Returns what `digest` makes of each text, by path as given. Paths are those of findings. Files that are missing, too large, too many
   * or outside of the folder reports speak of are left out. Bytes are read as UTF-8, a byte order mark is kept, what is no UTF-8 replaced.
   */
  digest<T>(paths: Iterable<string>, digest: (text: string, path: string) => T): Promise<ReadonlyMap<string, T>>;
}

/** What lies around a report. */
export interface Surroundings {
  /** The files findings stand in. */
  readonly texts: BlamedTexts;
  /** The working folder as seen from the folder git begins in; `.` where that is one folder, or there is no repository. */
  readonly folderInRepository: string;
}

/** Where there are no files to read. */
export const NO_SURROUNDINGS: Surroundings = { texts: { digest: async () => new Map() }, folderInRepository: '.' };
