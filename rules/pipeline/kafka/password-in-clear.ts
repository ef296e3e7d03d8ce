import { stringOf } from '../../api/python/code-calls.ts';
import { kafkaConsumers, kafkaProducers, settingText } from '../../api/python/kafka.ts';
import type { Expression } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

/** The first broker that is not on this machine or a private network; null when there is none to be seen. */
function remoteHost(servers: Expression | undefined): string | null {
  const written = servers?.kind === 'List' ? servers.elements.map(stringOf) : [stringOf(servers)];
  const hosts = written.flatMap((text) => (text ?? '').split(',')).map((server) => server.trim().replace(/^\w+:\/\//, '').replace(/:\d+$/, ''));
  return hosts.find((host) => host.includes('.') && !/^(?:127|10|192\.168|172\.(?:1[6-9]|2\d|3[01])|0\.0\.0\.0)\b|\.(?:local|internal|svc|lan|localdomain)$|\.svc\./.test(host)) ?? null;
}

export const rule = pythonRule({
  id: 'pipeline/kafka-password-in-clear',
  summary: 'Kafka passwords sent over the network in clear',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Apache Kafka, Security, SASL/PLAIN', url: 'https://kafka.apache.org/documentation/#security_sasl_plain' }],
  docs: {
    what: 'Finds clients with `security_protocol` `SASL_PLAINTEXT` and the mechanism `PLAIN`, and brokers that are not of this machine.',
    why: 'Name and password go over the network as they are, and so does everything that is sent. Whoever listens can read the events, and write others to be trained on.',
    instead: 'Use `SASL_SSL`.',
    limits: 'Brokers named by a variable, or by a name without a dot, as inside of a cluster, are passed over, as are private addresses.',
  },
  options: {},
  messages: { clear: 'The password goes to `{host}` in clear' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'in clear', format: 'python', text: 'from kafka import KafkaProducer\n\nKafkaProducer(\n    bootstrap_servers="kafka.shop.eu:9092",\n    security_protocol="SASL_PLAINTEXT",\n#                     ^^^^^^^^^^^^^^^^ clear\n    sasl_mechanism="PLAIN",\n    sasl_plain_username="ada",\n    sasl_plain_password=password,\n)\n' },
    ],
    good: [
      { title: 'over TLS', format: 'python', text: 'from kafka import KafkaProducer\n\nKafkaProducer(bootstrap_servers="kafka.shop.eu:9092", security_protocol="SASL_SSL", sasl_mechanism="PLAIN", sasl_plain_username="ada", sasl_plain_password=password)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    [...kafkaConsumers(facts), ...kafkaProducers(facts)].flatMap((client) => {
      const protocol = client.settings.get('security.protocol');
      const mechanism = settingText(client, 'sasl.mechanism') ?? settingText(client, 'sasl.mechanisms');
      const host = remoteHost(client.settings.get('bootstrap.servers'));
      return protocol !== undefined && settingText(client, 'security.protocol') === 'sasl_plaintext' && mechanism === 'plain' && host !== null ? [{ message: 'clear', at: protocol, data: { host: { text: host } } }] : [];
    }),
  mend: null,
});
