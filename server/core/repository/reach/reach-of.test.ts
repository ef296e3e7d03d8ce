import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FunctionId } from '../../../../rules/api/repository/program.ts';
import { openTestRepository } from '../../../../tools/test-repository.ts';
import { reachOf } from './reach-of.ts';

/** For each function asked for: `command (perhaps) | what stops a failure > way`. */
async function waysTo(files: Readonly<Record<string, string>>, ...ids: readonly FunctionId[]): Promise<readonly string[]> {
  const reach = reachOf(await openTestRepository(files));
  return ids.flatMap((id) => [
    ...reach.runsOf(id).map(({ run, chain, enforced, isCertain, isOfTests }) => {
      const words = run.command.words.map((word) => word ?? '…').join(' ');
      const stopped = enforced.answer === 'yes' ? '' : ` | ${enforced.links.map(({ text }) => text).join('; ')}`;
      return `${id} ${isOfTests ? 'tested by' : 'run by'} ${words}${isCertain ? '' : ' (perhaps)'}${stopped} > ${chain.map(({ text }) => text).join(' > ')}`;
    }),
    ...reach.leftOutOf(id).map(({ link }) => `${id}: ${link.text}`),
  ]);
}

const SHOP = {
  'shop/__init__.py': '',
  'shop/check.py': 'def validate(rows):\n    assert len(rows) > 0\ndef unused(rows):\n    return rows\n',
  'shop/train.py': 'from shop.check import validate\ndef main():\n    validate([1])\nif __name__ == "__main__":\n    main()\n',
};

