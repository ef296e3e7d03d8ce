/** schemas/lintel.attestations.schema.json: what `.lintel/attestations.yaml` may hold, for editors that complete and check YAML. */
import type { ChecklistItem } from '../../rules/api/checklist/item.ts';
import { ATTESTATION_KEYS, CLAIMS, EVIDENCE_KEYS, EVIDENCE_KINDS, REASONS } from '../../server/core/score/attestations/attestation.ts';
import type { AttestationKey } from '../../server/core/score/attestations/attestation.ts';

type Schema = Readonly<Record<string, unknown>>;

const TEXT: Schema = { type: 'string', minLength: 1 };
/** YAML readers of editors take an unquoted day for a text. */
const DAY: Schema = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };

/** Errors: throws when the reader knows a key that has no schema here, or the other way round. */
export function attestationSchema(items: readonly ChecklistItem[]): Schema {
  const evidence = { ...documented(EVIDENCE_KEYS, { kind: { enum: EVIDENCE_KINDS }, ref: TEXT, sha256: { type: 'string', pattern: '^[0-9a-fA-F]{64}$' } }), required: ['kind', 'ref'] };
  const entry = {
    ...documented(ATTESTATION_KEYS, {
      id: TEXT,
      // rubrics of people have ids of their own
      test: { anyOf: [{ enum: items.map(({ id }) => id), markdownEnumDescriptions: items.map(({ title }) => `${title}.`) }, { type: 'string' }] },
      claim: { enum: CLAIMS },
      statement: { type: 'string', minLength: 40 },
      result: { type: ['string', 'number', 'boolean', 'object', 'array'] },
      evidence: { anyOf: [evidence, { type: 'array', minItems: 1, items: evidence }] },
      distributed: TEXT,
      scope: { anyOf: [TEXT, { type: 'array', items: TEXT }] },
      commit: { type: 'string', pattern: '^[0-9a-fA-F]{7,64}$' },
      performedBy: TEXT,
      reviewedBy: TEXT,
      performedOn: DAY,
      expires: DAY,
      reason: { enum: REASONS },
      confidence: { enum: ['low', 'medium', 'high'] },
      supersedes: TEXT,
    }),
    required: ['id', 'test', 'claim', 'statement', 'performedBy', 'performedOn'],
    allOf: [
      { if: { properties: { claim: { const: 'manual' } } }, then: { required: ['result', 'evidence', 'distributed'] } },
      { if: { properties: { claim: { enum: ['not-applicable', 'dispute'] } } }, then: { required: ['reason'] } },
    ],
  };
  const list = { type: 'array', items: { $ref: '#/definitions/entry' } };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Attestations for the score of Lintel',
    anyOf: [{ type: 'object', additionalProperties: false, required: ['attestations'], properties: { attestations: list } }, list, { $ref: '#/definitions/entry' }],
    definitions: { entry },
  };
}

function documented(keys: readonly AttestationKey[], schemas: Readonly<Record<string, Schema>>): Schema {
  const unknown = [...keys.filter(({ key }) => schemas[key] === undefined).map(({ key }) => key), ...Object.keys(schemas).filter((key) => !keys.some((known) => known.key === key))];
  if (unknown.length > 0) throw new Error(`tools/gen/attestation-schema.ts: differs from server/core/score/attestations/attestation.ts in ${unknown.join(', ')}`);
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(keys.map(({ key, doc }) => [key, { description: doc, ...schemas[key] }])) };
}
