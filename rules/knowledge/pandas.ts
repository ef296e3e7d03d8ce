import type { LibraryKnowledge } from '../api/python/knowledge.ts';
import { pandasAttributes } from './pandas-attributes.ts';
import { pandasFrame } from './pandas-frame.ts';
import { pandasFunctions } from './pandas-functions.ts';
import { pandasGroupby } from './pandas-groupby.ts';
import { pandasIo } from './pandas-io.ts';

export const pandas: LibraryKnowledge = {
  library: 'pandas',
  distributions: ['pandas'],
  version: '3.1.1',
  aliases: {
    'pandas.core.frame': 'pandas',
    'pandas.core.series': 'pandas',
    'pandas.core.indexes.base': 'pandas',
    'pandas.core.groupby': 'pandas.api.typing',
    'pandas.core.groupby.generic': 'pandas.api.typing',
    'pandas.core.groupby.groupby': 'pandas.api.typing',
    'pandas.core.window': 'pandas.api.typing',
    'pandas.core.window.rolling': 'pandas.api.typing',
    'pandas.core.resample': 'pandas.api.typing',
    'pandas.core.reshape.concat': 'pandas',
    'pandas.core.reshape.merge': 'pandas',
    'pandas.core.reshape.tile': 'pandas',
    'pandas.tools.plotting': 'pandas.plotting',
    'pandas.io.parsers': 'pandas',
    'pandas.io.excel': 'pandas',
    'pandas.io.json': 'pandas',
    'modin.pandas': 'pandas',
    'fireducks.pandas': 'pandas',
    cudf: 'pandas',
  },
  entries: [...pandasFunctions, ...pandasFrame, ...pandasAttributes, ...pandasGroupby, ...pandasIo],
};
