/** A step with what callers and matrices hand over put into its texts. */
import type { Doing, Step } from '../../../../rules/api/repository/automation.ts';
import type { TreeNode } from '../../../../rules/api/repository/tree.ts';
import { insideFolder } from './folders.ts';
import { fillIn, given, isOpen, NO_VALUES, over, type Values } from './values.ts';

export function fillStep(step: Step, values: Values): Step {
  const hasOwn = step.does.kind === 'shell' && step.does.variables !== undefined;
  return values.size === 0 && !hasOwn ? step : { ...step, does: filled(step.does, values) };
}

function filled(does: Doing, values: Values): Doing {
  switch (does.kind) {
    case 'shell': {
      const { folderText } = does;
      const variables = (does.variables ?? []).map(({ name, text }) => ({ name, text: text === null ? null : fillIn(text, values) }));
      const named = variables.map(({ name, text }) => ({ name: `env.${name}`, text }));
      const all = over(values, named, given(named, NO_VALUES));
      const lines = does.script.lines.map((line) => ({ ...line, text: fillIn(line.text, all) }));
      return {
        ...does,
        script: { ...does.script, lines },
        ...(folderText === undefined ? {} : { folder: folderOf(fillIn(folderText, all)) }),
        ...(variables.length === 0 ? {} : { variables }),
      };
    }
    case 'uses':
      return { ...does, name: fillIn(does.name, values), inputs: fillTree(does.inputs, values) };
    case 'calls':
    case 'image':
    case 'python':
      return does;
  }
}

function folderOf(text: string): string | null {
  return isOpen(text) ? null : insideFolder('', text);
}

/** Deeper nodes stay as they are. Our own choice. */
const MAX_DEPTH = 12;

/** Returns the node with the texts in it filled. */
export function fillTree(node: TreeNode | null, values: Values): TreeNode | null {
  return node === null || values.size === 0 ? node : fillNode(node, values, 0);
}

function fillNode(node: TreeNode, values: Values, depth: number): TreeNode {
  if (depth > MAX_DEPTH) return node;
  if (node.kind === 'map') return { ...node, entries: node.entries.map((entry) => ({ ...entry, key: fillIn(entry.key, values), value: fillNode(entry.value, values, depth + 1) })) };
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => fillNode(item, values, depth + 1)) };
  const text = fillIn(node.text, values);
  return text === node.text ? node : { ...node, text, value: text };
}

/** Returns all text of the step that may name something. */
export function textsOf({ does, asks }: Step): string {
  const own = asks === undefined ? '' : `\${{ ${asks.text} }}`;
  switch (does.kind) {
    case 'shell':
      return [own, does.folderText ?? '', ...does.script.lines.map(({ text }) => text), ...(does.variables ?? []).map(({ text }) => text ?? '')].join('\n');
    case 'uses':
      return [own, does.name, ...textsIn(does.inputs, 0)].join('\n');
    case 'calls':
      return [own, ...(does.inputs ?? []).map(({ text }) => text ?? '')].join('\n');
    case 'image':
    case 'python':
      return own;
  }
}

function textsIn(node: TreeNode | null, depth: number): readonly string[] {
  if (node === null || depth > MAX_DEPTH) return [];
  if (node.kind === 'scalar') return [node.text];
  return node.kind === 'list' ? node.items.flatMap((item) => textsIn(item, depth + 1)) : node.entries.flatMap(({ value }) => textsIn(value, depth + 1));
}
