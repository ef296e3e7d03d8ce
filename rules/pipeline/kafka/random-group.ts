import { callInside, callsNamed, entriesOf, keywordOf } from '../../api/python/code-calls.ts';
import { pythonRule } from '../../api/python-rule.ts';

const RANDOM = /^(?:uuid\.uuid[14]|time\.time|datetime\.datetime\.(?:now|utcnow)|random\.\w+|secrets\.\w+)$/;

export const rule = pythonRule({
  id: 'pipeline/kafka-random-group',
  summary: 'Kafka consumers with another group at each start',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Kafka, Consumer configuration, group.id', url: 'https://kafka.apache.org/documentation/#consumerconfigs_group.id' }],
  docs: {
    what: 'Finds consumers whose group is made at random or of the clock: `group_id=str(uuid4())`.',
    why: 'Offsets are kept by group. A new group begins at the latest or the earliest message: after each restart events are lost, or all of them are read again.',
    instead: 'Name the group after what it does, for example `train-recommender`. To read everything each time, set no group and seek to the beginning.',
    limits: 'Only groups that are computed in the call or in a dict at hand.',
  },
  options: {},
  messages: { random: 'The group is another one at each start, so its offsets are lost' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a random group', format: 'python', text: 'import uuid\nfrom kafka import KafkaConsumer\n\nKafkaConsumer("ratings", group_id=str(uuid.uuid4()))\n#                                     ^^^^^^^^^^^^ random\n' },
    ],
    good: [
      { title: 'a name', format: 'python', text: 'from kafka import KafkaConsumer\n\nKafkaConsumer("ratings", group_id="train-recommender")\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    callsNamed(facts, /^(?:kafka(?:\.consumer(?:\.group)?)?\.KafkaConsumer|aiokafka(?:\.consumer)?\.AIOKafkaConsumer|confluent_kafka(?:\.cimpl)?\.(?:Consumer|DeserializingConsumer))$/).flatMap(({ call, name }) => {
      const given = name.startsWith('confluent_kafka') ? (entriesOf(facts, call.arguments[0] ?? null)?.get('group.id') ?? null) : keywordOf(call, 'group_id');
      const random = given === null ? null : callInside(facts, given, RANDOM);
      return random === null ? [] : [{ message: 'random', at: random.call }];
    }),
  mend: null,
});
