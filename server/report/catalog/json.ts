/** The catalogue as JSON, schemaVersion 1. Its shape is a contract: it changes only by adding. */
import type { DatasetUse } from '../../core/catalog/catalog.ts';
import type { CatalogReport } from '../../core/catalog/catalog-report.ts';
import { escapeInvisible, jsonNotChecked, SCHEMA_VERSION } from '../json.ts';

export function catalogJson({ catalog, root, commit, isDirty, isComplete }: CatalogReport, { toolVersion }: { readonly toolVersion: string }): string {
  const document = {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'lintel', version: toolVersion },
    root,
    commit,
    dirty: isDirty,
    datasets: catalog.datasets.map(({ id, kind, name, aliases, format, holds, declared, isHere, sizeBytes, files, rows, schema, versions, owner, producers, consumers, derivedFrom, restsOn, reaches, isLoop, gaps }) => ({
      id,
      kind,
      name,
      aliases,
      format,
      holds,
      here: isHere,
      sizeBytes,
      files,
      rows,
      schema: schema === null ? null : { source: schema.source, at: schema.at, whole: schema.isWhole, columns: schema.columns.map((column) => ({ name: column.name, type: column.type, personal: column.isPersonal })) },
      versions,
      owner,
      declared,
      producers: producers.map(useJson),
      consumers: consumers.map(useJson),
      derivedFrom: derivedFrom.map(({ dataset, through, isProven }) => ({ dataset, through, proven: isProven })),
      restsOn,
      reaches,
      loop: isLoop,
      gaps,
    })),
    unnamed: catalog.unnamed,
    notChecked: catalog.notChecked.map(jsonNotChecked),
    complete: isComplete,
  };
  return `${escapeInvisible(JSON.stringify(document, null, 2))}\n`;
}

function useJson({ actor, places, by }: DatasetUse): object {
  return { kind: actor.kind, name: actor.name, path: actor.path, places, by };
}
