/** Descriptions of plain data, as data: files of users are checked against them, and schemas for editors are made from them. */

export type Shape =
  | { readonly kind: 'text' }
  | { readonly kind: 'number' }
  | { readonly kind: 'switch' }
  | { readonly kind: 'null' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly of: Shape }
  /** Any keys, values of one shape. */
  | { readonly kind: 'map'; readonly of: Shape }
  | ObjectShape
  | { readonly kind: 'either'; readonly of: readonly Shape[] }
  /** Lists of texts and of such lists. */
  | { readonly kind: 'tree' };

export interface ObjectShape {
  readonly kind: 'object';
  readonly fields: Readonly<Record<string, Field>>;
}

export interface Field {
  readonly shape: Shape;
  readonly isRequired: boolean;
  /** One sentence for people who write such a file. */
  readonly doc: string;
}

export const TEXT: Shape = { kind: 'text' };
export const NUMBER: Shape = { kind: 'number' };
export const SWITCH: Shape = { kind: 'switch' };
export const NULL: Shape = { kind: 'null' };
export const TREE: Shape = { kind: 'tree' };
export const TEXTS: Shape = { kind: 'list', of: TEXT };
export const TEXT_OR_NULL: Shape = { kind: 'either', of: [TEXT, NULL] };
/** A constant of Python as JSON has it. */
export const CONSTANT: Shape = { kind: 'either', of: [TEXT, NUMBER, SWITCH, NULL] };
export const CONSTANTS: Shape = { kind: 'list', of: CONSTANT };

/** The names of a union, complete because the type asks for each. */
export const choice = <T extends string>(values: Readonly<Record<T, true>>): Shape => ({ kind: 'choice', values: Object.keys(values) });
export const list = (of: Shape): Shape => ({ kind: 'list', of });
export const map = (of: Shape): Shape => ({ kind: 'map', of });
export const either = (...of: readonly Shape[]): Shape => ({ kind: 'either', of });
export const object = (fields: Readonly<Record<string, Field>>): ObjectShape => ({ kind: 'object', fields });
export const required = (shape: Shape, doc: string): Field => ({ shape, isRequired: true, doc });
export const optional = (shape: Shape, doc: string): Field => ({ shape, isRequired: false, doc });

/** What a value of the shape is, for messages. */
export function describeShape(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return 'a text';
    case 'number':
      return 'a number';
    case 'switch':
      return 'true or false';
    case 'null':
      return 'null';
    case 'choice':
      return `one of ${shape.values.map((value) => `\`${value}\``).join(', ')}`;
    case 'list':
      return 'a list';
    case 'map':
    case 'object':
      return 'an object';
    case 'either':
      return [...new Set(shape.of.map(describeShape))].join(' or ');
    case 'tree':
      return 'a list of texts and lists';
  }
}
