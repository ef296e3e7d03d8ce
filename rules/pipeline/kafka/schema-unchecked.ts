import { callsNamed, importsPackage } from '../../api/python/code-calls.ts';
import { kafkaConsumers } from '../../api/python/kafka.ts';
import { pythonRule } from '../../api/python-rule.ts';

const SCHEMAS = /^(?:pydantic|pandera|jsonschema|fastjsonschema|marshmallow|cerberus|fastavro|avro|msgspec|attrs?|dataclasses|dataclasses_json|voluptuous|great_expectations|schema|tensorflow_data_validation|google|faust|dacite|cattrs)$/;

export const rule = pythonRule({
  id: 'pipeline/kafka-schema-unchecked',
  summary: 'Kafka messages that go into a model as they come',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Confluent, Schema Registry', url: 'https://docs.confluent.io/platform/current/schema-registry/index.html' }],
  docs: {
    what: 'Finds programs that parse messages of Kafka as JSON and predict, without a schema: no registry, pydantic, pandera, jsonschema or the like.',
    why: 'A producer that renames a field, or sends a number as text, does not fail. The model gets a missing or a wrong value and answers.',
    instead: 'Read messages through a model of pydantic or a schema registry, and send what does not fit to a topic of its own.',
    limits: 'Told once for each program. Checks by hand, such as `if "rating" in event`, and `assert` count as a schema.',
  },
  options: {},
  messages: { unchecked: 'Messages go into the model as they come; nothing checks their fields' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'straight into the model', format: 'python', text: 'import json\nimport joblib\nimport pandas as pd\nfrom kafka import KafkaConsumer\nfrom sklearn.linear_model import LogisticRegression\n\nmodel = LogisticRegression().fit(X, y)\nfor message in KafkaConsumer("ratings", group_id="serve"):\n    event = json.loads(message.value)\n#           ^^^^^^^^^^^^^^^^^^^^^^^^^ unchecked\n    print(model.predict(pd.DataFrame([event])))\n' },
    ],
    good: [
      { title: 'a schema', format: 'python', text: 'import json\nimport pandas as pd\nfrom kafka import KafkaConsumer\nfrom pydantic import BaseModel\nfrom sklearn.linear_model import LogisticRegression\n\nclass Rating(BaseModel):\n    user: int\n\nmodel = LogisticRegression().fit(X, y)\nfor message in KafkaConsumer("ratings", group_id="serve"):\n    event = Rating(**json.loads(message.value))\n    print(model.predict(pd.DataFrame([dict(event)])))\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    const looksAtFields = facts.nodes('Compare').some(({ operators }) => operators.some((operator) => operator === 'in' || operator === 'not in'));
    const isChecked = looksAtFields || importsPackage(facts, SCHEMAS) || /schema|validat|isinstance|\bassert\b|KeyError|\.get\(/i.test(facts.document.text);
    if (isChecked || facts.predictions.length === 0 || kafkaConsumers(facts).length === 0) return [];
    const [first] = callsNamed(facts, /^(?:json|orjson|ujson|simplejson)\.loads$/);
    return first === undefined ? [] : [{ message: 'unchecked', at: first.call }];
  },
  mend: null,
});
