/** A config file as a tree with places, the same for YAML and TOML. Keys are entries of a list, so no name is special. */

/** 1-based. */
export interface SettingPlace {
  readonly line: number;
  readonly column: number;
}

export type SettingNode = SettingMap | SettingList | SettingScalar;

export interface SettingMap {
  readonly kind: 'map';
  readonly place: SettingPlace;
  readonly entries: readonly SettingEntry[];
}

export interface SettingEntry {
  readonly key: string;
  readonly place: SettingPlace;
  readonly value: SettingNode;
}

export interface SettingList {
  readonly kind: 'list';
  readonly place: SettingPlace;
  readonly items: readonly SettingNode[];
}

export interface SettingScalar {
  readonly kind: 'scalar';
  readonly place: SettingPlace;
  readonly value: string | number | boolean | null;
}

/** A parsed file, or the first thing that makes it unreadable. */
export type ParsedSettings =
  | { readonly ok: true; readonly root: SettingMap }
  | { readonly ok: false; readonly place: SettingPlace | null; readonly message: string };

/** Nesting and size no honest config file comes near. */
export const MAX_SETTING_DEPTH = 32;
export const MAX_SETTING_NODES = 20_000;
