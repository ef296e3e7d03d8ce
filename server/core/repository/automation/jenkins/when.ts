/** When stages of Jenkins pipelines run: the block `when`. Source: jenkins.io, Pipeline Syntax, "when". */
import { YES, type Outcome } from '../../../../../rules/api/repository/place.ts';
import { matchesGlob } from '../../../glob.ts';
import { branchesOf } from '../branches.ts';
import { allOf, anyOf, noBecause, quoted, unknownBecause } from '../outcomes.ts';
import type { Part, Statement } from './groovy.ts';
import { meant } from './groovy.ts';
import type { Pipeline } from './read-pipeline.ts';

export function whenOutcome(pipeline: Pipeline, when: Statement): Outcome {
  return allOf(...conditionsOf(pipeline, when));
}

function conditionsOf(pipeline: Pipeline, { parts }: Statement): readonly Outcome[] {
  const block = parts.find((part) => part.kind === 'group' && part.bracket === '{');
  return block?.kind === 'group' ? block.statements.map((statement) => conditionOf(pipeline, statement)) : [];
}

function conditionOf(pipeline: Pipeline, statement: Statement): Outcome {
  const { reading, text, place } = pipeline;
  const [word] = statement.parts;
  const where = place(statement.start, statement.end);
  const name = word?.kind === 'word' ? word.text : '';
  const unsure = unknownBecause(where, `runs only if ${quoted(text.slice(statement.start, statement.end))}`);
  switch (name) {
    case 'beforeAgent':
    case 'beforeInput':
    case 'beforeOptions':
    case 'changeRequest':
    case 'buildingTag':
    case 'tag':
    case 'changelog':
      return YES;
    case 'branch': {
      const branch = textOf(statement.parts);
      const branches = branchesOf(reading);
      if (branch === null) return unsure;
      return (branches.length > 0 ? branches : ['main', 'master', 'develop']).some((each) => matchesGlob(branch, each)) ? YES : unsure;
    }
    case 'changeset': {
      const glob = textOf(statement.parts);
      if (glob === null || reading.tracked.length === 0 || !reading.spend(reading.tracked.length)) return unsure;
      return reading.tracked.some(({ path }) => matchesGlob(glob, path)) ? YES : noBecause(where, `${quoted(glob)} matches no file`);
    }
    case 'expression': {
      const block = statement.parts[1];
      const constant = block?.kind === 'group' ? isConstant(text.slice(block.start, block.end)) : null;
      return constant === null ? unsure : constant ? YES : noBecause(where, 'never runs: the expression is `false`');
    }
    case 'anyOf':
      return anyOf(conditionsOf(pipeline, statement), unsure);
    case 'allOf':
      return allOf(...conditionsOf(pipeline, statement));
    case 'not': {
      const [inner] = conditionsOf(pipeline, statement);
      // there are other branches than the one left out
      return /^\s*not\s*\{\s*(?:branch|changeRequest|buildingTag)\b/.test(text.slice(statement.start, statement.end)) || inner?.answer === 'no' ? YES : unsure;
    }
    default:
      return unsure;
  }
}

/** Null for what is no constant. */
export function isConstant(text: string): boolean | null {
  const found = /^[({\s]*(?:return\s+)?(true|false)\s*;?[)}\s]*$/.exec(text.slice(0, 200))?.[1];
  return found === undefined ? null : found === 'true';
}

function textOf(parts: readonly Part[]): string | null {
  const part = parts[1]?.kind === 'group' ? parts[1].statements[0]?.parts.findLast(({ kind }) => kind === 'text') : parts.findLast(({ kind }) => kind === 'text');
  return part?.kind === 'text' ? meant(part.raw) : null;
}
