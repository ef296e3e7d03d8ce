/** Expected values are what `hash` of codeql-action's src/fingerprints.ts says of files with these texts. */
import assert from 'node:assert/strict';
import { lineHashes } from './line-hash.ts';

const FILES: readonly { readonly title: string; readonly text: string; readonly hashes: readonly string[] }[] = [
  { title: 'few lines', text: 'import pandas as pd\n\ndf = pd.read_csv("a.csv")\n', hashes: ['dba4b07f1ac8b393:1', '6fabd4bd735d8fd7:1', '2bb5995bad6537a9:1', 'c129715d7a2bc9a3:1'] },
  {
    title: 'every kind of line break, and none at the end',
    text: 'import a\r\n\tx = 1\r\n\r\nx = 1\rx=1\nend',
    hashes: ['d5b300b18ec5bf46:1', 'cbbd1d87d9153580:1', 'b276e6f4c259c554:1', 'd30f3b5a17d8f2ba:1', '9b78ac8ec35158ee:1', '43b6461eda086fe2:1'],
  },
  {
    title: 'equal lines longer than a block',
    text: `${`${'y'.repeat(150)}\n`.repeat(4)}z`,
    hashes: ['cadd4b5b9d92c51c:1', 'cadd4b5b9d92c51c:2', 'cadd4b5b9d92c51c:3', 'cadd4b5b9d92c51c:4', '76dcabf80cb35c79:1'],
  },
  { title: 'a byte order mark, letters beyond ASCII and blanks', text: '\ufeffé = "😀"\n\tß\u2028\n \t\n', hashes: ['7c949122fdb3f9fe:1', '73d17796bcf2d83a:1', '3c5bef55b72b93c9:1', 'c129715d7a2bc9a3:1'] },
  { title: 'no text', text: '', hashes: ['c129715d7a2bc9a3:1'] },
  { title: 'a hash that begins with zeros', text: '\n\n\n\n', hashes: ['8d2f5848087196b:1', '4e5d562094661a0d:1', '5b5d4caf73a13177:1', '3c5bef55b72b93c9:1', 'c129715d7a2bc9a3:1'] },
  {
    title: 'a blank between the two halves of a line break',
    text: '\r \n\r\r\n\n',
    hashes: ['229ec9649baa95f1:1', '8d2f5848087196b:1', '4e5d562094661a0d:1', '5b5d4caf73a13177:1', '3c5bef55b72b93c9:1', 'c129715d7a2bc9a3:1'],
  },
];

describe('hashes of lines as code scanning computes them', () => {
  for (const { title, text, hashes } of FILES) {
    it(title, () => {
      const wanted = new Set([0, ...hashes.map((_, index) => index + 1), 99]);
      assert.deepEqual([...lineHashes(text, wanted)], hashes.map((hash, index) => [index + 1, hash]));
    });
  }

  it('many lines, of which some are asked for', () => {
    const text = Array.from({ length: 40 }, (_, index) => `value_${index} = ${(index * 7919) % 1000}`).join('\n');
    assert.deepEqual([...lineHashes(text, new Set([20, 40, 1]))], [[1, '49944b362c726c7:1'], [20, '9e5c0ec3ce6f1e23:1'], [40, '34efcd4f5628a141:1']]);
  });
});
