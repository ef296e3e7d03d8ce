import assert from 'node:assert/strict';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { checklist } from '../../rules/checklist/checklist.generated.ts';
import { attestationSchema } from './attestation-schema.ts';

const accepts = new Ajv({ allowUnionTypes: true, strict: false }).compile(attestationSchema(checklist.items));

const ENTRY = `id: load-test
test: monitor-6
claim: manual
statement: We ran Locust for ten minutes with fifty users against staging.
result: 180
evidence: [{kind: file, ref: docs/load.md}]
distributed: docs/notes.md
performedBy: ada
performedOn: "2026-11-20"
`;

describe('the schema of attestations', () => {
  it('accepts one entry, a list, and a list below its key', () => {
    const entry: unknown = parse(ENTRY);
    for (const value of [entry, [entry], { attestations: [entry] }]) assert.ok(accepts(value), JSON.stringify(accepts.errors));
  });

  for (const [why, text] of [
    ['an unknown key', `${ENTRY}who: me\n`],
    ['an unknown claim', ENTRY.replace('manual', 'manuel')],
    ['a short statement', ENTRY.replace(/statement: .*/, 'statement: fine')],
    ['work by hand without a result', ENTRY.replace(/result: .*\n/, '')],
    ['no reason for what does not apply', ENTRY.replace('manual', 'not-applicable')],
  ] as const) {
    it(`refuses ${why}`, () => assert.equal(accepts(parse(text)), false));
  }
});
