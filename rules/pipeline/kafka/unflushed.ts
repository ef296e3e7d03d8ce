import { kafkaProducers } from '../../api/python/kafka.ts';
import type { Facts } from '../../api/python/facts.ts';
import { enclosing } from '../../api/python/syntax.ts';
import type { Call, Name, Node } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

/** The name a producer is given, when it is given one and nothing else. */
function nameOf(call: Call): Name | null {
  const [target, ...more] = call.parent.kind === 'Assign' ? call.parent.targets : [];
  return target?.kind === 'Name' && more.length === 0 ? target : null;
}

function isEndless(node: Node): boolean {
  for (let at = enclosing(node, ['While']); at !== null; at = enclosing(at, ['While'])) {
    if (at.test.kind === 'Constant') return true;
  }
  return false;
}

/** The method that a read of the name calls; null for any other use. */
function methodOf(read: Name): { readonly call: Call; readonly method: string } | null {
  const { parent } = read;
  return parent.kind === 'Attribute' && parent.parent.kind === 'Call' && parent.parent.callee === parent ? { call: parent.parent, method: parent.attribute } : null;
}

/** The first message that is sent by a producer all of whose uses are seen, none of which waits. */
function firstUnflushed(name: Name, facts: Facts): Call | null {
  const binding = facts.names.bindingOf(name);
  const uses = (binding?.reads ?? []).map(methodOf);
  const sends = uses.flatMap((use) => (use !== null && /^(?:send|produce)$/.test(use.method) ? [use.call] : []));
  const isSeen = binding?.definitions.length === 1 && uses.every((use) => use !== null && /^(?:send|produce|poll|list_topics|partitions_for|metrics|start)$/.test(use.method));
  const waits = sends.some((call) => call.parent.kind !== 'Expr' || isEndless(call));
  return isSeen && !waits ? (sends[0] ?? null) : null;
}

export const rule = pythonRule({
  id: 'pipeline/kafka-unflushed',
  summary: 'Kafka producers that end before what they sent is delivered',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Confluent, Kafka Python client, Producer.flush', url: 'https://docs.confluent.io/platform/current/clients/confluent-kafka-python/html/index.html' }],
  docs: {
    what: 'Finds scripts that produce messages and never call `flush`, `close`, or wait for a result.',
    why: 'Messages wait in memory and are sent together. When the program ends first, the last ones, in a short script all of them, are never sent.',
    instead: 'Call `producer.flush()` before the program ends.',
    limits: 'Producers that are kept in an object, returned or handed on are passed over, as are endless loops, where messages are sent while the program runs.',
  },
  options: {},
  messages: { unflushed: 'Messages still in memory are lost when the program ends: nothing flushes `{producer}`' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'the end comes first', format: 'python', text: 'from confluent_kafka import Producer\n\nproducer = Producer({"bootstrap.servers": "kafka:9092"})\nfor rating in ratings:\n    producer.produce("ratings", rating)\n#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unflushed\n' },
    ],
    good: [
      { title: 'flushed', format: 'python', text: 'from confluent_kafka import Producer\n\nproducer = Producer({"bootstrap.servers": "kafka:9092"})\nfor rating in ratings:\n    producer.produce("ratings", rating)\nproducer.flush()\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    kafkaProducers(facts).flatMap(({ call }) => {
      const name = nameOf(call);
      const isAtTop = name !== null && /(?:^|\W)(?:def\s+\w+|if\s+__name__)/.test(facts.document.text) && enclosing(call, ['FunctionDef']) === null;
      // a producer of a module serves functions that others call
      const sent = name === null ? null : firstUnflushed(name, facts);
      if (name === null || sent === null || (isAtTop && enclosing(sent, ['FunctionDef']) !== null)) return [];
      return [{ message: 'unflushed', at: sent, data: { producer: { text: name.id } } }];
    }),
  mend: null,
});
