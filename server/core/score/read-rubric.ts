/** Rubrics that people write, as YAML. What is wrong is told with its place and what to write instead. */
import type { Audience, Gate, Requirement, Rubric, RubricSection, RubricTest } from '../../../rules/api/checklist/rubric.ts';
import type { RepositoryPlace } from '../../../rules/api/repository/place.ts';
import { wholeFile } from '../../../rules/api/repository/place.ts';
import { at, entriesAt, itemsAt } from '../../../rules/api/repository/tree.ts';
import type { MapNode, TreeNode } from '../../../rules/api/repository/tree.ts';
import { didYouMean } from '../nearest-name.ts';
import { readYaml } from '../repository/trees/read-yaml.ts';

export interface RubricProblem {
  readonly at: RepositoryPlace;
  /** What is wrong and what to write instead. */
  readonly text: string;
}

export type ReadRubric = { readonly ok: true; readonly rubric: Rubric } | { readonly ok: false; readonly problems: readonly RubricProblem[] };

export interface ReadRubricRequest {
  /** As problems show it. */
  readonly path: string;
  readonly text: string;
  /** Rubrics that `extends` may name. */
  readonly known: readonly Rubric[];
  /** Ids that `requires` may name. */
  readonly items: readonly string[];
  readonly probes: readonly string[];
}

const FINALS: readonly Rubric['final'][] = ['min', 'sum', 'mean', 'weighted'];

interface Reading extends ReadRubricRequest {
  readonly refuse: (place: RepositoryPlace, text: string) => void;
}

export function readRubric(request: ReadRubricRequest): ReadRubric {
  const problems: RubricProblem[] = [];
  const refuse = (place: RepositoryPlace, text: string): void => {
    const isKnown = problems.some((problem) => problem.text === text && problem.at.range?.start.line === place.range?.start.line && problem.at.range?.start.column === place.range?.start.column);
    if (!isKnown) problems.push({ at: place, text });
  };
  const root = rootOf(request);
  if (root === null) return { ok: false, problems: [{ at: wholeFile(request.path), text: 'this is no YAML map with `id`, `sections` and `tests`; mend its syntax first' }] };
  const rubric = rubricOf(root, { ...request, refuse });
  return problems.length === 0 && rubric !== null ? { ok: true, rubric } : { ok: false, problems };
}

function rootOf({ path, text }: ReadRubricRequest): MapNode | null {
  try {
    const [tree] = readYaml(path, text);
    return tree?.root.kind === 'map' ? tree.root : null;
  } catch {
    return null;
  }
}

const KEYS: readonly string[] = ['id', 'version', 'title', 'source', 'extends', 'sections', 'tests', 'final', 'bands', 'gates'];

function rubricOf(root: MapNode, reading: Reading): Rubric | null {
  refuseKeys(root, KEYS, reading);
  const id = text(root, 'id', reading);
  if (id === null) reading.refuse(root.at, '`id` is missing; give the rubric a name, such as `id: our-team`');
  else if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) reading.refuse(at(root, 'id')?.at ?? root.at, `\`id\` is small letters, digits and hyphens, not \`${id}\``);
  else if (reading.known.some((each) => each.id === id)) reading.refuse(at(root, 'id')?.at ?? root.at, `\`${id}\` is a rubric of Lintel; choose another id and name that one in \`extends\``);
  const base = baseOf(root, reading);
  const sections = sectionsOf(root, { base, reading });
  const tests = testsOf(root, { base, sections, reading });
  if (sections.length === 0) reading.refuse(root.at, '`sections` is missing; give at least one with `id` and `title`');
  if (tests.length === 0) reading.refuse(root.at, '`tests` is missing; give at least one with `id`, `section`, `title` and `requires`');
  const final = text(root, 'final', reading);
  if (final !== null && !FINALS.some((each) => each === final)) reading.refuse(at(root, 'final')?.at ?? root.at, `\`final\` is one of ${FINALS.join(', ')}, not \`${final}\`${didYouMean(final, FINALS)}`);
  return {
    id: id ?? '',
    version: text(root, 'version', reading) ?? '1',
    title: text(root, 'title', reading) ?? base?.title ?? id ?? '',
    source: text(root, 'source', reading) ?? reading.path,
    sections,
    tests,
    final: FINALS.find((each) => each === final) ?? base?.final ?? 'sum',
    bands: bandsOf(root, reading) ?? base?.bands ?? [],
    ...gatesOf(root, { base, sections, tests, reading }),
  };
}

