import assert from 'node:assert/strict';
import type { GitRaw } from '../ports.ts';
import { createMemoryFiles } from '../../../tools/memory-files.ts';
import { gatherTestRepository } from '../../../tools/test-repository.ts';
import type { Catalog, Dataset } from './catalog.ts';
import { catalogRepository } from './catalog-repository.ts';

async function catalog(files: Readonly<Record<string, string>>, git?: Partial<GitRaw>): Promise<Catalog> {
  const { repository, notChecked } = await gatherTestRepository(files, git === undefined ? {} : { git });
  const disk = createMemoryFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/repo/${path}`, text])));
  return catalogRepository({ root: '/repo', repository, files: disk, signal: null, notChecked });
}

/** All that a dataset says, a line for each part that is not empty. */
function lines({ datasets, unnamed, notChecked }: Catalog): readonly string[] {
  return [
    ...datasets.flatMap(linesOf),
    ...unnamed.map(({ way, at, by }) => `unnamed ${way} ${at.path}:${at.range?.start.line ?? 0} ${by}`),
    ...notChecked.map(({ path, reason }) => `not checked ${path} ${reason}`),
  ];
}

function linesOf({ id, aliases, format, holds, isHere, sizeBytes, files, rows, schema, versions, owner, producers, consumers, derivedFrom, restsOn, isLoop, gaps }: Dataset): readonly string[] {
  const uses = (all: Dataset['producers']): readonly string[] => all.map(({ actor, places }) => `${actor.kind} ${actor.name}@${places.map(({ path, cell, range }) => `${path}:${cell === null ? '' : `${cell}:`}${range?.start.line ?? ''}`).join('+')}`);
  const part = (name: string, items: readonly unknown[]): readonly string[] => (items.length === 0 ? [] : [`  ${name} ${items.join(', ')}`]);
  return [
    [id, format ?? '-', holds, isHere === null ? '-' : isHere ? 'here' : 'not here', sizeBytes ?? '-', files ?? '-', rows ?? '-'].join(' '),
    ...part('aka', aliases),
    ...part(`columns by ${schema?.source ?? ''}${schema?.isWhole === false ? ' in part' : ''}`, schema?.columns.map(({ name, type, isPersonal }) => `${name}:${type ?? '?'}${isPersonal ? '!' : ''}`) ?? []),
    ...part('made by', uses(producers)),
    ...part('read by', uses(consumers)),
    ...part('from', derivedFrom.map(({ dataset, through, isProven }) => `${dataset} through ${through}${isProven ? '' : '?'}`)),
    ...part('rests on', restsOn),
    ...part('versions', versions.map(({ by, text }) => `${by} ${text}`)),
    ...part('owner', owner === null ? [] : [`${owner.name} ${owner.by}`]),
    ...part('gaps', [...gaps, ...(isLoop ? ['loop'] : [])]),
  ];
}

describe('catalogRepository', () => {
  it('follows data through programs, from what is read to what is written of it', async () => {
    const found = await catalog({
      'data/raw.csv': 'email,age\na@b.org,3\n"x\ny",4\n',
      'prepare.py': 'import pandas as pd\ndf = pd.read_csv("data/raw.csv")\ndf.dropna().to_csv("data/clean.csv")\n',
      'train.py': 'import joblib, pandas as pd\nfrom sklearn.svm import SVC\ndf = pd.read_csv("data/clean.csv", dtype={"age": "int64"})\nzips = pd.read_csv("https://me:pw@example.org/zips.csv?token=abc&v=2")\njoblib.dump(SVC().fit(df[["age"]], df["label"]), "models/model.pkl")\n',
    });
    assert.deepEqual(lines(found), [
      'address:https://example.org/zips.csv?v=2 csv data - - - -',
      '  read by script train.py@train.py:4',
      '  gaps origin-unknown, unversioned',
      'file:data/clean.csv csv data not here - - -',
      '  columns by code in part age:int64',
      '  made by script prepare.py@prepare.py:3',
      '  read by script train.py@train.py:3',
      '  from file:data/raw.csv through prepare.py',
      '  rests on file:data/raw.csv',
      'file:data/raw.csv csv data here 28 1 2',
      '  columns by file email:text!, age:integer',
      '  read by script prepare.py@prepare.py:2',
      'file:models/model.pkl pkl model not here - - -',
      '  made by script train.py@train.py:5',
      '  from address:https://example.org/zips.csv?v=2 through train.py?, file:data/clean.csv through train.py',
      '  rests on address:https://example.org/zips.csv?v=2, file:data/clean.csv, file:data/raw.csv',
    ]);
  });

  it('finds a file from the folder of a notebook, and from the root for scripts', async () => {
    const cell = (source: string): object => ({ cell_type: 'code', metadata: {}, execution_count: null, outputs: [], source });
    const found = await catalog({
      'notebooks/eda.ipynb': JSON.stringify({ nbformat: 4, nbformat_minor: 4, metadata: {}, cells: [cell('import pandas as pd'), cell('pd.read_csv("../data/a.csv")')] }),
      'src/load.py': 'import pandas as pd\n\ndef load(path="data/a.csv"):\n    return pd.read_csv(path)\n\ndef other(name):\n    return pd.read_parquet(f"data/{name}.parquet"), pd.read_csv(name)\n',
      'data/a.csv': 'a\n1\n',
    });
    assert.deepEqual(lines(found), [
      'file:data/*.parquet parquet data not here - - -',
      '  read by script src/load.py@src/load.py:7',
      '  gaps origin-unknown, unversioned',
      'file:data/a.csv csv data here 4 1 1',
      '  columns by file a:integer',
      '  read by notebook notebooks/eda.ipynb@notebooks/eda.ipynb:2:1, script src/load.py@src/load.py:4',
      'unnamed read src/load.py:7 pandas.read_csv',
    ]);
  });

  it('joins entries of a Kedro catalogue with the nodes that use them', async () => {
    const found = await catalog({
      'conf/base/catalog.yml': [
        'companies: {type: pandas.CSVDataset, filepath: data/companies.csv}',
        'model: {type: pickle.PickleDataset, filepath: data/06_models/model.pkl, versioned: true}',
        '"{name}_table": {type: pandas.ParquetDataset, filepath: "data/{name}.parquet"}',
        'orders: {type: pandas.SQLTableDataset, table_name: orders, credentials: db}',
        '',
      ].join('\n'),
      'src/pipeline.py': [
        'from kedro.pipeline import node, pipeline',
        'from nodes import clean, join, train',
        'pipeline([',
        '    node(clean, "companies", "cleaned", name="clean"),',
        '    node(func=join, inputs=["cleaned", "orders"], outputs="input_table", name="join"),',
        '    node(train, ["input_table", "params:alpha"], "model"),',
        '])',
        '',
      ].join('\n'),
    });
    assert.deepEqual(lines(found), [
      'file:data/06_models/model.pkl pickle.PickleDataset model not here - - -',
      '  aka model',
      '  made by kedro-node train@src/pipeline.py:6',
      '  from file:data/input.parquet through train',
      '  rests on file:data/companies.csv, file:data/input.parquet, memory:cleaned, table:orders',
      '  versions kedro versioned: true',
      'file:data/companies.csv pandas.CSVDataset data not here - - -',
      '  aka companies',
      '  read by kedro-node clean@src/pipeline.py:4',
      '  gaps origin-unknown, unversioned',
      'file:data/input.parquet parquet data not here - - -',
      '  made by kedro-node join@src/pipeline.py:5',
      '  read by kedro-node train@src/pipeline.py:6',
      '  from memory:cleaned through join, table:orders through join',
      '  rests on file:data/companies.csv, memory:cleaned, table:orders',
      'memory:cleaned - data - - - -',
      '  made by kedro-node clean@src/pipeline.py:4',
      '  read by kedro-node join@src/pipeline.py:5',
      '  from file:data/companies.csv through clean',
      '  rests on file:data/companies.csv',
      'table:orders pandas.SQLTableDataset data - - - -',
      '  read by kedro-node join@src/pipeline.py:5',
      '  gaps origin-unknown',
    ]);
  });

  it('reads stages, hashes and imports of DVC', async () => {
    const found = await catalog({
      'dvc.yaml': 'stages:\n  prepare:\n    cmd: python prepare.py\n    deps: [prepare.py, data/raw.csv]\n    outs: ["${out}"]\n    metrics:\n    - metrics.json: {cache: false}\n',
      'params.yaml': 'out: data/clean.csv\n',
      'dvc.lock': 'schema: "2.0"\nstages:\n  prepare:\n    outs:\n    - {path: data/clean.csv, md5: aaaa, size: 1234}\n',
      'data/raw.csv.dvc': 'deps:\n- {path: "https://example.org/raw.csv"}\nouts:\n- {md5: bbbb, size: 98765, path: raw.csv}\n',
    });
    assert.deepEqual(lines(found), [
      'address:https://example.org/raw.csv csv data - - - -',
      '  read by dvc-stage data/raw.csv.dvc@data/raw.csv.dvc:2',
      '  gaps origin-unknown, unversioned',
      'file:data/clean.csv csv data not here 1234 - -',
      '  made by dvc-stage prepare@dvc.yaml:5',
      '  from file:data/raw.csv through prepare',
      '  rests on address:https://example.org/raw.csv, file:data/raw.csv',
      '  versions dvc md5 aaaa',
      'file:data/raw.csv csv data not here 98765 - -',
      '  made by dvc-stage data/raw.csv.dvc@data/raw.csv.dvc:4',
      '  read by dvc-stage prepare@dvc.yaml:4',
      '  from address:https://example.org/raw.csv through data/raw.csv.dvc',
      '  rests on address:https://example.org/raw.csv',
      '  versions dvc md5 bbbb',
      'file:metrics.json json data not here - - -',
      '  made by dvc-stage prepare@dvc.yaml:7',
      '  from file:data/raw.csv through prepare',
      '  rests on address:https://example.org/raw.csv, file:data/raw.csv',
    ]);
  });

  it('knows tables of SQL, of dbt, and of SQL inside programs', async () => {
    const found = await catalog({
      'schema.sql': 'CREATE TABLE orders (id BIGINT PRIMARY KEY, email VARCHAR(200), CONSTRAINT c CHECK (id > 0));\nINSERT INTO daily WITH x AS (SELECT * FROM orders) SELECT extract(day FROM d) FROM x;\nSELECT * FROM other;\n',
      'dbt_project.yml': 'name: shop\n',
      'models/stg_orders.sql': "select * from {{ source('shop', 'orders') }}\n",
      'models/daily_sales.sql': "select * from {{ ref('stg_orders') }}\n",
      'models/schema.yml': 'models:\n  - name: stg_orders\n    columns:\n      - {name: order_id, data_type: integer}\n',
      'app.py': 'import pandas as pd\n\ndef run(connection):\n    connection.execute("DELETE FROM old")\n    pd.read_sql("SELECT a FROM daily", connection).to_sql("report", connection)\n',
    });
    assert.deepEqual(lines(found), [
      'table:daily - data - - - -',
      '  made by sql schema.sql@schema.sql:2',
      '  read by script app.py@app.py:5',
      '  from table:orders through schema.sql',
      '  rests on table:orders',
      'table:daily_sales dbt model data - - - -',
      '  made by dbt-model daily_sales@models/daily_sales.sql:',
      '  from table:stg_orders through daily_sales',
      '  rests on table:shop.orders, table:stg_orders',
      'table:orders - data - - - -',
      '  columns by sql id:bigint, email:varchar(200)!',
      '  read by sql schema.sql@schema.sql:2',
      '  gaps origin-unknown',
      'table:other - data - - - -',
      '  read by sql schema.sql@schema.sql:3',
      '  gaps origin-unknown',
      'table:report - data - - - -',
      '  made by script app.py@app.py:5',
      '  from table:daily through app.py',
      '  rests on table:daily, table:orders',
      'table:shop.orders - data - - - -',
      '  read by dbt-model stg_orders@models/stg_orders.sql:1',
      '  gaps origin-unknown',
      'table:stg_orders dbt model data - - - -',
      '  columns by schema in part order_id:integer',
      '  made by dbt-model stg_orders@models/stg_orders.sql:',
      '  read by dbt-model daily_sales@models/daily_sales.sql:1',
      '  from table:shop.orders through stg_orders',
      '  rests on table:shop.orders',
    ]);
  });

  it('follows topics over programs and connectors, and says when a dataset rests on itself', async () => {
    const found = await catalog({
      'serve.py': 'import joblib\nfrom kafka import KafkaConsumer, KafkaProducer\nmodel = joblib.load("model.joblib")\nproducer = KafkaProducer()\nfor each in KafkaConsumer("requests"):\n    producer.send("predictions", b"x")\n',
      'connect/sink.json': '{"name": "archive", "config": {"connector.class": "FileStreamSinkConnector", "topics": "predictions", "file": "log.jsonl"}}',
      'train.py': 'import joblib, pandas as pd\nfrom sklearn.svm import SVC\ndf = pd.read_json("log.jsonl", lines=True)\njoblib.dump(SVC().fit(df[["a"]], df["b"]), "model.joblib")\n',
      'schemas/request.avsc': '{"type": "record", "name": "Request", "fields": [{"name": "user_id", "type": "long"}, {"name": "ip_address", "type": ["null", "string"]}]}',
    });
    assert.deepEqual(lines(found), [
      'file:log.jsonl jsonl data not here - - -',
      '  made by connector archive@connect/sink.json:1',
      '  read by script train.py@train.py:3',
      '  from topic:predictions through archive',
      '  rests on file:model.joblib, topic:predictions, topic:requests',
      '  gaps loop',
      'file:model.joblib joblib model not here - - -',
      '  made by script train.py@train.py:4',
      '  read by script serve.py@serve.py:3',
      '  from file:log.jsonl through train.py',
      '  rests on file:log.jsonl, topic:predictions, topic:requests',
      '  gaps loop',
      'topic:predictions - data - - - -',
      '  made by script serve.py@serve.py:6',
      '  read by connector archive@connect/sink.json:1',
      '  from file:model.joblib through serve.py?, topic:requests through serve.py?',
      '  rests on file:log.jsonl, file:model.joblib, topic:requests',
      '  gaps loop',
      'topic:requests - data - - - -',
      '  columns by schema in part user_id:long, ip_address:null or string!',
      '  read by script serve.py@serve.py:5',
      '  gaps origin-unknown',
    ]);
  });

  it('takes dated copies as versions of one dataset, folders as one, and files of tests as none', async () => {
    const found = await catalog({
      'data/sales_2024-01-01.csv': 'a\n1\n',
      'data/sales_2024-01-02.csv': 'a\n1\n2\n',
      'images/cat.png': 'x',
      'images/dog.png': 'yy',
      'train.py': 'import numpy as np, pandas as pd\nfrom torchvision.datasets import ImageFolder\nImageFolder("images")\nfor day in days:\n    pd.read_csv(f"data/sales_{day}.csv")\n',
      'tests/test_a.py': 'import pandas as pd\n\ndef test_a():\n    pd.read_csv("data/sales_2024-01-01.csv")\n    pd.read_csv("tmp.csv")\n',
      'tests/data/small.csv': 'a\n1\n',
      'notes.txt': 'x',
    });
    assert.deepEqual(lines(found), [
      'file:data/sales_*.csv csv data here 10 2 -',
      '  columns by file a:integer',
      '  read by script train.py@train.py:5, test tests/test_a.py@tests/test_a.py:4',
      '  versions name 2024-01-01, name 2024-01-02',
      'file:images folder data here 3 2 -',
      '  read by script train.py@train.py:3',
    ]);
  });

  it('takes what a loop over a folder reads for each file of the pattern, or for the pattern where there are none', async () => {
    const found = await catalog({
      'data/a.csv': 'x\n1\n',
      'data/b.csv': 'x\n1\n',
      'all.py': 'import glob\nfrom pathlib import Path\nimport pandas as pd\nframes = [pd.read_csv(path) for path in sorted(glob.glob("data/*.csv"))]\nfor path in Path("other").glob("*.parquet"):\n    pd.read_parquet(path)\n',
    });
    assert.deepEqual(lines(found), [
      'file:data/a.csv csv data here 4 1 1',
      '  columns by file x:integer',
      '  read by script all.py@all.py:4',
      'file:data/b.csv csv data here 4 1 1',
      '  columns by file x:integer',
      '  read by script all.py@all.py:4',
      'file:other/*.parquet parquet data not here - - -',
      '  read by script all.py@all.py:6',
      '  gaps origin-unknown, unversioned',
    ]);
  });

  it('names owners by CODEOWNERS, else by commits to what makes a dataset', async () => {
    const commit = (author: string, path: string): GitRaw['commits'][number] => ({ id: author, parents: [], date: '2024-05-01T00:00:00Z', author, email: '', subject: '', trailers: [], paths: [path] });
    const files = { 'data/a.csv': 'a\n1\n', 'make.py': 'import pandas as pd\npd.read_csv("data/a.csv").to_csv("out.csv")\n' };
    const commits = [commit('Ada', 'make.py'), commit('Grace', 'make.py'), commit('Grace', 'make.py'), commit('Ada', 'data/a.csv')];
    const owners = async (more: Readonly<Record<string, string>>): Promise<readonly unknown[]> => (await catalog({ ...files, ...more }, { commits })).datasets.map(({ name, owner, versions }) => [name, owner?.name, owner?.by, versions.map(({ by, text }) => `${by} ${text}`)]);
    assert.deepEqual(await owners({}), [
      ['data/a.csv', 'Ada', 'commits', ['git last changed 2024-05-01']],
      ['out.csv', 'Grace', 'commits', []],
    ]);
    assert.deepEqual(await owners({ CODEOWNERS: '* @all\n/data/ @data @more # who knows\n' }), [
      ['data/a.csv', '@data, @more', 'codeowners', ['git last changed 2024-05-01']],
      ['out.csv', '@all', 'codeowners', []],
    ]);
  });

  it('follows commands that fetch and copy, and schedules that wait for data', async () => {
    const found = await catalog({
      'fetch.sh': 'curl -L -o data/extra.csv https://example.org/files/extra.csv\naws s3 cp s3://lake/more.parquet data/more.parquet\n',
      'dags/d.py': 'from airflow.datasets import Dataset\nfrom airflow.decorators import dag, task\nraw = Dataset("s3://lake/raw")\n\n@dag(schedule=[raw])\ndef d():\n    @task(outlets=[Dataset("s3://lake/clean")])\n    def f():\n        pass\n    f()\n\nd()\n',
    });
    assert.deepEqual(found.datasets.map(({ id, producers, consumers, restsOn }) => [id, producers.map(({ actor }) => actor.name), consumers.map(({ actor }) => actor.name), restsOn]), [
      ['address:https://example.org/files/extra.csv', [], ['curl at fetch.sh:1'], []],
      ['address:s3://lake/clean', ['dags/d.py'], [], ['address:s3://lake/raw']],
      ['address:s3://lake/more.parquet', [], ['aws at fetch.sh:2'], []],
      ['address:s3://lake/raw', [], ['dags/d.py'], []],
      ['file:data/extra.csv', ['curl at fetch.sh:1'], [], ['address:https://example.org/files/extra.csv']],
      ['file:data/more.parquet', ['aws at fetch.sh:2'], [], ['address:s3://lake/more.parquet']],
    ]);
  });

  it('takes data that a command hands to a program for read, unless an option says it is written', async () => {
    const found = await catalog({
      '.github/workflows/online.yml': 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: python -m monitoring.online logs/served.jsonl --output logs/report.csv\n',
      'monitoring/online.py': 'import sys\nprint(len(open(sys.argv[1]).readlines()))\n',
      'logs/served.jsonl': '{"a": 1}\n',
      'logs/report.csv': 'a\n1\n',
    });
    assert.deepEqual(found.datasets.map(({ id, consumers, gaps }) => [id, consumers.map(({ actor }) => actor.name), gaps.includes('unused')]), [
      ['file:logs/report.csv', [], true],
      ['file:logs/served.jsonl', ['python at .github/workflows/online.yml:6'], false],
    ]);
  });

  it('loses nothing to broken files, and lists nothing for an empty folder', async () => {
    const found = await catalog({
      'conf/base/catalog.yml': 'a: {type: x\n b: [',
      'dvc.yaml': '- 1\n- {stages: 3}\n',
      'data/x.dvc': ':::',
      'broken.sql': "CREATE TABLE t (a int, b text\nINSERT INTO '; FROM",
      'data/b.parquet': 'PAR1....PAR1',
      'data/c.jsonl': '{"a": 1}\n[]\n',
      'data/d.csv': '',
    });
    assert.deepEqual(lines({ ...found, notChecked: [] }), [
      'file:data/b.parquet parquet data here 12 1 -',
      '  gaps unused',
      'file:data/c.jsonl jsonl data here 12 1 -',
      '  gaps unused',
      'file:data/d.csv csv data here 0 1 -',
      '  gaps unused',
      'table:t - data - - - -',
      '  columns by sql a:int',
      '  gaps unused',
    ]);
    assert.deepEqual(lines(await catalog({})), []);
  });
});
