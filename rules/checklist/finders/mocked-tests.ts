/** Tests in which something else stands for the model or the pipeline. */
import type { FunctionSummary } from '../../api/repository/program.ts';

/** What stands for the model or the pipeline says nothing of them. */
export function isMocked({ test, calls }: FunctionSummary): boolean {
  return (test?.replaces ?? []).length > 0 || calls.some(({ name }) => name !== null && /(?:^|\.)(?:Magic|Async)?Mock$|(?:^|\.)(?:monkeypatch|mocker)\./.test(name));
}
