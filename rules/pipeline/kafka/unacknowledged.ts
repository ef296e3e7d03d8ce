import { callsNamed, entriesOf, keywordOf } from '../../api/python/code-calls.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/kafka-unacknowledged',
  summary: 'Kafka producers that ask for no acknowledgement',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Kafka, Producer configuration, acks', url: 'https://kafka.apache.org/documentation/#producerconfigs_acks' }],
  docs: {
    what: 'Finds producers with `acks=0`.',
    why: 'The producer does not learn whether a message arrived: events are lost whenever a broker restarts, and a model is trained and watched on what is left.',
    instead: 'Leave `acks` at its default, or set it to `all`.',
    limits: 'Only settings written in the call or in a dict at hand.',
  },
  options: {},
  messages: { lost: 'With `acks` 0, messages that are lost are not noticed' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'no acknowledgement', format: 'python', text: 'from kafka import KafkaProducer\n\nproducer = KafkaProducer(bootstrap_servers="kafka:9092", acks=0)\n#                                                             ^ lost\n' },
    ],
    good: [
      { title: 'of all replicas', format: 'python', text: 'from kafka import KafkaProducer\n\nproducer = KafkaProducer(bootstrap_servers="kafka:9092", acks="all")\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    callsNamed(facts, /^(?:kafka(?:\.producer(?:\.kafka)?)?\.KafkaProducer|aiokafka(?:\.producer)?\.AIOKafkaProducer|confluent_kafka(?:\.cimpl)?\.(?:Producer|SerializingProducer))$/).flatMap(({ call, name }) => {
      const settings = name.startsWith('confluent_kafka') ? entriesOf(facts, call.arguments[0] ?? null) : null;
      const given = settings === null ? keywordOf(call, 'acks') : (settings.get('acks') ?? settings.get('request.required.acks') ?? null);
      return given?.kind === 'Constant' && String(given.value) === '0' ? [{ message: 'lost', at: given }] : [];
    }),
  mend: null,
});
