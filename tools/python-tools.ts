/** Everything Python needs, for tests and tools: the real parser, the real knowledge, the real analysis. */
import type { PythonTools } from '../server/core/python/python-tools.ts';
import { LIBRARIES } from '../rules/knowledge/index.ts';
import { buildKnowledge } from '../server/core/python/knowledge/build-knowledge.ts';
import { analyse } from '../server/core/python/analysis/run-analysis.ts';
import { testParser } from './python-parser.ts';

export async function testPythonTools(): Promise<PythonTools> {
  return { parser: await testParser(), knowledge: buildKnowledge(LIBRARIES), analyse };
}
