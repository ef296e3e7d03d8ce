import { kafkaConsumers, settingText } from '../../api/python/kafka.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/kafka-no-group',
  summary: 'Kafka consumers that begin anew at each start',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Kafka, Consumer configuration, group.id', url: 'https://kafka.apache.org/documentation/#consumerconfigs_group.id' }],
  docs: {
    what: 'Finds consumers of kafka-python and aiokafka that subscribe to topics without a `group_id`, and begin with the latest message.',
    why: 'Without a group no offset is kept. What is sent while the program is down, during each deployment, is never read: features and labels have holes.',
    instead: 'Name a group, `group_id="features"`.',
    limits: 'Consumers that begin with the earliest message, seek, or assign partitions are passed over.',
  },
  options: {},
  messages: { groupless: 'Without `group_id`, messages sent while the program is down are never read' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'no group', format: 'python', text: 'from kafka import KafkaConsumer\n\nfor message in KafkaConsumer("ratings", bootstrap_servers="kafka:9092"):\n#              ^^^^^^^^^^^^^ groupless\n    print(message.value)\n' },
    ],
    good: [
      { title: 'a group', format: 'python', text: 'from kafka import KafkaConsumer\n\nfor message in KafkaConsumer("ratings", bootstrap_servers="kafka:9092", group_id="features"):\n    print(message.value)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    /\b(?:seek\w*|assign)\s*\(/.test(facts.document.text)
      ? []
      : kafkaConsumers(facts).flatMap((client) => {
          const group = client.settings.get('group.id');
          const isGroupless = group === undefined || (group.kind === 'Constant' && group.value === null);
          const reset = client.settings.has('auto.offset.reset') ? settingText(client, 'auto.offset.reset') : 'latest';
          return client.library !== 'confluent_kafka' && isGroupless && reset === 'latest' && client.call.arguments.length > 0 ? [{ message: 'groupless', at: client.call.callee }] : [];
        }),
  mend: null,
});
