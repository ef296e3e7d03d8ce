import assert from 'node:assert/strict';
import { factsOf } from '../../../tools/analyse-python.ts';
import { describeRows } from './describe-rows.ts';

const HEAD = 'import pandas as pd\nfrom sklearn.model_selection import train_test_split, KFold\nfrom sklearn.preprocessing import StandardScaler\nfrom sklearn.impute import SimpleImputer\ndf = pd.read_csv("users.csv")\n';

/** What is said of the last name in the program. */
async function said(lines: string): Promise<string | null> {
  const facts = await factsOf(`${HEAD}${lines}\n`);
  const last = facts.nodes('Name').at(-1);
  return last === undefined ? null : describeRows(facts, facts.valueOf(last));
}

describe('rows of a variable in words', () => {
  const cases: readonly (readonly [string, string, string | null])[] = [
    ['a table that is read', 'df', 'all rows of `users.csv`'],
    ['a part of a split', 'a, b = train_test_split(df, test_size=0.2)\na', 'train part of `df`, 80 % of rows'],
    ['what is scaled by the rows of train', 'a, b = train_test_split(df, test_size=0.2)\ns = StandardScaler().fit(a)\nb = s.transform(b)\nb', 'test part of `df`, 20 % of rows, scaled with statistics of train'],
    ['what is scaled by all rows', 'x = StandardScaler().fit_transform(df)\na, b = train_test_split(x, test_size=0.25)\nb', 'test part of `x`, 25 % of rows, scaled with statistics of all rows of `users.csv`'],
    ['rows where a condition holds', 'old = df[df["year"] < 2020]\nold', 'rows of `users.csv` where `year < 2020` holds'],
    ['rows drawn by chance', 'some = df.sample(frac=0.1)\nsome', '10 % of the rows of `users.csv`, drawn by chance'],
    ['the first rows', 'n = int(len(df) * 0.8)\nhead = df[:n]\nhead', 'the first 80 % of the rows of `users.csv`'],
    ['no data', 'x = 3\nx', null],
    ['what nobody knows', 'x = load()\nx', null],
  ];
  for (const [name, lines, expected] of cases) {
    it(name, async () => assert.equal(await said(lines), expected));
  }
});
