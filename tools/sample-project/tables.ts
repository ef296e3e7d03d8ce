/**
 * The tables of the sample project, with the problems a student team's data has. Every planted problem is listed in the key
 * beside the project; change both together.
 */
import { seededRandom, type Random } from './random.ts';

const OCCUPATIONS = ['student', 'engineer', 'teacher', 'nurse', 'artist', 'lawyer', 'retired', 'farmer', 'scientist', 'sales'];
const COUNTRIES = ['US', 'CA', 'GB', 'DE', 'FR', 'IN', 'BR', 'JP', 'MX', 'AU'];
const GENRES = ['Action', 'Comedy', 'Drama', 'Horror', 'Romance', 'Thriller', 'Sci-Fi', 'Animation', 'Documentary', 'Crime'];
const ADJECTIVES = ['Silent', 'Last', 'Golden', 'Hidden', 'Broken', 'Distant', 'Electric', 'Paper', 'Crimson', 'Lonely', 'Frozen', 'Burning', 'Secret', 'Wild', 'Gentle', 'Endless'];
const NOUNS = ['River', 'City', 'Garden', 'Mirror', 'Station', 'Ocean', 'Letter', 'Winter', 'Shadow', 'Harbor', 'Machine', 'Castle', 'Summer', 'Island', 'Forest', 'Bridge', 'Orchestra', 'Planet'];
const MOJIBAKE_TITLES = ['AmÃ©lie of the North', 'CafÃ© Society Blues', 'La NiÃ±a', 'Der RÃ¤uber'];

const USERS = 900;
const MOVIES = 420;

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [header, ...rows].map((row) => row.map((value) => cell(String(value))).join(',')).join('\n') + '\n';
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}

/** Users: zip codes with leading zeros, ages of -1, three spellings of a gender, two date formats, `?` for no country. */
export function users(): string {
  const random = seededRandom(11);
  const rows = Array.from({ length: USERS }, (_, index) => {
    const year = random.between(2022, 2025);
    const [month, day] = [random.between(1, 12), random.between(13, 28)];
    return [
      index + 1,
      random.chance(0.06) ? -1 : Math.min(Math.max(Math.round(34 + 12 * random.normal()), 16), 88),
      random.chance(0.46) ? random.pick(['F', 'F', 'F', 'F', 'F', 'f']) : random.pick(['M', 'M', 'M', 'M', 'M', 'm']),
      random.pick(OCCUPATIONS),
      pad(random.between(1000, 99950), 5),
      random.chance(0.12) ? `${pad(day)}/${pad(month)}/${year}` : `${year}-${pad(month)}-${pad(day)}`,
      random.chance(0.03) ? '?' : random.pick(COUNTRIES),
    ];
  });
  return csv(['user_id', 'age', 'gender', 'occupation', 'zip_code', 'signup_date', 'country'], rows);
}

function genres(random: Random): string {
  const first = random.pick(GENRES);
  const second = random.pick(GENRES);
  return first === second ? first : `${first}|${second}`;
}

/** Movies: titles read in the wrong encoding, years as floats, budgets with signs, padded languages, a column without values. */
export function movies(): string {
  const random = seededRandom(23);
  const rows = Array.from({ length: MOVIES }, (_, index) => {
    const title = index % 97 === 5 ? (MOJIBAKE_TITLES[Math.floor(index / 97) % MOJIBAKE_TITLES.length] ?? '') : `${random.pick(ADJECTIVES)} ${random.pick(NOUNS)} ${index}`;
    const language = random.pick(['en', 'en', 'en', 'en', 'fr', 'de', 'es', 'ja', 'ko', 'hi']);
    return [
      index + 1,
      title,
      random.chance(0.04) ? '' : `${random.between(1960, 2025)}.0`,
      genres(random),
      random.between(72, 188),
      `$${(random.between(1, 240) * 1_000_000).toLocaleString('en-US')}`,
      random.chance(0.05) ? ` ${language}` : language,
      '',
    ];
  });
  return csv(['movie_id', 'title', 'year', 'genres', 'runtime', 'budget', 'language', 'tagline'], rows);
}

