/** Conditions whose fulfilment reaches a person or starts something: messages, mails, alerts, a new training. */
import { walk } from '../../api/python/children.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Call, If, Node } from '../../api/python/syntax.ts';
import { moduleOf } from '../../api/python/syntax.ts';
import type { Outcome } from '../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../api/repository/place.ts';
import { behind } from './behind.ts';
import { coneOf, nameOfCall, targetOf } from './cone.ts';
import type { CodeRequest, Judged } from './judged.ts';
import { judgedIn } from './judged.ts';

export interface Judgement extends Pick<Judged, 'node' | 'at' | 'id' | 'inside' | 'condition' | 'tests' | 'cone' | 'isReal'> {
  /** Whether it raises or tells somebody. */
  readonly kind: 'oracle' | 'telling';
}

/** Oracles and conditions that tell somebody, in source order. */
export function judgementsIn(request: CodeRequest): readonly Judgement[] {
  const { facts } = request;
  return facts.once(emptyCache).get('all') ?? remember(facts, [...judgedIn(request).map((each): Judgement => ({ ...each, kind: 'oracle' })), ...tellingIn(request)].sort((a, b) => a.node.start - b.node.start));
}

function emptyCache(_: Facts): Map<'all', readonly Judgement[]> {
  return new Map();
}

function remember(facts: Facts, judgements: readonly Judgement[]): readonly Judgement[] {
  facts.once(emptyCache).set('all', judgements);
  return judgements;
}

function tellingIn({ facts, program, placeOf, ownerOf }: CodeRequest): readonly Judgement[] {
  return facts.nodes('If').flatMap((node): readonly Judgement[] => {
    const telling = tellsIn(facts, node);
    if (telling === null) return [];
    const tests = [node.test, ...behind(facts, [node.test])];
    const cone = coneOf(facts, tests);
    const id = ownerOf(node);
    return [{ node, at: placeOf(node.test), id, inside: program.functions.find((each) => each.id === id) ?? null, condition: [node.test], tests, cone, isReal: realness(node, cone.calls.length, placeOf), kind: 'telling' }];
  });
}

function realness({ test }: If, calls: number, placeOf: CodeRequest['placeOf']): Outcome {
  if (test.kind === 'Constant') return { answer: 'no', links: [{ at: placeOf(test), text: 'this condition is a constant' }] };
  return calls > 0 ? YES : UNKNOWN;
}

/** The call in either branch that tells somebody; nested conditions are their own. */
export function tellsIn(facts: Facts, { body, orelse }: If): Call | null {
  let found: Call | null = null;
  for (const statement of [...body, ...orelse]) {
    walk(statement, (node: Node) => {
      if (found !== null || node.kind === 'If' || node.kind === 'FunctionDef') return 'skip';
      if (node.kind === 'Call' && tells(facts, node)) found = node;
      return undefined;
    });
  }
  return found;
}

export function tells(facts: Facts, call: Call): boolean {
  const name = nameOfCall(facts, call);
  const target = targetOf(facts, call);
  if (POSTS.test(name)) return call.arguments.some((argument) => HOOK.test(moduleOf(argument) === facts.document.module ? facts.textOf(argument) : ''));
  if (SENDS.test(name)) return true;
  if (!LIKE_TELLING.test(name.slice(name.lastIndexOf('.') + 1))) return false;
  if (target === null) return !/^(?:logging|logger|log|self\.logger|builtins)\b/.test(name);
  // a function of that name that only prints tells nobody
  return target.body.some((statement) => {
    let sends = false;
    walk(statement, (node) => {
      if (node.kind === 'Call' && !/^(?:builtins\.)?(?:print|str|format|len|round)$|^(?:logging|logger|log)\b|\.(?:info|warning|error|debug|append|format|join|strftime|isoformat)$/.test(nameOfCall(facts, node))) sends = true;
    });
    return sends;
  });
}

const SENDS = /^(?:wandb\.(?:alert|run\.alert)|sentry_sdk\.capture_\w+|smtplib\.SMTP\w*\.send\w*|slack_sdk\.\S*\.(?:chat_postMessage|send)|boto3\.\S*\.(?:publish|send_email|put_events)|airflow\.\S*\.trigger_dag|airflow\.utils\.email\.send_email)$|\.(?:chat_postMessage|sendmail|send_message|trigger_dag_run|capture_exception|capture_message)$/;
const POSTS = /^(?:requests|httpx|aiohttp|urllib\.request)\.(?:post|urlopen|\S+\.post)$/;
const HOOK = /hooks?\b|slack|webhook|teams|discord|pagerduty|opsgenie|alert|telegram/i;
const LIKE_TELLING = /^_?(?:send|raise|trigger|post|push|fire|emit|create)_(?:\w*_)?(?:alert|alarm|notification|mail|email|slack|message|incident|page|retrain\w*|rollback)s?(?:_\w+)?$|^_?(?:notify|alert|alarm|page)(?:_\w+)?$|^_?(?:trigger|start|launch|kick_off|schedule)_(?:re)?train\w*$/i;
