/** Everything Python needs, for tests and tools: the real parser, the real knowledge, the real analysis. */
import type { PythonTools } from '../server/core/python/python-tools.ts';
import { analyseBarely, NO_KNOWLEDGE } from './bare-analysis.ts';
import { testParser } from './python-parser.ts';

export async function testPythonTools(): Promise<PythonTools> {
  return { parser: await testParser(), knowledge: NO_KNOWLEDGE, analyse: analyseBarely };
}
