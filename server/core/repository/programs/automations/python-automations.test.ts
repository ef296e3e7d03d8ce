import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { factsOf } from '../../../../../tools/analyse-python.ts';
import { linesOfAutomation } from '../../../../../tools/test-programs.ts';
import { pythonAutomationsOf } from './python-automations.ts';

async function linesOf(...lines: readonly string[]): Promise<readonly string[]> {
  return pythonAutomationsOf(await factsOf(`${lines.join('\n')}\n`), '/p').flatMap(linesOfAutomation);
}

const AIRFLOW = ['from datetime import timedelta', 'from airflow import DAG', 'from airflow.operators.python import PythonOperator, BranchPythonOperator', 'from airflow.operators.bash import BashOperator', 'def train(): pass', 'def choose():', '    if drifted():', '        return "retrain"', '    return "skip"'];

describe('DAGs of Airflow', () => {
  it('have a schedule, tasks, what they run and what they wait for', async () => {
    assert.deepEqual(
      await linesOf(
        ...AIRFLOW,
        'def page(context):',
        '    requests.post("https://chat", context)',
        'default_args = {"on_failure_callback": page, "email": ["ops@shop.io"], "email_on_failure": True}',
        'with DAG("daily", schedule="@daily", default_args=default_args) as dag:',
        '    get = BashOperator(task_id="get", bash_command="make data")',
        '    fit = PythonOperator(task_id="fit", python_callable=train)',
        '    get >> fit',
      ),
      ['airflow daily: schedule', '  get: make data', '  fit: main.py::train after get', '  ! `on_failure_callback` is called when a task fails', '  ! a mail is sent when a task fails'],
    );
  });

  for (const [argument, expected] of [
    ['schedule=None', 'manual | never fires: its schedule is `None`, so only a person or another DAG starts it'],
    ['schedule_interval=timedelta(days=1)', 'schedule'],
    ['schedule="0 3 * * *"', 'schedule'],
    ['schedule="@once"', 'schedule | never fires: it runs only once'],
    ['schedule="@daily", is_paused_upon_creation=True', 'schedule | never fires: it is paused until somebody starts it'],
    ['schedule=SCHEDULE', 'schedule | never fires?: its schedule is reckoned when it runs'],
    ['tags=[]', 'schedule | never fires?: without a schedule it runs daily before Airflow 3, and never since'],
  ] as const) {
    it(argument, async () => assert.deepEqual(await linesOf(...AIRFLOW, `dag = DAG("d", ${argument})`), [`airflow d: ${expected}`]));
  }

  it('nobody hears of a failure through a placeholder or a print', async () => {
    const lines = await linesOf(...AIRFLOW, 'def page(context):', '    print(context)', 'dag = DAG("d", schedule="@daily", default_args={"email": ["airflow@example.com"], "email_on_failure": True}, on_failure_callback=page)');
    assert.deepEqual(lines, ['airflow d: schedule']);
  });

  it('FE-20: an operator that does not branch runs everything', async () => {
    const tasks = ['    retrain = PythonOperator(task_id="retrain", python_callable=train)', '    skip = BashOperator(task_id="skip", bash_command="true")', '    check >> [retrain, skip]'];
    assert.deepEqual(await linesOf(...AIRFLOW, 'with DAG("d", schedule="@daily"):', '    check = PythonOperator(task_id="check", python_callable=choose)', ...tasks), [
      'airflow d: schedule',
      '  check: main.py::choose | not enforced: `choose` returns the name of a task, but `PythonOperator` does not branch by it',
      '  retrain: main.py::train after check',
      '  skip: true after check',
    ]);
    assert.deepEqual(await linesOf(...AIRFLOW, 'with DAG("d", schedule="@daily"):', '    check = BranchPythonOperator(task_id="check", python_callable=choose)', ...tasks), [
      'airflow d: schedule',
      '  check: main.py::choose',
      '  retrain: main.py::train after check | never runs?: a branch chooses whether it runs',
      '  skip: true after check | never runs?: a branch chooses whether it runs',
    ]);
  });

  it('below `@dag` are made when they are called', async () => {
    const lines = ['from airflow.decorators import dag, task', '@task', 'def get():', '    return 1', '@task', 'def fit(rows): pass', '@dag(schedule="@hourly")', 'def flow():', '    fit(get())'];
    assert.deepEqual(await linesOf(...lines, 'flow()'), ['airflow flow: schedule', '  fit: main.py::fit after get', '  get: main.py::get']);
    assert.deepEqual(await linesOf(...lines), []);
  });
});

