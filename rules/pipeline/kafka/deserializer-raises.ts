import { callInside, callsNamed, keywordOf, writtenValue } from '../../api/python/code-calls.ts';
import { pythonRule } from '../../api/python-rule.ts';

const PARSERS = /^(?:json|orjson|ujson|simplejson|pickle|msgpack|cbor2)\.(?:loads|unpackb)$/;

export const rule = pythonRule({
  id: 'pipeline/kafka-deserializer-raises',
  summary: 'Kafka consumers that one bad message stops for good',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'kafka-python, KafkaConsumer, value_deserializer', url: 'https://kafka-python.readthedocs.io/en/master/apidoc/KafkaConsumer.html' }],
  docs: {
    what: 'Finds consumers of kafka-python and aiokafka that are given a deserializer which parses without catching anything, such as `lambda m: json.loads(m)`.',
    why: 'The first message that is no JSON raises inside the loop that reads. The position does not move past it, so the consumer fails at the same message after each restart, and events for features or monitoring stop.',
    instead: 'Take bytes, and parse them in the loop with a `try` that sends what cannot be read to a topic of its own.',
    limits: 'Deserializers that are functions of the project, or of a registry of schemas, are passed over.',
  },
  options: {},
  messages: { poison: 'A message that `{parser}` cannot read stops this consumer, again after each restart' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'JSON', format: 'python', text: 'import json\nfrom kafka import KafkaConsumer\n\nconsumer = KafkaConsumer("ratings", value_deserializer=lambda m: json.loads(m.decode()))\n#                                                                ^^^^^^^^^^^^^^^^^^^^^^ poison\n' },
    ],
    good: [
      { title: 'parsed in the loop', format: 'python', text: 'import json\nfrom kafka import KafkaConsumer\n\nfor message in KafkaConsumer("ratings"):\n    try:\n        print(json.loads(message.value))\n    except ValueError:\n        continue\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    callsNamed(facts, /^(?:kafka(?:\.consumer(?:\.group)?)?\.KafkaConsumer|aiokafka(?:\.consumer)?\.AIOKafkaConsumer)$/).flatMap(({ call }) => {
      const given = writtenValue(facts, keywordOf(call, 'value_deserializer'));
      const name = given === null ? null : facts.names.qualifiedName(given);
      if (given !== null && name !== null && PARSERS.test(name)) return [{ message: 'poison', at: given, data: { parser: { text: name } } }];
      const parsed = given?.kind === 'Lambda' ? callInside(facts, given.body, PARSERS) : null;
      return parsed === null ? [] : [{ message: 'poison', at: parsed.call, data: { parser: { text: parsed.name } } }];
    }),
  mend: null,
});
