/** Own watches of sources: their schema held against the stored one, the age of their newest rows against a bound. */
import { walk } from '../../../api/python/children.ts';
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Node } from '../../../api/python/syntax.ts';
import { originNames } from '../origin-names.ts';
import { computesMetric } from '../metric-calls.ts';
import { pathOf } from '../project-calls.ts';
import { judgementsIn } from '../telling.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

const ITEMS = ['monitor-1'] as const;
/** What is somebody else's. */
const REMOTE = /^(?:requests|httpx|aiohttp|urllib\.request|urllib3|feedparser|ftplib|paramiko)\b|(?:^|\.)(?:read_sql\w*|read_gbq|get_table|head_object|list_objects\w*|list_blobs|get_blob|get_paginator|inspect|get_columns|get_schema|get_latest_schema|get_latest_version|describe_table|fetchone|fetchall)$/;
const NOW = /(?:^|\.)(?:now|utcnow|today|time)$/;
const SCHEMA = /schema|columns?|fields?|dtypes?|contract|checksum|etag|sha256|md5|licen[cs]e|api_?version|information_schema/i;
const AGE = /(?:^|_)(?:loaded|updated|modified|created|inserted|ingested|published|event|received)_?(?:at|on|time|date|ts)\b|last_?(?:load|update|modified|row|event)|newest|latest|freshness|fresh|max\(|LastModified|watermark/i;
const OF_MODELS = /model|train|predict|champion/i;

export const codeFinder: CodeFinder = {
  name: 'monitor-1/sources-watched',
  find: (request) => {
    const { facts, program } = request;
    if (isTestPath(program.path) || isExamplePath(program.path) || program.kind === 'notebook') return {};
    return {
      checks: judgementsIn(request).flatMap(({ at, id, tests, cone, isReal }): readonly FoundCheck[] => {
        const calls = cone.calls.map(({ name }) => name);
        if (!calls.some((name) => REMOTE.test(name)) || computesMetric(facts, cone)) return [];
        const words = [...cone.words, ...originNames(tests)];
        const where = `${pathOf(id)} ${id.slice(id.indexOf('::'))}`;
        const isOfAge = tests.some((test) => compares(test, /^[<>]=?$/)) && calls.some((name) => NOW.test(name)) && words.some((word) => AGE.test(word)) && !words.some((word) => OF_MODELS.test(word));
        const isOfSchema = tests.some((test) => compares(test, /^(?:[!=]=|(?:not )?in)$/)) && (words.some((word) => SCHEMA.test(word)) || SCHEMA.test(where)) && !tests.some((test) => words.includes('status_code') && isStatus(test));
        if (!isOfAge && !isOfSchema) return [];
        const text = isOfAge ? 'the age of the newest rows of a source is held against a bound' : 'what a source looks like is held against what is expected of it';
        return [{ items: ITEMS, at, text, isReal, data: 'unknown', ranBy: { kind: 'function', id } }];
      }),
    };
  },
};

function compares(test: Node, operators: RegExp): boolean {
  let found = false;
  walk(test, (node) => void (node.kind === 'Compare' && node.operators.some((operator) => operators.test(operator)) && (found = true)));
  return found;
}

/** `answer.status_code != 200` says that it is there, not what it looks like. */
function isStatus(test: Node): boolean {
  let found = false;
  walk(test, (node) => void (node.kind === 'Attribute' && /^(?:status_code|status|ok)$/.test(node.attribute) && (found = true)));
  return found;
}
