/** Searches for personal data that refuse what they find, and tests of the steps that take it out. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Node } from '../../../api/python/syntax.ts';
import type { CodeRequest, Judged } from '../judged.ts';
import { judgedIn } from '../judged.ts';
import { readOf } from '../reads.ts';
import { checksByResult } from '../results.ts';
import { isExamplePath } from '../test-paths.ts';

export const codeFinder: CodeFinder = {
  name: 'data-5/searched',
  find: (request) => (isExamplePath(request.program.path) ? {} : { checks: [...byLibraries(request), ...byHand(request)] }),
};

function byLibraries(request: CodeRequest): readonly FoundCheck[] {
  return checksByResult(request, { items: ['data-5'], is: (_, name) => /^(?:presidio_analyzer\.(?:\w+\.)*\w*(?:AnalyzerEngine|BatchAnalyzerEngine)\.analyze\w*|scrubadub\.(?:\w+\.)*(?:list_filth|iter_filth)|piicatcher\.\w+|google\.cloud\.dlp\S*\.inspect_content|commonregex\.\w+)$/.test(name), text: '`{call}` looks for personal data' });
}

const PERSONAL = /(?:^|_)(?:e-?mails?|phones?|ssn|iban|pii|personal\w*|credit_?cards?|ip_?addr\w*|passport|names_of_people)(?:_|$)/i;
const TAKES_OUT = /(?:^|_)(?:pseudonymi[sz]\w*|anonymi[sz]\w*|mask_(?:pii|e?mails?|names?|phones?|personal\w*|users?|user_ids?)|redact\w*|scrub(?:_\w+)?|hash_(?:users?|user_ids?|e?mails?|customers?|customer_ids?|names?)|remove_(?:pii|personal\w*|names|identifiers)|strip_(?:pii|personal\w*)|encrypt_(?:pii|e?mails?|users?|user_ids?|columns?|personal\w*)|de_?identif\w*)$/i;

function byHand(request: CodeRequest): readonly FoundCheck[] {
  const { facts } = request;
  return judgedIn(request).flatMap((judged): readonly FoundCheck[] => {
    const { at, id, oracle, inside, isReal } = judged;
    if (oracle.kind === 'raises') return [];
    const where = inside === null || inside.name === '' || inside.name === '__main__' ? 'the file' : `\`${inside.name}\``;
    const base = { items: ['data-5'] as const, at, data: 'unknown' as const, ranBy: { kind: 'function' as const, id } };
    const step = inside?.test == null ? undefined : judged.cone.calls.find(({ target, name }) => TAKES_OUT.test(target?.name ?? '') || (target === null && /^(?!numpy|pandas|torch|PIL|cv2|\w*mock)/.test(name) && TAKES_OUT.test(name.slice(name.lastIndexOf('.') + 1))));
    if (step !== undefined) return [{ ...base, text: `${where} judges how \`${step.target?.name ?? step.name.slice(step.name.lastIndexOf('.') + 1)}\` takes personal data out`, isReal: oracle.canFail }];
    return searchesRows(facts, judged) ? [{ ...base, text: `${where} refuses data that looks personal`, isReal }] : [];
  });
}

/** Patterns of personal data are searched for in rows that are read. */
function searchesRows(facts: Facts, { cone, tests }: Judged): boolean {
  const searches = cone.calls.filter(({ name }) => /(?:^|\.)(?:search|findall|finditer|contains|match|fullmatch)$/.test(name));
  const rests: readonly Node[] = [...tests, ...cone.nodes];
  const isPersonal = searches.some(({ call }) => rests.length > 0 && [...namesOf(facts, call)].some((word) => PERSONAL.test(word) || /@\[?\\?[\w[]|\\d\{3\}-\\d\{2\}-\\d\{4\}/.test(word)));
  return isPersonal && readOf(facts, cone) !== null;
}

function namesOf(facts: Facts, call: Node): readonly string[] {
  const text = facts.textOf(call).slice(0, 400);
  return [...(text.match(/[A-Za-z_]\w*/g) ?? []), text];
}
