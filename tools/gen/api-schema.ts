/** schemas/lintel.api.schema.json: what lintel.api.json may hold, for editors that complete and check JSON. */
import { ENTRY_SHAPES, LIBRARY_FIELDS } from '../../server/core/python/knowledge/entry-shapes.ts';
import type { Field, Shape } from '../../server/core/python/knowledge/shape.ts';

type Schema = Readonly<Record<string, unknown>>;

export function apiSchema(): Schema {
  const kinds = Object.entries(ENTRY_SHAPES);
  const library = objectSchema({ ...LIBRARY_FIELDS, entries: { ...LIBRARY_FIELDS.entries, shape: { kind: 'list', of: { kind: 'text' } } } });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: "What a project knows of libraries' calls, for Lintel",
    type: 'object',
    additionalProperties: false,
    required: ['libraries'],
    properties: {
      $schema: { type: 'string' },
      libraries: {
        description: 'Libraries that Lintel does not know, or knows less of.',
        type: 'array',
        items: { ...library, properties: { ...(library['properties'] as Schema), entries: { description: LIBRARY_FIELDS.entries.doc, type: 'array', items: { $ref: '#/definitions/entry' } } } },
      },
    },
    definitions: {
      entry: {
        type: 'object',
        required: ['is'],
        properties: { is: { description: 'Kind of entry.', enum: kinds.map(([kind]) => kind) } },
        allOf: kinds.map(([kind]) => ({ if: { properties: { is: { const: kind } } }, then: { $ref: `#/definitions/${kind}` } })),
      },
      ...Object.fromEntries(kinds.map(([kind, shape]) => [kind, objectSchema(shape.fields)])),
    },
  };
}

function objectSchema(fields: Readonly<Record<string, Field>>): Schema {
  const required = Object.entries(fields).filter(([, field]) => field.isRequired).map(([key]) => key);
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(Object.entries(fields).map(([key, { doc, shape }]) => [key, { description: doc, ...shapeSchema(shape) }])),
  };
}

function shapeSchema(shape: Shape): Schema {
  switch (shape.kind) {
    case 'text':
      return { type: 'string' };
    case 'number':
      return { type: 'number' };
    case 'switch':
      return { type: 'boolean' };
    case 'null':
      return { type: 'null' };
    case 'choice':
      return { enum: shape.values };
    case 'list':
      return { type: 'array', items: shapeSchema(shape.of) };
    case 'tree':
      return { type: 'array', items: { type: ['string', 'array'] } };
    case 'map':
      return { type: 'object', additionalProperties: shapeSchema(shape.of) };
    case 'object':
      return objectSchema(shape.fields);
    case 'either':
      return { anyOf: shape.of.map(shapeSchema) };
  }
}
