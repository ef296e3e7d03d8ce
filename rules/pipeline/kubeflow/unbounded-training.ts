import { pipelinesOf } from '../../api/python/kubeflow.ts';
import { enclosing } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';

export const rule = pythonRule({
  id: 'pipeline/kubeflow-unbounded-training',
  summary: 'Trainings in Kubeflow that ask for no memory or GPU',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Vertex AI Pipelines, Specify the machine configuration for a pipeline step', url: 'https://cloud.google.com/vertex-ai/docs/pipelines/machine-types' }],
  docs: {
    what: 'Finds tasks of Kubeflow pipelines that train, by the name of their component, in files that set no limit of memory, processor or accelerator.',
    why: 'The step lands on whatever machine is there: it is ended for want of memory, takes memory from others, or trains for days without a GPU.',
    instead: 'Set `task.set_memory_limit("16G").set_cpu_limit("4")`, and `set_accelerator_type` where a GPU is needed.',
    limits: 'Defaults of the namespace are not seen. Told once for each pipeline file.',
  },
  options: {},
  messages: { unbounded: '`{task}` asks for no memory, processor or accelerator' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'no limit', format: 'python', text: 'from kfp import dsl\n\n@dsl.component\ndef train_model():\n    pass\n\n@dsl.pipeline\ndef weekly():\n    train_model()\n#   ^^^^^^^^^^^^^ unbounded\n' },
    ],
    good: [
      { title: 'limits', format: 'python', text: 'from kfp import dsl\n\n@dsl.component\ndef train_model():\n    pass\n\n@dsl.pipeline\ndef weekly():\n    train_model().set_memory_limit("16G")\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    if (/set_(?:memory|cpu|gpu|accelerator|resource)\w*|add_node_selector|accelerator|machine_type/.test(facts.document.text)) return [];
    const pipelines = new Set(pipelinesOf(facts));
    const training = facts.nodes('Call').find((call) => {
      const around = enclosing(call, ['FunctionDef']);
      return around !== null && pipelines.has(around) && call.callee.kind === 'Name' && /^(?:re)?train(?:ing|er)?(?:_?(?:model|op|task|component|step))*$|^fine_?tune/.test(call.callee.id);
    });
    return training?.callee.kind === 'Name' ? [{ message: 'unbounded', at: training, data: { task: { text: training.callee.id } } }] : [];
  },
  mend: null,
});
