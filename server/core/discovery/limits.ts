/** Bounds of one walk. Lintel's own choice: beyond any project, reached within seconds. */
export interface DiscoveryLimits {
  readonly entries: number;
  readonly depth: number;
  readonly datasets: number;
  readonly programs: number;
}

export const DISCOVERY_LIMITS: DiscoveryLimits = { entries: 300_000, depth: 40, datasets: 2000, programs: 20_000 };
