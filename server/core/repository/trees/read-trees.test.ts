import assert from 'node:assert/strict';
import type { RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import type { TreeNode } from '../../../../rules/api/repository/tree.ts';
import { readTrees } from './read-trees.ts';

/** Values alone; a list of pairs where a key is there twice. */
function plain(node: TreeNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  const pairs = node.entries.map(({ key, value }) => [key, plain(value)] as const);
  return new Set(pairs.map(([key]) => key)).size === pairs.length ? Object.fromEntries(pairs) : pairs;
}

function valuesIn(path: string, text: string): readonly unknown[] {
  return readTrees(path, text).map(({ root }) => plain(root));
}

/** Every key with its value as text and where both stand. */
function placesIn(path: string, text: string): readonly string[] {
  const found: string[] = [];
  const show = ({ range }: RepositoryPlace): string => (range === null ? '' : `${range.start.line}:${range.start.column}-${range.end.line}:${range.end.column}`);
  const visit = (node: TreeNode, name: string): void => {
    if (node.kind === 'scalar') return;
    if (node.kind === 'list') node.items.forEach((item, index) => found.push(`${name}[${index}] ${show(item.at)}`));
    else {
      for (const { key, at, value } of node.entries) {
        found.push(`${key} ${show(at)} ${value.kind} ${show(value.at)}`);
        visit(value, key);
      }
    }
  };
  for (const { root } of readTrees(path, text)) visit(root, '');
  return found;
}

describe('trees of settings', () => {
  describe('YAML', () => {
    it('keeps places and words as they are written', () => {
      const text = 'on:\n  push:\n    branches: [main, "v*"]\npython: 3.10\n';
      assert.deepEqual(valuesIn('a.yml', text), [{ on: { push: { branches: ['main', 'v*'] } }, python: 3.1 }]);
      assert.deepEqual(placesIn('a.yml', text), [
        'on 1:1-1:3 map 2:3-3:27',
        'push 2:3-2:7 map 3:5-3:27',
        'branches 3:5-3:13 list 3:15-3:27',
        'branches[0] 3:16-3:20',
        'branches[1] 3:22-3:26',
        'python 4:1-4:7 scalar 4:9-4:13',
      ]);
      const [tree] = readTrees('a.yml', text);
      assert.equal(tree?.root.kind === 'map' && tree.root.entries[1]?.value.kind === 'scalar' && tree.root.entries[1].value.text, '3.10');
    });

    it('has several documents, tags of others, anchors and merges', () => {
      const text = 'base: &b { image: a, n: 1 }\njob:\n  <<: *b\n  n: 2\n  script: !reference [.setup, script]\n---\nx: !Ref y\n';
      assert.deepEqual(valuesIn('a.yaml', text), [
        { base: { image: 'a', n: 1 }, job: { image: 'a', n: 2, script: ['.setup', 'script'] } },
        { x: 'y' },
      ]);
    });

    it('is read with its templates blanked when they are no YAML', () => {
      const text = 'name: {{ .Values.name }}\n{{- if .x }}\nreplicas: {{ .n }}\n{{- end }}\nplain: 1\n';
      assert.deepEqual(valuesIn('templates/a.yaml', text), [{ name: 'x'.repeat(18), replicas: 'x'.repeat(8), plain: 1 }]);
      assert.deepEqual(placesIn('templates/a.yaml', text).at(-1), 'plain 5:1-5:6 scalar 5:8-5:9');
    });

    it('gives nothing for damaged text, bombs of aliases and deep nesting', () => {
      assert.deepEqual(readTrees('a.yml', 'a: [1, 2\nb: }'), []);
      const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]', ...Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]`)].join('\n');
      assert.deepEqual(readTrees('a.yml', bomb), []);
      assert.ok(readTrees('a.yml', `${'['.repeat(20_000)}${']'.repeat(20_000)}`).length <= 1);
    });

    it('ends at an alias that holds itself', () => {
      assert.deepEqual(valuesIn('a.yml', 'a: &a\n  b: *a\n'), [{ a: { b: null } }]);
    });
  });

  it('reads JSON with comments', () => {
    assert.deepEqual(valuesIn('tsconfig.json', '// c\n{"a": [1, true, null,], "b": "x"}'), [{ a: [1, true, null], b: 'x' }]);
    assert.deepEqual(readTrees('a.json', '{"a": '), []);
  });

  it('puts tables of TOML where their names say, with places', () => {
    const text = 'title = "x"\n[tool.pytest.ini_options]\naddopts = "-q"\nmarkers = [\n  "slow",\n]\n[[tool.uv.index]]\nurl = "a"\n[[tool.uv.index]]\nurl = "b"\n[tool.uv]\na.b = 1_000\n';
    assert.deepEqual(valuesIn('pyproject.toml', text), [
      { title: 'x', tool: { pytest: { ini_options: { addopts: '-q', markers: ['slow'] } }, uv: { index: [{ url: 'a' }, { url: 'b' }], a: { b: 1000 } } } },
    ]);
    assert.deepEqual(placesIn('pyproject.toml', text).filter((line) => /^(?:addopts|markers\[)/.test(line)), ['addopts 3:1-3:8 scalar 3:11-3:15', 'markers[0] 5:3-5:9']);
    assert.deepEqual(readTrees('pyproject.toml', 'a = \n'), []);
  });

  it('reads sections of INI files with continued lines', () => {
    const text = '# c\n[tox]\nenvlist = py310\n\n[testenv]\ncommands =\n    pytest {posargs}  # all\n    ruff check\ndeps: -r a.txt\n';
    assert.deepEqual(valuesIn('tox.ini', text), [{ tox: { envlist: 'py310' }, testenv: { commands: 'pytest {posargs}  # all\nruff check', deps: '-r a.txt' } }]);
    assert.deepEqual(placesIn('tox.ini', text), [
      'tox 2:1-2:6 map 2:1-3:16',
      'envlist 3:1-3:8 scalar 3:11-3:16',
      'testenv 5:1-5:10 map 5:1-9:15',
      'commands 6:1-6:9 scalar 7:5-8:15',
      'deps 9:1-9:5 scalar 9:7-9:15',
    ]);
  });

  it('reads settings of git and units of systemd', () => {
    assert.deepEqual(valuesIn('.gitmodules', '[submodule "a"]\n\tpath = a\n\turl = b\n'), [{ 'submodule "a"': { path: 'a', url: 'b' } }]);
    assert.deepEqual(valuesIn('a.timer', '[Timer]\nOnCalendar=daily\nOnCalendar=Mon\n[Service]\nExecStart=/bin/sh -c \\\n  "x"\n'), [
      { Timer: [['OnCalendar', 'daily'], ['OnCalendar', 'Mon']], Service: { ExecStart: '/bin/sh -c\n"x"' } },
    ]);
  });

  it('reads properties and environments', () => {
    assert.deepEqual(valuesIn('flume.conf', '# c\na1.sources = r1\na1.sinks.k1.type: logger\nlong = a,\\\n   b\n'), [{ 'a1.sources': 'r1', 'a1.sinks.k1.type': 'logger', long: 'a,b' }]);
    assert.deepEqual(placesIn('.env.sample', 'export A="b c"\n'), ['A 1:8-1:9 scalar 1:10-1:15']);
    assert.deepEqual(valuesIn('.env.sample', 'export A="b c"\n'), [{ A: 'b c' }]);
  });

  it('reads elements of XML', () => {
    const text = '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY e "boom">]>\n<testsuite tests="2" time="0.5">\n  <testcase name="a &amp; b"/>\n  <note>fine</note>\n</testsuite>\n';
    assert.deepEqual(valuesIn('junit.xml', text), [{ testsuite: { '@tests': 2, '@time': 0.5, testcase: { '@name': 'a & b' }, note: 'fine' } }]);
    assert.deepEqual(placesIn('junit.xml', text), [
      'testsuite 3:2-3:11 map 3:1-6:13',
      '@tests 3:12-3:17 scalar 3:12-3:21',
      '@time 3:22-3:26 scalar 3:22-3:32',
      'testcase 4:4-4:12 map 4:3-4:31',
      '@name 4:13-4:17 scalar 4:13-4:29',
      'note 5:4-5:8 scalar 5:9-5:13',
    ]);
  });

  it('reads blocks, texts and expressions of HCL', () => {
    const text = [
      'resource "aws_s3_bucket" "data" {',
      '  bucket = "b-${var.env["x"]}" # c',
      '  tags   = { Name = "x", "a:b" : 1 }',
      '  count  = var.on ? 1 : 0',
      '  list   = [1, "two", local.three,]',
      '  versioning { enabled = true }',
      '  policy = <<-EOT',
      '    { "a": 1 }',
      '    EOT',
      '}',
      'locals {}',
      '',
    ].join('\n');
    assert.deepEqual(valuesIn('main.tf', text), [
      {
        resource: { aws_s3_bucket: { data: { bucket: 'b-${var.env["x"]}', tags: { Name: 'x', 'a:b': 1 }, count: 'var.on ? 1 : 0', list: [1, 'two', 'local.three'], versioning: { enabled: true }, policy: '{ "a": 1 }\n' } } },
        locals: {},
      },
    ]);
    assert.deepEqual(placesIn('main.tf', text).slice(0, 5), ['resource 1:1-1:9 map 1:10-10:2', 'aws_s3_bucket 1:10-1:25 map 1:26-10:2', 'data 1:26-1:32 map 1:33-10:2', 'bucket 2:3-2:9 scalar 2:12-2:31', 'tags 3:3-3:7 map 3:12-3:37']);
    assert.deepEqual(readTrees('main.tf', 'resource "a" {'), []);
  });

  it('tells formats without an ending by their content', () => {
    assert.deepEqual(valuesIn('deploy/job', 'steps:\n  - a\n'), [{ steps: ['a'] }]);
    assert.deepEqual(readTrees('bin/run', '#!/bin/sh\necho a\n'), []);
  });

  it('is bounded for large and hostile texts', () => {
    const start = performance.now();
    for (const [path, text] of [
      ['a.ini', `${'a = b\n'.repeat(150_000)}`],
      ['a.properties', 'a = b\\\n'.repeat(100_000)],
      ['a.tf', 'a = '.repeat(100_000)],
      ['a.tf', `a = ${'['.repeat(100_000)}`],
      ['a.toml', `a = ${'['.repeat(50_000)}`],
      ['a.xml', '<a>'.repeat(100_000)],
      ['a.xml', `<a b="${'x'.repeat(500_000)}`],
      ['a.yaml', '{{'.repeat(200_000)],
      ['a.json', '['.repeat(200_000)],
    ] as const) readTrees(path, text);
    assert.ok(performance.now() - start < 10_000, `${performance.now() - start} ms`);
  });
});
