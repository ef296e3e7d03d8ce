/**
 * The schemas of config files for editors that complete and check YAML and TOML: schemas/lintel.schema.json is that of lintel.yaml,
 * schemas/lintel.pyproject.schema.json that of a pyproject.toml with `[tool.lintel]`.
 */
import { configShape, type ConfigShape, type EntryShape, type TableShape, type TextShape } from '../../server/core/config/config-shape.ts';
import type { DescribedRule } from '../../server/core/meta-rules.ts';

type Schema = Readonly<Record<string, unknown>>;

const DRAFT = 'http://json-schema.org/draft-07/schema#';

/** A name without quotes such as 2019 or true is meant as text. */
const PLAIN: Schema = { type: ['string', 'number', 'boolean'] };
const RELATIVE: Schema = { ...PLAIN, pattern: '^(?!/|[A-Za-z]:)' };

const TEXTS: Readonly<Record<TextShape['of'], Schema>> = {
  text: PLAIN,
  quoted: { type: 'string' },
  column: PLAIN,
  glob: PLAIN,
  dataset: { ...RELATIVE, minLength: 1 },
  file: { ...RELATIVE, minLength: 1 },
  // neither absolute, nor an address, nor with backslashes
  'config-file': { type: 'string', minLength: 1, pattern: '^(?!/|[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]*://)[^\\\\]*$' },
  size: { type: 'string', pattern: '^\\s*\\d{1,15}(\\.\\d{1,6})?\\s*([kKmMgGtT]([iI])?)?[bB]\\s*$' },
  duration: { type: 'string', pattern: '^\\s*\\d{1,15}(\\.\\d{1,6})?\\s*([mM]?[sS]|[mMhH])\\s*$' },
  day: { type: 'string', pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' },
};

/** Returns what lintel.yaml may hold. */
export function configSchema(rules: readonly DescribedRule[]): Schema {
  return { $schema: DRAFT, title: 'Configuration of Lintel', ...tableSchema(configShape(rules)) };
}

/** Returns what a pyproject.toml may hold under `[tool.lintel]`; it says nothing of the rest of the file. */
export function pyprojectSchema(rules: readonly DescribedRule[]): Schema {
  const lintel: Schema = { title: 'Configuration of Lintel', description: 'How Lintel checks the project.', 'x-taplo': { docs: { main: 'How Lintel checks the project.' } }, ...tableSchema(configShape(rules)) };
  return { $schema: DRAFT, title: 'pyproject.toml with the configuration of Lintel', type: 'object', properties: { tool: { type: 'object', properties: { lintel } } } };
}

function schemaOf(shape: ConfigShape): Schema {
  switch (shape.kind) {
    case 'table':
      return tableSchema(shape);
    case 'names':
      return { type: 'object', propertyNames: { enum: shape.names.map(({ text }) => text) }, additionalProperties: schemaOf(shape.value) };
    case 'list': {
      const items = schemaOf(shape.item);
      const list = { type: 'array', items };
      return shape.isOptional ? { anyOf: [items, list] } : list;
    }
    case 'choice':
      return { enum: shape.choices.map(({ text }) => text) };
    case 'text':
      return TEXTS[shape.of];
    case 'number':
      return { type: 'number', ...(Number.isFinite(shape.min) ? { minimum: shape.min } : {}), ...(Number.isFinite(shape.max) ? { maximum: shape.max } : {}) };
    case 'switch':
      return { type: 'boolean' };
  }
}

function tableSchema({ entries, required }: TableShape): Schema {
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(entries.map((entry) => [entry.key, entrySchema(entry)])), ...(required.length > 0 ? { required } : {}) };
}

function entrySchema({ doc, value, default: without }: EntryShape): Schema {
  return { description: doc, ...schemaOf(value), ...(without === null ? {} : { default: without }) };
}
