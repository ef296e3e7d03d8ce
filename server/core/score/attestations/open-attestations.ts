/** Attestations of a repository with the digests of the files they rest on. */
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { Attestations } from './attestation.ts';
import { readAttestations } from './read-attestations.ts';

/** Evidence beyond this is not hashed. Own choice: a few seconds. */
const MOST_EVIDENCE_BYTES = 1_000_000_000;

/** @param digestOf SHA-256 in hexadecimal of a file, by its path in the repository; null when it cannot be read */
export async function openAttestations(files: RepositoryFiles, digestOf: (path: string) => Promise<string | null>): Promise<Attestations> {
  const read = readAttestations(files);
  const digests = new Map<string, string>();
  for (const { kind, ref, sha256 } of read.entries.flatMap(({ evidence }) => evidence)) {
    const file = files.all.find(({ path }) => path === ref);
    if (kind !== 'file' || sha256 === null || file === undefined || file.sizeBytes > MOST_EVIDENCE_BYTES || digests.has(ref)) continue;
    const digest = await digestOf(ref);
    if (digest !== null) digests.set(ref, digest);
  }
  return { ...read, digests };
}
