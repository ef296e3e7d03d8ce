/** Reads stored JSON reports: documents whole, JSON lines line by line, so that a report of any size can be read. */
import { FileProblem } from '../core/ports.ts';
import type { CancelSignal, FileSystem } from '../core/ports.ts';
import { createLineReader, readDocument } from '../report/stored/read-stored.ts';
import type { Stored } from '../report/stored/read-stored.ts';
import { WRITE_ANEW } from '../report/stored/shape.ts';

/** One text holds no more than half a gigabyte, and its values take several times as much. Own choice. */
const MAX_DOCUMENT_BYTES = 256 * 1024 * 1024;

/** Longer lines are no lines of a report. Own choice. */
const MAX_LINE_CHARACTERS = 64 * 1024 * 1024;

const LINES_BEGIN = /^\ufeff?\s*\{\s*"type"\s*:/;

/** @param path absolute */
export async function readStoredFile(path: string, { files, signal }: { readonly files: FileSystem; readonly signal: CancelSignal }): Promise<Stored> {
  const found = await files.stat(path);
  if (found === null) return { ok: false, text: `it is not there; ${WRITE_ANEW}` };
  if (found.kind === 'folder') return { ok: false, text: 'it is a folder; name the report in it' };
  if (found.kind !== 'file') return { ok: false, text: 'it is neither a file nor a folder; write the report to a file first' };
  try {
    const begin = new TextDecoder().decode(await files.readRange(path, 0, Math.min(found.sizeBytes, 200)));
    if (LINES_BEGIN.test(begin)) return await readLines(files.readChunks(path, signal));
    if (found.sizeBytes > MAX_DOCUMENT_BYTES) return { ok: false, text: 'it is larger than 256 MB; store reports of this size with `--format jsonl`' };
    const text = await files.readText(path, MAX_DOCUMENT_BYTES);
    return text === null ? { ok: false, text: `it cannot be read as text; ${WRITE_ANEW}` } : readDocument(text.replace(/^\ufeff/, ''));
  } catch (problem) {
    if (problem instanceof FileProblem) return { ok: false, text: problem.message };
    throw problem;
  }
}

async function readLines(chunks: AsyncIterable<Uint8Array>): Promise<Stored> {
  const reader = createLineReader();
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE_CHARACTERS) return { ok: false, text: `a line of it is longer than any of a report; ${WRITE_ANEW}` };
    for (const line of lines) {
      const problem = reader.add(line);
      if (problem !== null) return { ok: false, text: problem };
    }
  }
  const problem = reader.add(rest + decoder.decode());
  return problem === null ? { ok: true, report: reader.end() } : { ok: false, text: problem };
}
