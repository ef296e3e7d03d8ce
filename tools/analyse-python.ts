/** Analyses Python text for tests. */
import { LIBRARIES } from '../rules/knowledge/index.ts';
import type { PythonDocument } from '../rules/api/python/document.ts';
import type { Facts } from '../rules/api/python/facts.ts';
import { testParser } from './python-parser.ts';
import { buildKnowledge } from '../server/core/python/knowledge/build-knowledge.ts';
import type { KnowledgeBase } from '../server/core/python/knowledge-base.ts';
import { readScript } from '../server/core/python/read-script.ts';
import type { Analysis, AnalysisRequest } from '../server/core/python/analysis/analyse.ts';
import { analyse } from '../server/core/python/analysis/run-analysis.ts';

const cached: { knowledge: KnowledgeBase | null } = { knowledge: null };

export function testKnowledge(): KnowledgeBase {
  cached.knowledge ??= buildKnowledge(LIBRARIES);
  return cached.knowledge;
}

/** Returns the facts of `main.py`. @param files other files of the project by name: `prepare.py`, `shop/models.py` @param name of the program, when it is another */
export async function factsOf(text: string, files: Readonly<Record<string, string>> = {}, name = 'main.py'): Promise<Facts> {
  return (await analysisOf(text, { files, name })).facts;
}

export interface TextProject extends Partial<Pick<AnalysisRequest, 'signal' | 'knowledge'>> {
  readonly files?: Readonly<Record<string, string>>;
  /** Of the program: `main.py` when left out. */
  readonly name?: string;
  /** Values other programs wrote. */
  readonly written?: AnalysisRequest['files'];
}

export async function analysisOf(text: string, { files = {}, name: own = 'main.py', written = new Map(), signal = null, knowledge = testKnowledge() }: TextProject = {}): Promise<Analysis> {
  const parser = await testParser();
  const documents = new Map<string, PythonDocument>();
  const read = (path: string, source: string): PythonDocument => {
    const document = readScript({ path, text: source }, parser);
    if (!document.ok) throw new Error(document.message);
    return document.document;
  };
  for (const [name, source] of Object.entries(files)) documents.set(`/p/${name}`, read(`/p/${name}`, source));
  const resolve = (module: string, level: number, from: string): PythonDocument | null => {
    const folder = level === 0 ? '/p' : from.split('/').slice(0, -level).join('/');
    const path = `${folder}/${module.replaceAll('.', '/')}`;
    return documents.get(`${path}.py`) ?? documents.get(`${path}/__init__.py`) ?? null;
  };
  return analyse({ document: read(`/p/${own}`, text), knowledge, project: { root: '/p', resolve, versionOf: () => null }, tables: new Map(), files: written, signal });
}
