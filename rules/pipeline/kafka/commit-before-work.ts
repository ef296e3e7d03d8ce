import { kafkaConsumers, settingText } from '../../api/python/kafka.ts';
import { pythonRule } from '../../api/python-rule.ts';

const WORK = /^(?:insert\w*|execute\w*|write\w*|save\w*|predict\w*|produce|put\w*|update\w*|upsert\w*|post|send\w*|to_(?:csv|parquet|sql)|dump|append_row)$/;

export const rule = pythonRule({
  id: 'pipeline/kafka-commit-before-work',
  summary: 'Kafka offsets that are committed before the work is done',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Confluent, Kafka Python client, Consumer', url: 'https://docs.confluent.io/kafka-clients/python/current/overview.html' }, { title: 'Apache Kafka, Consumer configuration, enable.auto.commit', url: 'https://kafka.apache.org/documentation/#consumerconfigs_enable.auto.commit' }],
  docs: {
    what: 'Finds consumers of confluent-kafka that commit by themselves, in programs that write, predict or send with what they read.',
    why: 'The client commits every five seconds what it handed out. When the program dies in between, messages that were not worked on count as read: events for features and labels are missing, and nothing says so.',
    instead: 'Set `enable.auto.commit` to `False` and commit after the work, or set `enable.auto.offset.store` to `False` and store offsets then.',
    limits: 'kafka-python and aiokafka commit when the next messages are asked for, so they mostly repeat rather than lose; they are passed over. So are programs that store or commit offsets themselves.',
  },
  options: {},
  messages: { early: 'Messages count as read by the clock, whether they were worked on or not' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'committed by the clock', format: 'python', text: 'from confluent_kafka import Consumer\n\nconsumer = Consumer({"bootstrap.servers": "kafka:9092", "group.id": "features"})\n#          ^^^^^^^^ early\nconsumer.subscribe(["events"])\nwhile True:\n    message = consumer.poll(1.0)\n    store.insert(message.value())\n' },
    ],
    good: [
      { title: 'committed after the work', format: 'python', text: 'from confluent_kafka import Consumer\n\nconsumer = Consumer({"bootstrap.servers": "kafka:9092", "group.id": "features", "enable.auto.commit": False})\nconsumer.subscribe(["events"])\nwhile True:\n    message = consumer.poll(1.0)\n    store.insert(message.value())\n    consumer.commit(message)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    const works = facts.nodes('Call').some(({ callee }) => callee.kind === 'Attribute' && WORK.test(callee.attribute));
    if (!works || /\b(?:commit|store_offsets)\s*\(/.test(facts.document.text)) return [];
    return kafkaConsumers(facts).flatMap((client) => (client.library === 'confluent_kafka' && !client.settings.has('enable.auto.commit') && !client.settings.has('enable.auto.offset.store') && settingText(client, 'group.id') !== null ? [{ message: 'early', at: client.call.callee }] : []));
  },
  mend: null,
});