/** Ratings: the index pandas wrote, repeated rows, an hour of day as a plain number, one source only, -999 watch minutes. */
export function ratings(): string {
  const random = seededRandom(37);
  const drawn: (string | number)[][] = [];
  while (drawn.length < 5_000) {
    const previous = drawn.at(-1);
    if (previous !== undefined && random.chance(0.012)) {
      drawn.push([...previous]);
      continue;
    }
    const day = random.between(0, 180);
    const hour = Math.min(Math.max(Math.round(19 + 3.5 * random.normal()), 0), 23);
    const date = new Date(Date.UTC(2026, 0, 1 + day, hour, random.between(0, 59), random.between(0, 59)));
    drawn.push([
      random.between(1, USERS),
      random.between(1, MOVIES),
      (Math.min(Math.max(Math.round(2 * (3.5 + 0.9 * random.normal())) / 2, 0.5), 5)).toFixed(1),
      date.toISOString().slice(0, 19),
      hour,
      random.chance(0.02) ? -999 : random.between(4, 180),
      'web',
    ]);
  }
  return csv(['Unnamed: 0', 'user_id', 'movie_id', 'rating', 'rated_at', 'hour', 'watch_minutes', 'source'], drawn.map((row, index) => [index, ...row]));
}

/** Training features: the same row with two labels, a column twice, incomes far from the other scales, words among numbers. */
export function features(): string {
  const random = seededRandom(41);
  const rows = Array.from({ length: 1_200 }, () => {
    const affinity = Math.round(1000 * random.next()) / 1000;
    const popularity = Math.round(100 * random.next()) / 100;
    const income = Math.round(Math.exp(10.6 + 0.5 * random.normal()));
    const streams = random.chance(0.01) ? random.pick(['many', 'lots']) : random.between(0, 400);
    return [affinity, popularity, popularity, income, streams, random.chance(affinity) ? 1 : 0];
  });
  const conflicting = rows.slice(100, 108).map((row) => [...row.slice(0, -1), 1 - Number(row.at(-1))]);
  return csv(['affinity', 'popularity', 'movie_popularity', 'income', 'monthly_streams', 'label'], [...rows, ...conflicting]);
}

/** An export of a partner: semicolons, decimal commas, Windows encoding, two rows cut short, a column name twice. */
export function partnerExport(): Uint8Array {
  const random = seededRandom(53);
  const lines = ['movie_id;titel;preis;bewertung;preis'];
  for (let index = 0; index < 260; index++) {
    const price = `${random.between(2, 19)},${pad(random.between(0, 99))}`;
    const title = random.pick(['Über den Wolken', 'Die Brücke', 'Grüne Tomaten', 'Das weiße Band', 'Stille Nacht', 'Lola läuft']);
    const full = `${random.between(1, MOVIES)};${title} ${index};${price};${random.between(1, 10)};${price}`;
    lines.push(index === 77 || index === 190 ? full.split(';').slice(0, 3).join(';') : full);
  }
  return Uint8Array.from(Buffer.from(lines.join('\r\n') + '\r\n', 'latin1'));
}

/** Logged recommendations: lists of 20 with a few of 19, latencies as strings, one broken line. */
export function recommendations(): string {
  const random = seededRandom(67);
  const lines = Array.from({ length: 400 }, (_, index) => {
    const length = random.chance(0.02) ? 19 : 20;
    const record = {
      request: index + 1,
      user_id: random.between(1, USERS),
      movies: Array.from({ length }, () => random.between(1, MOVIES)),
      latency_ms: String(random.between(18, 240)),
      status: random.chance(0.03) ? 500 : 200,
    };
    return JSON.stringify(record);
  });
  lines[212] = (lines[212] ?? '').slice(0, 40);
  return lines.join('\n') + '\n';
}

/** What the servers wrote: requests for movie minutes and for recommendations. No table, read by the project's own script. */
export function serverLog(): string {
  const random = seededRandom(71);
  const lines = Array.from({ length: 1_500 }, (_, index) => {
    const time = new Date(Date.UTC(2026, 2, 1, 0, 0, index * 7)).toISOString().slice(0, 19);
    const user = random.between(1, USERS);
    return random.chance(0.85)
      ? `${time},${user},GET /data/m/${random.pick(ADJECTIVES).toLowerCase()}+${random.pick(NOUNS).toLowerCase()}+${random.between(1960, 2025)}/${random.between(0, 160)}.mpg`
      : `${time},${user},recommendation request 17645-team.example:8082, status ${random.chance(0.97) ? 200 : 500}, ${random.between(18, 400)} ms`;
  });
  return lines.join('\n') + '\n';
}

/** Rows of the Parquet file: days as text, a rating as text, an empty row here and there. */
export function watchEvents(): readonly { readonly userId: number | null; readonly day: string | null; readonly stars: string | null; readonly device: string | null }[] {
  const random = seededRandom(83);
  return Array.from({ length: 2_000 }, (_, index) => {
    if (index % 500 === 250) return { userId: null, day: null, stars: null, device: null };
    return {
      userId: random.between(1, USERS),
      day: `2026-${pad(random.between(1, 6))}-${pad(random.between(1, 28))}`,
      stars: String(random.between(1, 10) / 2),
      device: random.pick(['tv', 'tv', 'phone', 'phone', 'web']),
    };
  });
}
