/** Texts of programs by absolute path, wherever they are kept. Maps are such. */

export interface Sources {
  get(path: string): string | undefined;
  has(path: string): boolean;
  keys(): Iterable<string>;
}

export interface SourceStore extends Sources {
  set(path: string, text: string): void;
}
