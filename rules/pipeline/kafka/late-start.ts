import { kafkaConsumers, settingText } from '../../api/python/kafka.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/kafka-late-start',
  summary: 'Training data from Kafka that leaves out what came before',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Kafka, Consumer configuration, auto.offset.reset', url: 'https://kafka.apache.org/documentation/#consumerconfigs_auto.offset.reset' }],
  docs: {
    what: 'Finds consumers that begin with the latest message, as they do by default, in programs that fit a model or write a table.',
    why: 'A new group, and one whose offsets have expired, begins at the end of the topic. All events before that are missing from what is trained on, and nothing says so.',
    instead: 'Set `auto_offset_reset="earliest"`, or seek to the offsets of the days that are meant.',
    limits: 'Programs that seek or assign offsets are passed over, as are those that only predict.',
  },
  options: {},
  messages: { late: 'A new group begins at the end of the topic, so the data leaves out all before' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'the default', format: 'python', text: 'import pandas as pd\nfrom kafka import KafkaConsumer\n\nconsumer = KafkaConsumer("ratings", group_id="train")\n#          ^^^^^^^^^^^^^ late\nrows = [message.value for message in consumer]\npd.DataFrame(rows).to_parquet("ratings.parquet")\n' },
    ],
    good: [
      { title: 'from the beginning', format: 'python', text: 'import pandas as pd\nfrom kafka import KafkaConsumer\n\nconsumer = KafkaConsumer("ratings", group_id="train", auto_offset_reset="earliest")\nrows = [message.value for message in consumer]\npd.DataFrame(rows).to_parquet("ratings.parquet")\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    const makesTable = facts.nodes('Call').some(({ callee }) => callee.kind === 'Attribute' && /^(?:to_(?:csv|parquet|feather|pickle)|write_(?:csv|parquet))$/.test(callee.attribute));
    if ((facts.fits.length === 0 && !makesTable) || facts.predictions.length > 0 || /\b(?:seek\w*|offsets_for_times|assign)\s*\(/.test(facts.document.text)) return [];
    return kafkaConsumers(facts).flatMap((client) => {
      const reset = settingText(client, 'auto.offset.reset');
      const isLate = client.settings.has('auto.offset.reset') ? reset !== null && /^(?:latest|largest|end)$/.test(reset) : true;
      return isLate ? [{ message: 'late', at: client.call.callee }] : [];
    });
  },
  mend: null,
});