function baseOf(root: MapNode, reading: Reading): Rubric | null {
  const name = text(root, 'extends', reading);
  if (name === null) return null;
  const base = reading.known.find(({ id }) => id === name) ?? null;
  const ids = reading.known.map(({ id }) => id);
  if (base === null) reading.refuse(at(root, 'extends')?.at ?? root.at, `\`extends\` names no rubric of Lintel: \`${name}\`${didYouMean(name, ids)}; it knows ${ids.join(', ')}`);
  return base;
}

function sectionsOf(root: MapNode, { base, reading }: { readonly base: Rubric | null; readonly reading: Reading }): readonly RubricSection[] {
  const own = maps(root, 'sections', reading).flatMap((node): readonly RubricSection[] => {
    refuseKeys(node, ['id', 'title', 'weight', 'cap'], reading);
    const id = text(node, 'id', reading);
    if (id === null) reading.refuse(node.at, '`id` of this section is missing');
    const before = base?.sections.find((section) => section.id === id);
    return id === null ? [] : [{ id, title: text(node, 'title', reading) ?? before?.title ?? id, weight: number(node, 'weight', reading) ?? before?.weight ?? 1, cap: number(node, 'cap', reading) ?? before?.cap ?? null }];
  });
  refuseTwice(maps(root, 'sections', reading), 'section', reading);
  return merged(base?.sections ?? [], own);
}

function testsOf(root: MapNode, given: { readonly base: Rubric | null; readonly sections: readonly RubricSection[]; readonly reading: Reading }): readonly RubricTest[] {
  const nodes = maps(root, 'tests', given.reading);
  refuseTwice(nodes, 'test', given.reading);
  return merged(given.base?.tests ?? [], nodes.flatMap((node) => testOf(node, given) ?? []));
}

/** Days an attestation lasts when nobody says. Own choice, as for most tests of the ML Test Score. */
const USUAL_DAYS = 90;

function testOf(node: MapNode, { base, sections, reading }: { readonly base: Rubric | null; readonly sections: readonly RubricSection[]; readonly reading: Reading }): RubricTest | null {
  refuseKeys(node, ['id', 'section', 'title', 'description', 'aliases', 'weight', 'points', 'levels', 'requires', 'manual', 'naAllowed', 'visibility'], reading);
  const id = text(node, 'id', reading);
  if (id === null) {
    reading.refuse(node.at, '`id` of this test is missing');
    return null;
  }
  const before = base?.tests.find((test) => test.id === id);
  const section = text(node, 'section', reading) ?? before?.section ?? (sections.length === 1 ? (sections[0]?.id ?? null) : null);
  const ids = sections.map((each) => each.id);
  if (section === null) reading.refuse(node.at, `\`section\` of \`${id}\` is missing; it is one of ${ids.join(', ')}`);
  else if (!ids.includes(section)) reading.refuse(at(node, 'section')?.at ?? node.at, `no section is called \`${section}\`${didYouMean(section, ids)}`);
  const required = at(node, 'requires');
  const requires = required === null ? (before?.requires ?? null) : requirementOf(required, { reading, depth: 0 });
  if (requires === null && required === null) reading.refuse(node.at, `\`requires\` of \`${id}\` is missing; name a test such as \`data-1\`, a probe such as \`ci-present\`, or \`{all: […]}\``);
  const manual = manualOf(node, { before, reading });
  const points = pointsOf(node, reading) ?? before?.points ?? { manual: 0.5, automated: 1 };
  const weight = number(node, 'weight', reading) ?? 1;
  return {
    id,
    section: section ?? '',
    title: text(node, 'title', reading) ?? before?.title ?? id,
    description: text(node, 'description', reading) ?? before?.description ?? text(node, 'title', reading) ?? id,
    aliases: at(node, 'aliases') === null ? (before?.aliases ?? []) : itemsAt(node, 'aliases').flatMap((each) => (each.kind === 'scalar' ? [each.text] : [])),
    points: { manual: points.manual * weight, automated: points.automated * weight },
    requires: requires ?? { kind: 'all', of: [] },
    manual,
    mayNotApply: flag(node, 'naAllowed', reading) ?? before?.mayNotApply ?? true,
    ...((oneOf(node, { key: 'visibility', values: AUDIENCES, reading }) ?? before?.visibility) === 'instructor' ? { visibility: 'instructor' } : {}),
  };
}

