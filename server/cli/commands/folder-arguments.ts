/** What commands on one folder are given. */
export interface FolderArguments {
  /** As given. */
  readonly path: string;
  /** Flags on the command line, by name. */
  readonly given: ReadonlyMap<string, readonly string[]>;
}
