/** Consumers and producers of Kafka with their settings, whichever client makes them. */
import { callsNamed, entriesOf, hasHiddenKeywords } from './code-calls.ts';
import type { Facts } from './facts.ts';
import type { Call, Expression } from './syntax.ts';

const CONSUMER = /^(?:kafka(?:\.consumer(?:\.group)?)?\.KafkaConsumer|aiokafka(?:\.consumer)?\.AIOKafkaConsumer|confluent_kafka(?:\.cimpl)?\.(?:Consumer|DeserializingConsumer))$/;
const PRODUCER = /^(?:kafka(?:\.producer(?:\.kafka)?)?\.KafkaProducer|aiokafka(?:\.producer)?\.AIOKafkaProducer|confluent_kafka(?:\.cimpl)?\.(?:Producer|SerializingProducer))$/;

export interface KafkaClient {
  readonly call: Call;
  readonly library: 'kafka' | 'aiokafka' | 'confluent_kafka';
  /** By the names Kafka has for them, with dots. */
  readonly settings: ReadonlyMap<string, Expression>;
}

/** Those whose settings are all written in the call or in a dict at hand. */
export function kafkaConsumers(facts: Facts): readonly KafkaClient[] {
  return clients(facts, CONSUMER);
}

/** As `kafkaConsumers`. */
export function kafkaProducers(facts: Facts): readonly KafkaClient[] {
  return clients(facts, PRODUCER);
}

function clients(facts: Facts, names: RegExp): readonly KafkaClient[] {
  return callsNamed(facts, names).flatMap(({ call, name }) => {
    const library = name.startsWith('confluent_kafka') ? 'confluent_kafka' : name.startsWith('aiokafka') ? 'aiokafka' : 'kafka';
    const settings = library === 'confluent_kafka' ? entriesOf(facts, call.arguments[0] ?? null) : byKeyword(call);
    return settings === null ? [] : [{ call, library, settings }];
  });
}

function byKeyword(call: Call): ReadonlyMap<string, Expression> | null {
  return hasHiddenKeywords(call) ? null : new Map(call.keywords.map(({ name, value }) => [(name ?? '').replaceAll('_', '.'), value]));
}

/** What a setting says, lower case; null when it is left out or computed. */
export function settingText({ settings }: KafkaClient, name: string): string | null {
  const given = settings.get(name);
  return given?.kind === 'Constant' ? String(given.value).toLowerCase() : null;
}