const AUDIENCES: readonly Audience[] = ['student', 'instructor'];
const KINDS_OF_POINTS: readonly Gate['of'][] = ['proven', 'attested', 'claimed'];

/** `gates: [{section: data, atLeast: 2}, {test: data-1, atLeast: 1, of: attested}, {atLeast: 3}]`; without section and test the whole score is meant. */
function gatesOf(root: MapNode, { base, sections, tests, reading }: { readonly base: Rubric | null; readonly sections: readonly RubricSection[]; readonly tests: readonly RubricTest[]; readonly reading: Reading }): Pick<Rubric, 'gates'> {
  if (at(root, 'gates') === null) return base?.gates === undefined ? {} : { gates: base.gates };
  const known = { section: sections.map(({ id }) => id), test: tests.map(({ id }) => id) };
  const gates = maps(root, 'gates', reading).flatMap((node): readonly Gate[] => {
    refuseKeys(node, ['title', 'section', 'test', 'of', 'atLeast'], reading);
    const kinds = (['section', 'test'] as const).filter((kind) => at(node, kind) !== null);
    const [kind] = kinds;
    const id = kind === undefined ? null : text(node, kind, reading);
    const atLeast = number(node, 'atLeast', reading);
    if (kinds.length > 1) reading.refuse(node.at, 'a gate names a section or a test, not both');
    if (kind !== undefined && !known[kind].includes(id ?? '')) reading.refuse(at(node, kind)?.at ?? node.at, `no ${kind} is called \`${id ?? ''}\`${didYouMean(id ?? '', known[kind])}`);
    if (atLeast === null) reading.refuse(node.at, '`atLeast` of this gate is missing; give the points below which the run fails');
    const of = oneOf(node, { key: 'of', values: KINDS_OF_POINTS, reading }) ?? 'proven';
    const title = text(node, 'title', reading) ?? `${id === null ? 'the score' : `\`${id}\``} has at least ${atLeast ?? 0} ${of}`;
    return [{ title, on: kind === undefined || id === null ? { kind: 'score' } : { kind, id }, of, atLeast: atLeast ?? 0 }];
  });
  return { gates };
}

function oneOf<T extends string>(node: MapNode, { key, values, reading }: { readonly key: string; readonly values: readonly T[]; readonly reading: Reading }): T | null {
  const given = text(node, key, reading);
  const found = values.find((value) => value === given) ?? null;
  if (given !== null && found === null) reading.refuse(at(node, key)?.at ?? node.at, `\`${key}\` is one of ${values.join(', ')}, not \`${given}\`${didYouMean(given, values)}`);
  return found;
}

