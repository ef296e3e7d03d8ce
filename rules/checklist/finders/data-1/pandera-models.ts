/** Pandera models and decorators. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { ClassDef, Expression, FunctionDef } from '../../../api/python/syntax.ts';
import { moduleOf } from '../../../api/python/syntax.ts';
import { YES } from '../../../api/repository/place.ts';
import { rowsGiven } from '../data-origin.ts';
import { nameIn } from '../made-by.ts';
import type { CodeRequest } from '../judged.ts';

export const codeFinder: CodeFinder = {
  name: 'data-1/pandera-models',
  find: (request) => ({ checks: [...decorated(request), ...validated(request)] }),
};

const DECORATOR = /^pandera(?:\.\w+)*\.check_(?:types|input|output|io)$/;

/** `@pa.check_types def clean(orders: DataFrame[Orders])` */
function decorated({ facts, placeOf, ownerOf }: CodeRequest): readonly FoundCheck[] {
  return facts.nodes('FunctionDef').flatMap((node: FunctionDef): readonly FoundCheck[] =>
    node.decorators.flatMap((decorator): readonly FoundCheck[] => {
      const name = facts.names.qualifiedName(decorator.kind === 'Call' ? decorator.callee : decorator);
      const [first] = node.body;
      if (name === null || !DECORATOR.test(name) || first === undefined) return [];
      const isTyped = [...node.parameters.map(({ annotation }) => annotation), node.returns].some((annotation) => annotation !== null && /DataFrame|Series|LazyFrame/.test(facts.textOf(annotation)));
      const isEmpty = name.endsWith('.check_types') && !isTyped;
      const at = placeOf(decorator);
      return [
        {
          items: ['data-1'],
          at,
          text: `\`${node.name}\` checks its tables against a pandera schema`,
          isReal: isEmpty ? { answer: 'no', links: [{ at, text: `\`${node.name}\` has no annotation of a table, so nothing is checked` }] } : YES,
          data: 'unknown',
          ranBy: { kind: 'function', id: ownerOf(first) },
        },
      ];
    }),
  );
}

/** `Orders.validate(frame)` of a class of the project, and `DataFrame[Orders](frame)`. */
function validated(request: CodeRequest): readonly FoundCheck[] {
  const { facts, placeOf, ownerOf } = request;
  return facts.nodes('Call').flatMap((call): readonly FoundCheck[] => {
    const { callee } = call;
    const asked = callee.kind === 'Attribute' && callee.attribute === 'validate' ? callee.value : callee.kind === 'Subscript' && /(?:^|\.)DataFrame$/.test(facts.textOf(callee.value)) && /^pandera/.test(facts.names.qualifiedName(callee.value) ?? '') ? callee.index : null;
    const model = asked === null ? null : modelOf(facts, asked);
    const rows = model === null ? null : rowsGiven(request, call);
    if (model === null || rows === null) return [];
    const at = placeOf(call);
    const isEmpty = model.bases.length === 1 && model.body.every(({ kind }) => kind === 'Pass' || kind === 'Expr');
    return [
      {
        items: ['data-1'],
        at,
        text: `\`${model.name}\`, a pandera model, checks a table`,
        ...rows,
        isReal: isEmpty ? { answer: 'no', links: [{ at, text: `\`${model.name}\` names no column, so every table passes` }] } : (rows.isReal ?? YES),
        data: 'unknown',
        ranBy: { kind: 'function', id: ownerOf(call) },
      },
    ];
  });
}

/** The class of the project an expression names, when it is a pandera model. */
function modelOf(facts: Facts, expression: Expression): ClassDef | null {
  const definition = facts.valuesOf(expression).flatMap((value) => (value.kind === 'callable' && value.definition?.kind === 'ClassDef' ? [value.definition] : []))[0] ?? (expression.kind === 'Name' ? classNamed(facts, expression.id) : null);
  if (definition === null) return null;
  const isModel = definition.bases.some((base) => /^pandera(?:\.\w+)*\.(?:DataFrameModel|SchemaModel)$/.test((moduleOf(base) === facts.document.module ? facts.names.qualifiedName(base) : nameIn(moduleOf(base), base)) ?? ''));
  return isModel ? definition : null;
}

function classNamed(facts: Facts, name: string): ClassDef | null {
  const here = facts.nodes('ClassDef').find((each) => each.name === name);
  if (here !== undefined) return here;
  const imported = facts.names.imports.find(({ boundAs }) => boundAs === name);
  if (imported === undefined) return null;
  for (const [path, { module }] of facts.followed) {
    if (!path.endsWith(`${imported.module.split('.').at(-1) ?? ''}.py`)) continue;
    const found = module.body.find((statement): statement is ClassDef => statement.kind === 'ClassDef' && statement.name === imported.name);
    if (found !== undefined) return found;
  }
  return null;
}
