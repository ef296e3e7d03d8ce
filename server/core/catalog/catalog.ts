/** Every dataset a repository knows, as plain data: what it holds, who makes and reads it, where it comes from. No times, no absolute paths. */
import type { RepositoryPlace } from '../../../rules/api/repository/place.ts';
import type { NotChecked } from '../report.ts';

export type DatasetKind =
  /** A file or folder, here or on a machine the programs run on. */
  | 'file'
  | 'address'
  | 'table'
  | 'topic'
  /** Comes with a package. */
  | 'library'
  /** A name of a pipeline that is kept nowhere. */
  | 'memory';

export interface Dataset {
  /** Kind and name: `file:data/ratings.csv`. Unique. */
  readonly id: string;
  readonly kind: DatasetKind;
  /** Path relative to the root where it lies inside, `*` for what differs; address, table, topic. */
  readonly name: string;
  /** What catalogues call it. */
  readonly aliases: readonly string[];
  /** `csv`, `parquet`, `kedro pandas.CSVDataset`; null when nothing says so. */
  readonly format: string | null;
  readonly holds: 'data' | 'model';
  /** Where catalogues, stages and schemas declare it. */
  readonly declared: readonly RepositoryPlace[];
  /** Whether it lies in the repository; null for what cannot. */
  readonly isHere: boolean | null;
  readonly sizeBytes: number | null;
  /** More than one for folders, parts and dated copies. */
  readonly files: number | null;
  readonly rows: number | null;
  readonly schema: DatasetSchema | null;
  readonly versions: readonly DatasetVersion[];
  readonly owner: DatasetOwner | null;
  readonly producers: readonly DatasetUse[];
  readonly consumers: readonly DatasetUse[];
  /** One step up. */
  readonly derivedFrom: readonly Derivation[];
  /** Ids of all it rests on, over all steps. */
  readonly restsOn: readonly string[];
  /** Ids of all that rests on it. */
  readonly reaches: readonly string[];
  /** Whether it rests on itself. */
  readonly isLoop: boolean;
  readonly gaps: readonly Gap[];
}

export interface DatasetSchema {
  /** What says so: the file itself, SQL, a schema file, what a program names when it reads. */
  readonly source: 'file' | 'sql' | 'schema' | 'code';
  readonly at: RepositoryPlace;
  /** False when there may be other columns. */
  readonly isWhole: boolean;
  readonly columns: readonly DatasetColumn[];
}

export interface DatasetColumn {
  readonly name: string;
  /** As the source writes it; guessed from the first rows of text files. Null when nothing says so. */
  readonly type: string | null;
  readonly isPersonal: boolean;
}

export interface DatasetVersion {
  readonly by: 'git' | 'dvc' | 'kedro' | 'name';
  /** Last change, hash, or what stands in the name. */
  readonly text: string;
  readonly at: RepositoryPlace | null;
}

export interface DatasetOwner {
  readonly name: string;
  /** `commits`: who changed what makes it most often. */
  readonly by: 'codeowners' | 'commits';
}

export interface Actor {
  readonly kind: 'script' | 'notebook' | 'test' | 'kedro-node' | 'dvc-stage' | 'dbt-model' | 'sql' | 'connector' | 'command';
  /** Path of a program, name of a node or stage. */
  readonly name: string;
  /** The program's file, or where the step is declared. */
  readonly path: string;
}

export interface DatasetUse {
  readonly actor: Actor;
  /** Sorted. */
  readonly places: readonly RepositoryPlace[];
  /** What reads or writes it there: `pandas.read_csv`; sorted. */
  readonly by: readonly string[];
}

export interface Derivation {
  /** Id. */
  readonly dataset: string;
  /** Name of the program or step in between. */
  readonly through: string;
  /** False when the program reads the one and writes the other, and no more is known. */
  readonly isProven: boolean;
}

export type Gap =
  /** It is read, and nothing here makes it, holds it or says its version. */
  | 'origin-unknown'
  /** Nothing keeps earlier states of it. */
  | 'unversioned'
  /** It is here or declared, and nothing that could be followed makes or reads it. */
  | 'unused';

export interface Catalog {
  /** Sorted by kind and name. */
  readonly datasets: readonly Dataset[];
  /** Reads and writes whose dataset cannot be told. */
  readonly unnamed: readonly UnnamedUse[];
  readonly notChecked: readonly NotChecked[];
}

export interface UnnamedUse {
  readonly way: 'read' | 'write';
  readonly actor: Actor;
  readonly at: RepositoryPlace;
  readonly by: string;
}
