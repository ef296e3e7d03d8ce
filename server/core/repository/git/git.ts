export type { Git, GitRaw, GitReading } from '../../ports.ts';
