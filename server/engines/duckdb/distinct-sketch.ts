/**
 * How many distinct values a column has, within about 2 %, in bounded memory. DuckDB 1.5.5's own approx_count_distinct was off
 * by 56 % on 105,000 values and by one on 12. Linear counting, Whang et al. 1990, https://doi.org/10.1145/78922.78925, on two
 * bitmaps: of all hashes, and of one in 64, so that 20 million values fit. Pure.
 */

/** Bits of a bitmap: 8 kB per column, level and thread. */
const BITS = 65_536;

/** One in how many hashes each bitmap takes. */
const LEVELS: readonly number[] = [1, 64];

/** Values per bit beyond which the standard error passes 1 %: sqrt(e^t - t - 1) / (t sqrt(BITS)). */
const FULLEST_LOAD = 5;

/** Prints one aggregate per level, each the number of bits set. @param hash a UBIGINT expression, null where missing */
export function distinctSketch(hash: string): readonly string[] {
  const bit = `(${hash} & ${BITS - 1})::INT`;
  return LEVELS.map((level) => {
    // The highest bits choose the level, the lowest the place.
    const taken = level === 1 ? bit : `CASE WHEN ${hash} < ${2n ** 64n / BigInt(level)}::UBIGINT THEN ${bit} END`;
    return `bit_count(bitstring_agg(${taken}, 0, ${BITS - 1}))`;
  });
}

/** The estimate from the bits set on each level. */
export function distinctEstimate(bitsSet: readonly number[]): number {
  for (const [index, level] of LEVELS.entries()) {
    const set = Math.min(bitsSet[index] ?? 0, BITS - 1);
    const load = -Math.log(1 - set / BITS);
    if (load <= FULLEST_LOAD || index === LEVELS.length - 1) return Math.round(BITS * load * level);
  }
  return 0;
}