describe('other schedules in Python', () => {
  it('Prefect deploys and serves', async () => {
    assert.deepEqual(await linesOf('from prefect import flow', '@flow', 'def train(): pass', 'train.deploy("nightly", cron="0 0 * * *")', 'train.serve("here", interval=60)', 'train.deploy("off", cron="0 0 * * *", paused=True)'), [
      'prefect nightly: schedule',
      '  train: main.py::train',
      'prefect here: schedule | never fires?: it fires as long as this program runs',
      '  train: main.py::train',
      'prefect off: schedule | never fires: it is paused until somebody starts it',
      '  train: main.py::train',
    ]);
  });

  it('Dagster keeps schedules stopped until they are started', async () => {
    assert.deepEqual(await linesOf('from dagster import job, ScheduleDefinition, DefaultScheduleStatus', '@job', 'def train(): pass', 'a = ScheduleDefinition(job=train, cron_schedule="0 0 * * *", default_status=DefaultScheduleStatus.RUNNING)', 'b = ScheduleDefinition(job=train, cron_schedule="0 0 * * *")'), [
      'dagster train: schedule',
      '  train: main.py::train',
      'dagster train: schedule | never fires?: Dagster keeps it stopped until somebody starts it',
      '  train: main.py::train',
    ]);
  });

  it('`schedule` needs somebody who runs what is pending', async () => {
    const lines = ['import schedule', 'def train(): pass', 'schedule.every().day.at("10:00").do(train)'];
    assert.deepEqual(await linesOf(...lines), ['scheduler train: schedule | never fires: nothing calls `run_pending`, so it never runs', '  train: main.py::train']);
    assert.deepEqual(await linesOf(...lines, 'while True:', '    schedule.run_pending()'), ['scheduler train: schedule | never fires?: it fires as long as this program runs', '  train: main.py::train']);
  });

  it('FE-28: only components in the list are in a pipeline of TFX', async () => {
    const lines = ['from tfx.components import CsvExampleGen, ExampleValidator', 'from tfx.orchestration.pipeline import Pipeline', 'def create():', '    components = []', '    gen = CsvExampleGen()', '    components.append(gen)', '    validator = ExampleValidator()', '    return Pipeline(pipeline_name="p", components=components)'];
    assert.deepEqual(await linesOf(...lines), ['kubeflow p: ', '  gen: tfx.components.CsvExampleGen']);
  });

  it('Celery, APScheduler and Metaflow', async () => {
    assert.deepEqual(await linesOf('from celery import Celery', 'app = Celery()', '@app.task', 'def train(): pass', 'app.conf.beat_schedule = {"nightly": {"task": "main.train", "schedule": 60.0}}'), ['scheduler nightly: schedule | never fires?: it fires as long as this program runs', '  train: main.py::train']);
    assert.deepEqual(await linesOf('from apscheduler.schedulers.blocking import BlockingScheduler', 'def train(): pass', 's = BlockingScheduler()', 's.add_job(train, "interval", hours=1)', 's.start()'), ['scheduler train: schedule | never fires?: it fires as long as this program runs', '  train: main.py::train']);
    assert.deepEqual(await linesOf('from metaflow import FlowSpec, step, schedule', '@schedule(daily=True)', 'class Train(FlowSpec):', '    @step', '    def start(self): pass'), ['scheduler Train: schedule | never fires?: it holds only where the flow is deployed', '  start: main.py::Train.start']);
  });
});