function manualOf(node: MapNode, { before, reading }: { readonly before: RubricTest | undefined; readonly reading: Reading }): RubricTest['manual'] {
  const manual = at(node, 'manual');
  if (manual === null) return before?.manual ?? { isAllowed: true, maxDays: USUAL_DAYS };
  if (manual.kind !== 'map') {
    reading.refuse(manual.at, '`manual` is a map such as {allowed: true, maxAge: 90}');
    return { isAllowed: true, maxDays: USUAL_DAYS };
  }
  refuseKeys(manual, ['allowed', 'maxAge', 'reviewer'], reading);
  const reviewer = text(manual, 'reviewer', reading);
  if (reviewer !== null && reviewer !== 'required' && reviewer !== 'optional') reading.refuse(at(manual, 'reviewer')?.at ?? manual.at, `\`reviewer\` is optional or required, not \`${reviewer}\``);
  return { isAllowed: flag(manual, 'allowed', reading) ?? true, maxDays: Math.floor(number(manual, 'maxAge', reading) ?? before?.manual.maxDays ?? USUAL_DAYS), ...(reviewer === 'required' ? { reviewer } : {}) };
}

/** `points: 10`, `points: {manual: 5, automated: 10}`, or `levels` with two or three values from 0 up. */
function pointsOf(node: MapNode, reading: Reading): RubricTest['points'] | null {
  const points = at(node, 'points');
  const levels = at(node, 'levels');
  if (points !== null && levels !== null) reading.refuse(levels.at, '`points` and `levels` say the same; keep one');
  if (levels !== null) return levelPoints(levels, reading);
  if (points === null) return null;
  if (points.kind === 'map') {
    refuseKeys(points, ['manual', 'automated'], reading);
    const [manual, automated] = [number(points, 'manual', reading), number(points, 'automated', reading)];
    if (automated === null || (manual ?? 0) > automated) reading.refuse(points.at, '`points` has `automated`, and `manual` is not more');
    return { manual: manual ?? 0, automated: automated ?? 0 };
  }
  const most = number(node, 'points', reading);
  return most === null ? null : { manual: most / 2, automated: most };
}

function levelPoints(levels: TreeNode, reading: Reading): RubricTest['points'] | null {
  const values = itemsAt(levels).map((level) => (level.kind === 'map' ? at(level, 'value') : level)).map((value) => (value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : null));
  const [first, second, third] = values;
  const isSound = (values.length === 2 || values.length === 3) && values.every((value, index) => value !== null && (index === 0 ? value === 0 : value > (values[index - 1] ?? 0)));
  if (!isSound || first === null || second === null || second === undefined) {
    reading.refuse(levels.at, '`levels` has two or three values that rise from 0: not done, by hand, automated');
    return null;
  }
  return typeof third === 'number' ? { manual: second, automated: third } : { manual: 0, automated: second };
}

/** Requirements within requirements. Own choice; nobody reads deeper ones. */
const MOST_DEPTH = 20;

function requirementOf(node: TreeNode, { reading, depth }: { readonly reading: Reading; readonly depth: number }): Requirement | null {
  if (depth > MOST_DEPTH) {
    reading.refuse(node.at, 'requirements are nested too deep');
    return null;
  }
  const inner = { reading, depth: depth + 1 };
  if (node.kind === 'scalar') return namedRequirement(node.text, node.at, reading);
  const [entry, second] = entriesAt(node);
  if (entry === undefined || second !== undefined) {
    reading.refuse(node.at, 'a requirement is an id, or one of {all: […]}, {any: […]}, {not: …}');
    return null;
  }
  switch (entry.key) {
    case 'item':
    case 'probe':
      return entry.value.kind === 'scalar' ? namedRequirement(entry.value.text, entry.value.at, reading) : null;
    case 'all':
    case 'any': {
      const of = itemsAt(entry.value).map((each) => requirementOf(each, inner));
      if (of.length === 0) reading.refuse(entry.value.at, `\`${entry.key}\` is empty`);
      return { kind: entry.key, of: of.filter((each) => each !== null) };
    }
    case 'not': {
      const of = requirementOf(entry.value, inner);
      return of === null ? null : { kind: 'not', of };
    }
    default:
      reading.refuse(entry.at, `\`${entry.key}\` is none of all, any, not, item, probe`);
      return null;
  }
}

