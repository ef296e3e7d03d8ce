/** Lintel: Check Workspace. */
import { METHODS, type CheckSummary } from '../../server/protocol/messages.ts';
import type { Session } from '../session.ts';
import { showSummary } from './show-summary.ts';

export async function checkWorkspace(session: Session): Promise<CheckSummary> {
  return showSummary(await session.ask<CheckSummary>(METHODS.checkWorkspace, {}));
}
