import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { FunctionSummary } from '../../../../rules/api/repository/program.ts';
import { summaryOf } from '../../../../tools/test-programs.ts';

const MODULES = {
  'shop/__init__.py': 'from shop.clean import clean as tidy\n',
  'shop/clean.py': 'def clean(rows):\n    return rows\nclass Model:\n    def __init__(self):\n        pass\n    def fit(self, rows):\n        return self\n',
};

/** `line name -> target`, with what is not plain. */
function callLines({ calls }: FunctionSummary): readonly string[] {
  return calls.map(({ name, target, at, swallowed, isUnconditional }) => `${String(at.range?.start.line)} ${name ?? '?'}${target === null ? '' : ` -> ${target}`}${isUnconditional ? '' : ' (perhaps)'}${swallowed === null ? '' : ` | ${swallowed.text}`}`);
}

async function callsOf(text: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const { functions } = await summaryOf({ 'main.py': text, ...MODULES });
  return Object.fromEntries(functions.map((each) => [each.id, callLines(each)]));
}

describe('summarise', () => {
  it('tells functions, calls through aliases and re-exports, methods of known objects', async () => {
    const text = 'import numpy as np\nfrom shop import tidy\nfrom shop.clean import Model\ndef train(rows):\n    def inner():\n        return np.mean(rows)\n    model = Model()\n    model.fit(tidy(rows))\n    return inner()\nif __name__ == "__main__":\n    train([1])\n';
    assert.deepEqual(await callsOf(text), {
      'main.py::': [],
      'main.py::__main__': ['11 main.train -> main.py::train'],
      'main.py::train': ['7 shop.clean.Model -> shop/clean.py::Model.__init__', '8 shop.clean.Model.fit -> shop/clean.py::Model.fit', '8 shop.clean.clean -> shop/clean.py::clean', '9 main.inner -> main.py::train.inner'],
      'main.py::train.inner': ['6 numpy.mean'],
    });
  });

  it('a function given to a caller is called', async () => {
    const text = 'from threading import Thread\ndef work(row):\n    pass\nlist(map(work, [1]))\nThread(target=work).start()\nstore(work)\n';
    assert.deepEqual((await callsOf(text))['main.py::'], ['4 list', '4 map', '4 ? -> main.py::work', '5 threading.Thread.start', '5 threading.Thread', '5 ? -> main.py::work', '6 ?', '6 ? -> main.py::work (perhaps)']);
  });

  it('an exception that is only printed goes no further', async () => {
    const text = 'import sys\ndef check():\n    pass\ntry:\n    check()\nexcept Exception as error:\n    print(error)\n    sys.exit(0)\n';
    assert.deepEqual((await callsOf(text))['main.py::'], ['5 main.check -> main.py::check | `except Exception` stops the failure', '7 print (perhaps)', '8 sys.exit (perhaps)']);
  });

  it('an exception that ends the program is not swallowed', async () => {
    const text = 'import sys\ndef check():\n    pass\ntry:\n    check()\nexcept Exception:\n    sys.exit(1)\n';
    assert.deepEqual((await callsOf(text))['main.py::'], ['5 main.check -> main.py::check', '7 sys.exit (perhaps)']);
  });

  it('an exception that is kept for later is not swallowed', async () => {
    const text = 'failed = False\ndef check():\n    pass\ntry:\n    check()\nexcept Exception:\n    failed = True\n';
    assert.deepEqual((await callsOf(text))['main.py::'], ['5 main.check -> main.py::check']);
  });

  it('`suppress` and a returned default swallow', async () => {
    const text = 'import contextlib\ndef check():\n    pass\ndef load():\n    try:\n        return check()\n    except:\n        return {}\nwith contextlib.suppress(Exception):\n    check()\n';
    const calls = await callsOf(text);
    assert.deepEqual(calls['main.py::load'], ['6 main.check -> main.py::check | `except:` stops the failure']);
    assert.deepEqual(calls['main.py::'], ['9 contextlib.suppress', '10 main.check -> main.py::check | `suppress` stops the failure']);
  });

  it('an import is used when something of it is read', async () => {
    const { imports, uses } = await summaryOf({ 'main.py': 'import great_expectations as gx\nimport pandas as pd\nfrom shop.clean import clean\nprint(pd)\n', ...MODULES });
    assert.deepEqual(imports.map(({ package: name, isUsed }) => [name, isUsed]), [['great_expectations', false], ['pandas', true]]);
    assert.deepEqual(uses, ['shop/clean.py']);
  });

  for (const [text, expected] of [
    ['import logging\nlogger = logging.getLogger(__name__)\nLIMIT = 3\ndef check(rows):\n    assert rows\n', 'nothing'],
    ['import pandas as pd\nrows = pd.read_csv("rows.csv")\n', 'effects'],
    ['def check(rows):\n    assert rows\ncheck([1])\n', 'effects'],
    ['from flask import Flask\napp = Flask(__name__)\n@app.route("/")\ndef home():\n    return ""\n', 'nothing'],
    ['import fire\ndef train():\n    pass\nif __name__ == "__main__":\n    fire.Fire(train)\n', 'main'],
    ['def train():\n    pass\nif __name__ == "__main__":\n    pass\n', 'nothing'],
  ] as const) {
    it(`running it does ${expected}: ${text.split('\n').at(-2) ?? ''}`, async () => {
      assert.equal((await summaryOf({ 'main.py': text })).whenRun, expected);
    });
  }
});