function namedRequirement(given: string, place: RepositoryPlace, { items, probes, refuse }: Reading): Requirement | null {
  const id = given.replace(/^(data|model|infra|monitor)\.(\d)$/, '$1-$2');
  if (items.includes(id)) return { kind: 'item', id };
  if (probes.includes(id)) return { kind: 'probe', id };
  refuse(place, `no test and no probe is called \`${given}\`${didYouMean(given, [...items, ...probes])}`);
  return null;
}

function bandsOf(root: MapNode, reading: Reading): Rubric['bands'] | null {
  if (at(root, 'bands') === null) return null;
  let last = -Infinity;
  return maps(root, 'bands', reading).map((node) => {
    refuseKeys(node, ['upTo', 'title'], reading);
    const upTo = number(node, 'upTo', reading) ?? Infinity;
    if (upTo <= last) reading.refuse(node.at, 'bands rise: `upTo` is larger than that of the band before; only the last one has none');
    last = upTo;
    const title = text(node, 'title', reading);
    if (title === null) reading.refuse(node.at, '`title` of this band is missing');
    return { upTo, title: title ?? '' };
  });
}

function maps(node: MapNode, key: string, { refuse }: Reading): readonly MapNode[] {
  const found = at(node, key);
  if (found === null) return [];
  if (found.kind !== 'list') {
    refuse(found.at, `\`${key}\` is a list`);
    return [];
  }
  return found.items.flatMap((each) => {
    if (each.kind === 'map') return [each];
    refuse(each.at, `an entry of \`${key}\` is a map`);
    return [];
  });
}

function merged<T extends { readonly id: string }>(base: readonly T[], own: readonly T[]): readonly T[] {
  const byId = new Map(own.map((each) => [each.id, each]));
  return [...base.map((each) => byId.get(each.id) ?? each), ...own.filter(({ id }) => !base.some((each) => each.id === id))];
}

function refuseTwice(nodes: readonly MapNode[], what: string, reading: Reading): void {
  const seen = new Set<string>();
  for (const node of nodes) {
    const id = at(node, 'id');
    if (id?.kind !== 'scalar') continue;
    if (seen.has(id.text)) reading.refuse(id.at, `there are two of the ${what} \`${id.text}\``);
    seen.add(id.text);
  }
}

function refuseKeys(node: MapNode, known: readonly string[], { refuse }: Reading): void {
  for (const { key, at: place } of node.entries) if (!known.includes(key)) refuse(place, `there is no key \`${key}\`${didYouMean(key, known)}; known are ${known.join(', ')}`);
}

function text(node: MapNode, key: string, { refuse }: Reading): string | null {
  const value = at(node, key);
  if (value === null || (value.kind === 'scalar' && value.value === null)) return null;
  if (value.kind === 'scalar') return value.text;
  refuse(value.at, `\`${key}\` is a text`);
  return null;
}

function number(node: MapNode, key: string, { refuse }: Reading): number | null {
  const value = at(node, key);
  if (value === null || (value.kind === 'scalar' && value.value === null)) return null;
  if (value.kind === 'scalar' && typeof value.value === 'number' && Number.isFinite(value.value) && value.value >= 0) return value.value;
  refuse(value.at, `\`${key}\` is a number from 0 on`);
  return null;
}

function flag(node: MapNode, key: string, { refuse }: Reading): boolean | null {
  const value = at(node, key);
  if (value === null) return null;
  if (value.kind === 'scalar' && typeof value.value === 'boolean') return value.value;
  refuse(value.at, `\`${key}\` is true or false`);
  return null;
}
