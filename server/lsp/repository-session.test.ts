import assert from 'node:assert/strict';
import { rule } from '../../rules/pipeline/docker/base-untagged.ts';
import { check } from '../core/check.ts';
import { withSession, type Session } from './session-harness.test.ts';

const OPTIONS = { rules: [rule], check } as const;

function shown(session: Session, name: string): readonly string[] {
  return (session.diagnostics.get(name) ?? []).map(({ range, message }) => `${range.start.line}:${range.start.character}-${range.end.character} ${message}`);
}

/** Waits until the file shows so many diagnostics. */
function shows(session: Session, name: string, count: number): Promise<true> {
  return session.until(() => {
    session.runTimers();
    return session.diagnostics.get(name)?.length === count ? true : null;
  });
}

const UNTAGGED = ['0:5-11 The image `python` has no tag, so each build may get another one'];

describe('findings of rules on repositories', () => {
  it('are shown at the start and follow what is written', () =>
    withSession({ ...OPTIONS, files: { 'api/Dockerfile': 'FROM python\n' } }, async (session) => {
      await session.start();
      await shows(session, 'api/Dockerfile', 1);
      assert.deepEqual(shown(session, 'api/Dockerfile'), UNTAGGED);
      await session.write('api/Dockerfile', 'FROM python:3.12\n');
      await session.tell('api/Dockerfile', 2);
      await shows(session, 'api/Dockerfile', 0);
    }));

  it('heed comments and the configuration', () =>
    withSession({ ...OPTIONS, files: { 'a/Dockerfile': '# lintel: ignore[pipeline/docker-base-untagged] on purpose\nFROM python\n', 'b/Dockerfile': 'FROM python\n', 'c/Dockerfile': 'FROM python\n', 'lintel.yaml': 'suppressions:\n  - rule: pipeline/docker-base-untagged\n    path: b/**\n    reason: a base of our own\n' } }, async (session) => {
      await session.start();
      await shows(session, 'c/Dockerfile', 1);
      assert.deepEqual([shown(session, 'a/Dockerfile'), shown(session, 'b/Dockerfile'), shown(session, 'c/Dockerfile')], [[], [], UNTAGGED]);
    }));
});
