/** A Jenkinsfile as its readers see it. */
import type { RepositoryPlace } from '../../../../../rules/api/repository/place.ts';
import type { Reading } from '../reading.ts';
import type { Statement } from './groovy.ts';

export interface Pipeline {
  readonly reading: Reading;
  readonly path: string;
  readonly text: string;
  readonly place: (start: number, end: number) => RepositoryPlace;
  readonly statements: readonly Statement[];
}
