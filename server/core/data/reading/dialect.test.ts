import assert from 'node:assert/strict';
import { openDesk, refusal, text } from './support.test.ts';
import type { Desk } from './support.test.ts';

describe('the dialect of a delimited table', () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
  });
  after(() => desk.close());

  const opened = async (content: string, name = 'a.csv'): Promise<{ delimiter: string | null; names: readonly string[]; rows: readonly (readonly (string | null)[])[] }> => {
    const table = text(await desk.open(name, content));
    return { delimiter: table.layout.delimiter, names: table.columnNames, rows: table.sample.rows };
  };

  for (const [what, delimiter] of [['commas', ','], ['tabs', '\t'], ['semicolons', ';'], ['bars', '|'], ['carets', '^'], ['unit separators', '\u0001']] as const) {
    it(`${what} are told by equal field counts, whatever the file is called`, async () => {
      const content = ['id,name', '1,Ann Lee', '2,Bo', '3,'].map((line) => `${line.replaceAll(',', delimiter)}\n`).join('');
      assert.deepEqual(await opened(content), { delimiter, names: ['id', 'name'], rows: [['1', 'Ann Lee'], ['2', 'Bo'], ['3', null]] });
    });
  }

  it('decimal commas between semicolons stay in their numbers', async () => {
    assert.deepEqual(await opened('a;b\n1,5;2,5\n3,5;4,5\n'), { delimiter: ';', names: ['a', 'b'], rows: [['1,5', '2,5'], ['3,5', '4,5']] });
  });

  it('decimal commas and many columns do not make commas win', async () => {
    assert.equal((await opened('a;b;c;d\n1,5;2,5;3,5;4,5\n1,5;2,5;3,5;4,5\n')).delimiter, ';');
  });

  it('blanks separate numbers', async () => {
    assert.deepEqual((await opened('x y z\n1 2 3\n4 5 6\n')).names, ['x', 'y', 'z']);
  });

  it('a single column is not split at blanks, colons or dashes', async () => {
    assert.deepEqual(await opened('time\n2020-01-01 10:00:00\n2020-01-02 11:00:00\n'), { delimiter: ',', names: ['time'], rows: [['2020-01-01 10:00:00'], ['2020-01-02 11:00:00']] });
    assert.deepEqual((await opened('full name\nAnna Smith\nBo Jones\n')).names, ['full name']);
    assert.deepEqual((await opened('url\nhttp://a.example\nhttp://b.example\n')).names, ['url']);
    assert.deepEqual((await opened('mail\na@x.example\nb@x.example\n')).names, ['mail']);
  });

  it('sentences in one column are values', async () => {
    assert.deepEqual((await opened('text\nThe film was good and long.\n"Bad, really."\nI would see it again soon\n')).rows, [['The film was good and long.'], ['Bad, really.'], ['I would see it again soon']]);
  });

  it('commas in quotes are values, doubled quotes one quote, quotes inside a word ordinary', async () => {
    assert.deepEqual((await opened('a,b\n"x, y","say ""hi"""\n5" pipe,2\n')).rows, [['x, y', 'say "hi"'], ['5" pipe', '2']]);
  });

  it('single quotes count where they make the table regular', async () => {
    assert.deepEqual((await opened("a,b\n'x, y',1\n'z',2\n'u, v, w',3\n")).rows, [['x, y', '1'], ['z', '2'], ['u, v, w', '3']]);
    assert.deepEqual((await opened("a,b\nO'Brien,1\n'tis,2\n")).rows, [["O'Brien", '1'], ["'tis", '2']]);
  });

  it('two-character separators and runs of blanks are refused rather than misread', async () => {
    assert.equal(refusal(await desk.open('r.dat', '1::1193::5::978300760\n1::661::3::978302109\n1::914::3::978301968\n')), 'not-a-table');
    assert.equal(refusal(await desk.open('g.csv', ' 1 2 3\n 4 5 6\n 7 8 9\n')), 'not-a-table');
    assert.equal(refusal(await desk.open('h.csv', ' 0.006  18.00   2.310  0\n 0.027   0.00   7.070  1\n 0.028   0.00   7.070  0\n')), 'not-a-table');
  });

  it('the header is the first record unless it clearly is a row', async () => {
    const table = text(await desk.open('i.csv', '5.1,3.5,setosa\n4.9,3.0,setosa\n7.0,3.2,versicolor\n'));
    assert.deepEqual([table.layout.hasHeader, table.layout.headerLooksLikeData, table.columnNames, table.rowCount], [false, true, ['column_1', 'column_2', 'column_3'], 3]);
    const doubtful = text(await desk.open('j.csv', '17,4,30\n18,5,40\n22,6,50\n'));
    assert.deepEqual([doubtful.layout.hasHeader, doubtful.layout.headerLooksLikeData, doubtful.rowCount], [true, true, 2]);
  });

  it('positions, years and names above numbers are headers', async () => {
    for (const header of ['0,1,2', '2019,2020,2021', 'a,b,c', ',a,b', '"2000",2010,2020']) {
      const { layout } = text(await desk.open('k.csv', `${header}\n1.5,2,3\n4.5,5,6\n`));
      assert.deepEqual([header, layout.hasHeader, layout.headerLooksLikeData], [header, true, false]);
    }
  });

  it('years among names are labels, and a lone line of numbers may be data', async () => {
    const years = text(await desk.open('y.csv', 'country,1960,1961,1962\nA,1,2,3\nB,4,5,6\n'));
    assert.deepEqual([years.layout.hasHeader, years.layout.headerLooksLikeData], [true, false]);
    const lone = text(await desk.open('z.csv', '0.25,0.5,0.25\n'));
    assert.deepEqual([lone.layout.headerLooksLikeData, lone.rowCount], [true, 0]);
  });

  it('text above text says nothing', async () => {
    const { layout } = text(await desk.open('l.csv', 'name,city\nAnn,Oslo\nBo,Rome\n'));
    assert.deepEqual([layout.hasHeader, layout.headerLooksLikeData], [true, false]);
  });
});