describe('what a command reaches', () => {
  it('is what a script runs, over calls', async () => {
    assert.deepEqual(await waysTo({ ...SHOP, 'run.sh': 'set -e\npython -m shop.train\n' }, 'shop/check.py::validate', 'shop/check.py::unused'), [
      'shop/check.py::validate run by python -m shop.train > it runs `shop/train.py` > `train.py` calls `main` > `main` calls `validate`',
    ]);
  });

  it('is not what stands below `__main__` of a file that is only imported', async () => {
    assert.deepEqual(await waysTo({ ...SHOP, 'other.py': 'import shop.train\n', 'run.sh': 'python other.py\n' }, 'shop/check.py::validate', 'shop/train.py::'), [
      'shop/train.py:: run by python other.py > it runs `other.py` > `other.py` imports `shop/train.py`',
    ]);
  });

  it('P15: a swallowed failure stops on the way', async () => {
    const train = 'from shop.check import validate\ntry:\n    validate([1])\nexcept Exception as error:\n    print(error)\n';
    assert.deepEqual(await waysTo({ ...SHOP, 'shop/train.py': train, 'run.sh': 'python -m shop.train\n' }, 'shop/check.py::validate'), [
      'shop/check.py::validate run by python -m shop.train | `except Exception` stops the failure > it runs `shop/train.py` > `train.py` calls `validate`',
    ]);
  });

  for (const [why, main, args, certain] of [
    ['the only function handed to it', 'fire.Fire(check)', '', ['check']],
    ['the one that is named', 'fire.Fire()', ' check --rows 3', ['check']],
    ['perhaps all without a name', 'fire.Fire()', ' $WHAT', []],
    ['the one that is named of those handed to it', 'fire.Fire({"check": check, "train": train})', ' train', ['train']],
  ] as const) {
    it(`is of Fire ${why}`, async () => {
      const files = { 'tool.py': `import fire\ndef check(rows=1): pass\ndef train(): pass\nif __name__ == "__main__":\n    ${main}\n`, 'run.sh': `python tool.py${args}\n` };
      const lines = await waysTo(files, 'tool.py::check', 'tool.py::train');
      assert.deepEqual(lines.filter((line) => !line.includes('(perhaps)')).map((line) => line.replace(/^tool.py::(\w+) .*/, '$1')), certain);
    });
  }

  it('is what schedulers, Luigi and Metaflow start', async () => {
    const files = {
      'jobs.py': 'from apscheduler.schedulers.blocking import BlockingScheduler\ndef drift(): pass\nscheduler = BlockingScheduler()\nscheduler.add_job(drift, "interval", hours=1)\nscheduler.start()\n',
      'tasks.py': 'import luigi\nclass Train(luigi.Task):\n    def run(self): pass\nclass Other(luigi.Task):\n    def run(self): pass\n',
      'build.py': 'import luigi\nfrom tasks import Other\nif __name__ == "__main__":\n    luigi.build([Other()], local_scheduler=True)\n',
      'flow.py': 'from metaflow import FlowSpec, step\nclass Train(FlowSpec):\n    @step\n    def start(self):\n        self.next(self.end)\n    @step\n    def end(self): pass\nif __name__ == "__main__":\n    Train()\n',
      'run.sh': 'python jobs.py\nluigi --module tasks Train --local-scheduler\npython build.py\npython flow.py run\n',
    };
    assert.deepEqual(await waysTo(files, 'jobs.py::drift', 'tasks.py::Train.run', 'tasks.py::Other.run', 'flow.py::Train.end'), [
      'jobs.py::drift run by python:call jobs.py::drift > it calls `drift` of `jobs.py`',
      'jobs.py::drift run by python jobs.py (perhaps) > it runs `jobs.py` > `jobs.py` hands on `drift`',
      'tasks.py::Train.run run by luigi --module tasks Train --local-scheduler > luigi runs `Train.run`',
      'tasks.py::Other.run run by python build.py > it runs `build.py` > `build.py` hands on `Other.run`',
      'flow.py::Train.end run by python flow.py run > it runs `flow.py` > `flow.py` hands on `Train.end`',
    ]);
  });

  it('may be more where there are too many commands, but only what those left over can touch', async () => {
    const scripts = Array.from({ length: 605 }, (_, index) => `s${String(index).padStart(3, '0')}.py`);
    const files = { ...Object.fromEntries(scripts.map((name, index) => [name, index === 604 ? 'from shop import late\nlate()\n' : 'print(1)\n'])), 'shop.py': 'def late():\n    deeper()\ndef deeper(): pass\ndef never(): pass\n', 'a.sh': scripts.slice(0, 300).map((name) => `python ${name}\n`).join(''), 'b.sh': scripts.slice(300).map((name) => `python ${name}\n`).join('') };
    const reach = reachOf(await openTestRepository(files));
    assert.deepEqual(['shop.py::late', 'shop.py::deeper', 'shop.py::never', 's000.py::', 's604.py::'].map((id) => [id, reach.runsOf(id as FunctionId).length, reach.mayReach(id as FunctionId)]), [
      ['shop.py::late', 0, '5 more commands were not followed one by one, and one of them may lead here'],
      ['shop.py::deeper', 0, '5 more commands were not followed one by one, and one of them may lead here'],
      ['shop.py::never', 0, null],
      ['s000.py::', 1, null],
      ['s604.py::', 0, '5 more commands were not followed one by one, and one of them may lead here'],
    ]);
  });

  it('is what plugins of pytest run in notebooks', async () => {
    const notebook = JSON.stringify({ cells: [{ cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source: ['def f(): pass\n', 'f()\n'] }], metadata: {}, nbformat: 4, nbformat_minor: 5 });
    for (const [command, expected] of [['pytest --nbmake notebooks', true], ['pytest --nbval-lax notebooks/a.ipynb', true], ['pytest notebooks', false], ['pytest --nbmake other', false]] as const) {
      assert.equal((await waysTo({ 'notebooks/a.ipynb': notebook, 'run.sh': `${command}\n` }, 'notebooks/a.ipynb::')).length > 0, expected, command);
    }
  });

  it('is not certain behind a condition', async () => {
    const train = 'import sys\nfrom shop.check import validate\nif len(sys.argv) > 2:\n    validate([1])\n';
    assert.deepEqual(await waysTo({ ...SHOP, 'shop/train.py': train, 'run.sh': 'python -m shop.train\n' }, 'shop/check.py::validate'), [
      'shop/check.py::validate run by python -m shop.train (perhaps) > it runs `shop/train.py` > `train.py` calls `validate`',
    ]);
  });

  it('FE-06: tests reach what the pipeline does not', async () => {
    const files = { ...SHOP, 'shop/train.py': 'def main(): pass\nmain()\n', 'tests/test_check.py': 'from shop.check import validate\ndef test_validate():\n    assert validate([1]) is None\n', 'run.sh': 'python -m shop.train\npytest\n' };
    assert.deepEqual(await waysTo(files, 'shop/check.py::validate'), ['shop/check.py::validate tested by pytest > `test_validate` is collected > `test_validate` calls `validate`']);
  });

  it('is what is named to pytest and unittest, whatever its files are called', async () => {
    const test = 'import unittest\nclass ShopChecks(unittest.TestCase):\n    def test_one(self): pass\n    def helper(self): pass\n';
    const files = { 'checks/shop_checks.py': test, 'checks/other_checks.py': test, 'checks/more_spec.py': test, 'run.sh': 'python -m pytest -q checks/shop_checks.py::ShopChecks\npytest checks\npython -m unittest discover -s checks -p "*_spec.py"\n' };
    assert.deepEqual(await waysTo(files, 'checks/shop_checks.py::ShopChecks.test_one', 'checks/shop_checks.py::ShopChecks.helper', 'checks/other_checks.py::ShopChecks.test_one', 'checks/more_spec.py::ShopChecks.test_one'), [
      'checks/shop_checks.py::ShopChecks.test_one tested by python -m pytest -q checks/shop_checks.py::ShopChecks > `test_one` is collected',
      'checks/more_spec.py::ShopChecks.test_one tested by python -m unittest discover -s checks -p *_spec.py > `test_one` is collected',
    ]);
  });

  it('is what Kedro runs: pipelines that are registered, and hooks that are listed', async () => {
    const files = {
      'src/shop/pipeline_registry.py': 'from shop.pipelines import clean\ndef register_pipelines():\n    return {"__default__": clean.create_pipeline()}\n',
      'src/shop/pipelines/__init__.py': '',
      'src/shop/pipelines/clean.py': 'from kedro.pipeline import Pipeline, node\ndef check(rows): assert len(rows) > 3\ndef other(rows): pass\ndef create_pipeline(**kwargs):\n    return Pipeline([node(check, "rows", None),\n        # node(other, "rows", None),\n    ])\n',
      'src/shop/pipelines/old.py': 'from kedro.pipeline import Pipeline, node\ndef gone(rows): pass\ndef create_pipeline(**kwargs):\n    return Pipeline([node(gone, "rows", None)])\n',
      'src/shop/settings.py': 'from shop.hooks import Checks\n# HOOKS = (Unused(),)\nHOOKS = (\n    Checks(),\n)\n',
      'src/shop/hooks.py': 'from kedro.framework.hooks import hook_impl\nclass Checks:\n    @hook_impl\n    def after_dataset_loaded(self, dataset_name, data): assert len(data)\nclass Unused:\n    @hook_impl\n    def before_node_run(self, node): pass\n',
      'run.sh': 'kedro run --env=prod --params a=1\n',
    };
    const ids = ['src/shop/pipelines/clean.py::check', 'src/shop/pipelines/clean.py::other', 'src/shop/pipelines/old.py::gone', 'src/shop/hooks.py::Checks.after_dataset_loaded', 'src/shop/hooks.py::Unused.before_node_run'] as const;
    assert.deepEqual(await waysTo(files, ...ids), [
      'src/shop/pipelines/clean.py::check run by kedro run --env=prod --params a=1 > `kedro run` runs `register_pipelines` of `src/shop/pipeline_registry.py` > `register_pipelines` calls `create_pipeline` > `create_pipeline` hands on `check`',
      'src/shop/hooks.py::Checks.after_dataset_loaded run by kedro run --env=prod --params a=1 > `kedro run` runs the hook `after_dataset_loaded`',
    ]);
    const session = 'from kedro.framework.session import KedroSession\nwith KedroSession.create() as session:\n    session.run()\n';
    assert.deepEqual(await waysTo({ ...files, 'run.sh': 'python go.py\nkedro run --nodes other\n', 'go.py': session }, ...ids), [
      'src/shop/pipelines/clean.py::check run by kedro run --nodes other (perhaps) > `kedro run` runs `register_pipelines` of `src/shop/pipeline_registry.py` > `register_pipelines` calls `create_pipeline` > `create_pipeline` hands on `check`',
      'src/shop/pipelines/clean.py::check run by python go.py > it runs `go.py` > `KedroSession` runs `register_pipelines` of `src/shop/pipeline_registry.py` > `register_pipelines` calls `create_pipeline` > `create_pipeline` hands on `check`',
      'src/shop/hooks.py::Checks.after_dataset_loaded run by kedro run --nodes other > `kedro run` runs the hook `after_dataset_loaded`',
      'src/shop/hooks.py::Checks.after_dataset_loaded run by python go.py > it runs `go.py` > `KedroSession` runs the hook `after_dataset_loaded`',
    ]);
  });

  it('is one function of a file of flows, not those beside it', async () => {
    const files = { 'flows.py': 'from prefect import flow\n@flow\ndef train(): pass\n@flow\ndef check(): pass\n', 'prefect.yaml': 'deployments:\n  - name: train\n    entrypoint: flows.py:train\n    schedule: {cron: "0 7 * * *"}\n' };
    assert.deepEqual(await waysTo(files, 'flows.py::train', 'flows.py::check'), [
      'flows.py::train run by python:call flows.py::train > it calls `train` of `flows.py`',
    ]);
  });

  it('is what programs start as commands', async () => {
    const check = 'from shop.check import validate\nvalidate([1])\n';
    const go = 'import os, runpy, subprocess, sys\nsubprocess.run([sys.executable, "jobs/a.py"], check=True)\nsubprocess.run("python jobs/b.py --x", shell=True)\nrunpy.run_path("jobs/c.py")\nstatus = os.system("cd x && python -m jobs.d")\nsubprocess.run([sys.executable, sys.argv[1]])\n';
    const files = { ...SHOP, 'go.py': go, 'jobs/a.py': check, 'jobs/b.py': check, 'jobs/c.py': check, 'jobs/d.py': check, 'jobs/e.py': check, 'run.sh': 'python go.py\n' };
    assert.deepEqual(await waysTo(files, 'jobs/a.py::', 'jobs/b.py::', 'jobs/c.py::', 'jobs/d.py::', 'jobs/e.py::'), [
      'jobs/a.py:: run by python go.py > it runs `go.py` > it starts `python jobs/a.py`',
      'jobs/b.py:: run by python go.py | nothing asks how the command of `subprocess.run` ended > it runs `go.py` > it starts `python jobs/b.py --x`',
      'jobs/c.py:: run by python go.py > it runs `go.py` > it starts `python jobs/c.py`',
      'jobs/d.py:: run by python go.py > it runs `go.py` > it starts `python -m jobs.d`',
    ]);
  });

  it('is what is called elsewhere, by submitting it or by a list it is kept in', async () => {
    const flows = 'import ray\nfrom prefect import flow, task\n@task\ndef load(): pass\n@task\ndef clean(): pass\n@task\ndef lost(): pass\n@ray.remote\ndef far(): pass\n@flow\ndef main():\n    load.submit()\n    clean.with_options(retries=2)()\n    ray.get(far.options(num_cpus=1).remote())\nSTEPS = {}\ndef step(name):\n    def keep(function):\n        STEPS[name] = function\n        return function\n    return keep\n@step("a")\ndef kept(): pass\ndef timed(function):\n    return function\n@timed\ndef plain(): pass\nmain()\n';
    assert.deepEqual(await waysTo({ 'flows.py': flows, 'run.sh': 'python flows.py\n' }, 'flows.py::load', 'flows.py::clean', 'flows.py::lost', 'flows.py::far', 'flows.py::kept', 'flows.py::plain'), [
      'flows.py::load run by python flows.py > it runs `flows.py` > `flows.py` calls `main` > `main` calls `load`',
      'flows.py::clean run by python flows.py > it runs `flows.py` > `flows.py` calls `main` > `main` hands on `clean`',
      'flows.py::far run by python flows.py > it runs `flows.py` > `flows.py` calls `main` > `main` calls `far`',
      'flows.py::kept run by python flows.py (perhaps) > it runs `flows.py` > `flows.py` hands on `kept`',
    ]);
  });

  it('is the command that is named, not those beside it', async () => {
    const cli = 'import typer\napp = typer.Typer()\n@app.command()\ndef check_rows(): pass\n@app.command()\ndef train(): pass\nif __name__ == "__main__":\n    app()\n';
    const parsed = 'import argparse\ndef score(args): pass\ndef run_fit(args): pass\ndef main():\n    args = argparse.ArgumentParser().parse_args()\n    if args.way == "fit":\n        run_fit(args)\n    else:\n        score(args)\nif __name__ == "__main__":\n    main()\n';
    const files = { 'shop/__init__.py': '', 'shop/cli.py': cli, 'shop/parsed.py': parsed, 'pyproject.toml': '[project]\nname = "shop"\n[project.scripts]\nshop = "shop.cli:app"\n', 'run.sh': 'shop check-rows --all\npython -m shop.parsed fit\n' };
    assert.deepEqual(await waysTo(files, 'shop/cli.py::check_rows', 'shop/cli.py::train', 'shop/parsed.py::run_fit', 'shop/parsed.py::score'), [
      'shop/cli.py::check_rows run by python:call shop/cli.py::app check-rows > it calls `app` of `shop/cli.py` > `@typer.Typer.command` hands on `check_rows`',
      'shop/cli.py::train run by python:call shop/cli.py::app check-rows (perhaps) > it calls `app` of `shop/cli.py` > `@typer.Typer.command` hands on `train`',
      'shop/parsed.py::run_fit run by python -m shop.parsed fit > it runs `shop/parsed.py` > `parsed.py` calls `main` > `main` calls `run_fit`',
      'shop/parsed.py::score run by python -m shop.parsed fit (perhaps) > it runs `shop/parsed.py` > `parsed.py` calls `main` > `main` calls `score`',
    ]);
  });

  it('is what components of TFX call in files they are handed', async () => {
    const files = {
      'tips/pipeline.py': 'import os\nfrom tfx import v1 as tfx\nMODULE = os.path.join(os.path.dirname(__file__), "model.py")\ndef create_pipeline(examples):\n    transform = tfx.components.Transform(examples=examples, module_file=MODULE)\n    trainer = tfx.components.Trainer(module_file="tips/model.py", examples=examples)\n    return tfx.dsl.Pipeline(pipeline_name="tips", components=[transform, trainer])\n',
      'tips/model.py': 'def preprocessing_fn(inputs): pass\ndef run_fn(args): inner()\ndef inner(): pass\ndef tuner_fn(args): pass\n',
      'tips/run_local.py': 'from tfx import v1 as tfx\nfrom tips.pipeline import create_pipeline\nif __name__ == "__main__":\n    tfx.orchestration.LocalDagRunner().run(create_pipeline("x"))\n',
      'run.sh': 'python -m tips.run_local\n',
    };
    assert.deepEqual(await waysTo(files, 'tips/model.py::preprocessing_fn', 'tips/model.py::inner', 'tips/model.py::tuner_fn'), [
      'tips/model.py::preprocessing_fn run by python -m tips.run_local > it runs `tips/run_local.py` > `run_local.py` calls `create_pipeline` > `Transform` calls `preprocessing_fn`',
      'tips/model.py::inner run by python -m tips.run_local > it runs `tips/run_local.py` > `run_local.py` calls `create_pipeline` > `Trainer` calls `run_fn` > `run_fn` calls `inner`',
    ]);
  });

  it('is the command of Django that is named', async () => {
    const command = 'from django.core.management.base import BaseCommand\nclass Command(BaseCommand):\n    def handle(self, *args, **options):\n        self.inner()\n    def inner(self): pass\n';
    const manage = 'import sys\nfrom django.core.management import execute_from_command_line\nexecute_from_command_line(sys.argv)\n';
    const files = { 'manage.py': manage, 'shop/management/commands/check_rows.py': command, 'shop/management/commands/other.py': command, 'run.sh': 'python manage.py check_rows --all\n' };
    assert.deepEqual(await waysTo(files, 'shop/management/commands/check_rows.py::Command.inner', 'shop/management/commands/other.py::Command.inner'), [
      'shop/management/commands/check_rows.py::Command.inner run by python manage.py check_rows --all > `manage.py check_rows` runs `shop/management/commands/check_rows.py` > `handle` calls `Command.inner`',
    ]);
  });

  it('FE-24: a marker expression leaves tests out', async () => {
    const files = { 'pytest.ini': '[pytest]\naddopts = -m "not data"\n', 'test_a.py': 'import pytest\n@pytest.mark.data\ndef test_data(): pass\ndef test_code(): pass\n', 'run.sh': 'pytest\n' };
    assert.deepEqual(await waysTo(files, 'test_a.py::test_data', 'test_a.py::test_code'), ['test_a.py::test_data: `-m "not data"` leaves out `test_data`', 'test_a.py::test_code tested by pytest > `test_code` is collected']);
  });

  it('FA-03: files named on the command line need no usual name', async () => {
    const files = { 'tests/model_tests.py': 'def test_model(): pass\n', 'run.sh': 'pytest tests/model_tests.py\n' };
    assert.deepEqual(await waysTo(files, 'tests/model_tests.py::test_model'), ['tests/model_tests.py::test_model tested by pytest tests/model_tests.py > `test_model` is collected']);
    assert.deepEqual(await waysTo({ ...files, 'run.sh': 'pytest tests\n' }, 'tests/model_tests.py::test_model'), []);
  });

  it('FA-16: a bare `pytest` follows the settings', async () => {
    const files = { 'pyproject.toml': '[tool.pytest.ini_options]\ntestpaths = ["unit"]\n', 'unit/test_a.py': 'def test_a(): pass\n', 'slow/test_b.py': 'def test_b(): pass\n', 'run.sh': 'pytest\n' };
    assert.deepEqual(await waysTo(files, 'unit/test_a.py::test_a', 'slow/test_b.py::test_b'), ['unit/test_a.py::test_a tested by pytest > `test_a` is collected']);
  });

  it('FA-14: fixtures run with the tests that take them', async () => {
    const files = { 'conftest.py': 'import pytest\n@pytest.fixture(scope="session", autouse=True)\ndef trained():\n    assert train()\ndef train():\n    return 1\n', 'test_a.py': 'def test_a(): pass\n', 'run.sh': 'pytest\n' };
    assert.deepEqual(await waysTo(files, 'conftest.py::train'), ['conftest.py::train tested by pytest > `test_a` is collected > `test_a` uses `trained` > `trained` calls `train`']);
  });

  it('tests that are always skipped run nothing, others perhaps', async () => {
    const files = { 'test_a.py': 'import os, pytest\n@pytest.mark.skip\ndef test_a(): pass\n@pytest.mark.skipif(not os.getenv("KEY"), reason="")\ndef test_b(): pass\n', 'run.sh': 'pytest\n' };
    assert.deepEqual(await waysTo(files, 'test_a.py::test_a', 'test_a.py::test_b'), ['test_a.py::test_b tested by pytest (perhaps) > `test_b` is collected > it is skipped where `KEY` is not set so']);
  });

  it('one test by its id, one folder, one keyword', async () => {
    const files = { 'a/test_a.py': 'class TestX:\n    def test_one(self): pass\n    def test_two(self): pass\n', 'b/test_b.py': 'def test_one(): pass\n', 'run.sh': 'pytest a/test_a.py::TestX::test_one\npytest b -k two\npytest missing/test_c.py\n' };
    assert.deepEqual(await waysTo(files, 'a/test_a.py::TestX.test_one', 'a/test_a.py::TestX.test_two', 'b/test_b.py::test_one'), [
      'a/test_a.py::TestX.test_one tested by pytest a/test_a.py::TestX::test_one > `test_one` is collected',
      'b/test_b.py::test_one: `-k "two"` leaves out `test_one`',
    ]);
  });

  it('tasks of a DAG run their functions', async () => {
    const dag = 'from airflow import DAG\nfrom airflow.operators.python import PythonOperator\nfrom shop.check import validate\ndef step():\n    validate([1])\nwith DAG("d", schedule="@daily"):\n    PythonOperator(task_id="t", python_callable=step)\n';
    const [way = ''] = await waysTo({ ...SHOP, 'dags/d.py': dag }, 'shop/check.py::validate');
    assert.match(way, / > it calls `step` of `dags\/d\.py` > `step` calls `validate`$/u);
  });

  it('routes of an application that is served are called when somebody asks', async () => {
    const app = 'from fastapi import FastAPI\nfrom shop.check import validate\napp = FastAPI()\n@app.post("/predict")\ndef predict(rows):\n    validate(rows)\n';
    assert.deepEqual(await waysTo({ ...SHOP, 'api.py': app, 'run.sh': 'uvicorn api:app\n' }, 'shop/check.py::validate'), [
      'shop/check.py::validate run by uvicorn api:app > it loads `api.py` > `@fastapi.FastAPI.post` hands on `predict` > `predict` calls `validate`',
    ]);
  });

  it('nodes of a pipeline of Kedro are called', async () => {
    const pipeline = 'from kedro.pipeline import Pipeline, node\nfrom shop.check import validate\ndef create_pipeline():\n    return Pipeline([node(func=validate, inputs="rows", outputs=None)])\n';
    assert.deepEqual(await waysTo({ ...SHOP, 'src/p/pipelines/train/pipeline.py': pipeline, 'run.sh': 'kedro run\n' }, 'shop/check.py::validate'), [
      'shop/check.py::validate run by kedro run > `kedro run` runs `create_pipeline` of `src/p/pipelines/train/pipeline.py` > `create_pipeline` hands on `validate`',
    ]);
  });

  it('what a test replaces is perhaps not reached', async () => {
    const files = { ...SHOP, 'test_a.py': 'from unittest.mock import patch\nfrom shop.train import main\n@patch("shop.train.validate")\ndef test_main(validate):\n    main()\n', 'run.sh': 'pytest\n' };
    assert.deepEqual(await waysTo(files, 'shop/train.py::main', 'shop/check.py::validate'), [
      'shop/train.py::main tested by pytest > `test_main` is collected > `test_main` calls `main`',
      'shop/check.py::validate tested by pytest (perhaps) > `test_main` is collected > `test_main` calls `main` > `main` calls `validate`',
    ]);
  });

  it('circles end', async () => {
    const loop = 'def a():\n    b()\ndef b():\n    a()\na()\n';
    assert.deepEqual(await waysTo({ 'loop.py': loop, 'run.sh': 'python loop.py\n' }, 'loop.py::b'), ['loop.py::b run by python loop.py > it runs `loop.py` > `loop.py` calls `a` > `a` calls `b`']);
  });
});
