/** Secrets whose form alone says what they are, and texts that only stand for one. Nothing here hands a secret on whole. */

export interface SecretFound {
  /** For people, with its article: "an AWS access key". */
  readonly what: string;
  /** Its first characters: those all secrets of the kind share. */
  readonly beginning: string;
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
}

interface SecretFormat {
  readonly what: string;
  readonly pattern: RegExp;
  /** Characters of the beginning that tell nothing of the secret. */
  readonly shown: number;
}

/**
 * Sources: the issuers' reference pages (AWS "IAM identifiers", GitHub "Token formats", GitLab "Token overview", Slack "Token types",
 * Stripe "API keys", PyPI "API tokens", RFC 7519 for JWT, RFC 7468 for key blocks), and what issued keys look like.
 */
const FORMATS: readonly SecretFormat[] = [
  { what: 'an AWS access key', pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/g, shown: 4 },
  { what: 'a GitHub token', pattern: /\bgh[pousr]_[A-Za-z0-9]{36,251}\b/g, shown: 4 },
  { what: 'a GitHub token', pattern: /\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b/g, shown: 11 },
  { what: 'a GitLab token', pattern: /\bglpat-[\w-]{20,}(?![\w-])/g, shown: 6 },
  { what: 'an OpenAI key', pattern: /\bsk-(?:proj|svcacct|admin)-[\w-]{40,}(?![\w-])/g, shown: 8 },
  { what: 'an OpenAI key', pattern: /\bsk-[A-Za-z0-9]{48}\b/g, shown: 3 },
  { what: 'an Anthropic key', pattern: /\bsk-ant-[a-z]{3,6}\d\d-[\w-]{80,}(?![\w-])/g, shown: 7 },
  { what: 'a Hugging Face token', pattern: /\bhf_[A-Za-z0-9]{34,37}\b/g, shown: 3 },
  { what: 'a Slack token', pattern: /\bxox[abeoprs]-(?:\d+-)+[A-Za-z0-9-]{10,}/g, shown: 5 },
  { what: 'a Slack webhook', pattern: /https:\/\/hooks\.slack\.com\/services\/T[A-Z0-9]{8,}\/B[A-Z0-9]{8,}\/[A-Za-z0-9]{20,}/g, shown: 33 },
  { what: 'a Google API key', pattern: /\bAIza[\w-]{35}(?![\w-])/g, shown: 4 },
  { what: 'a Google client secret', pattern: /\bGOCSPX-[\w-]{28}(?![\w-])/g, shown: 7 },
  { what: 'a Stripe key', pattern: /\b[rs]k_live_[A-Za-z0-9]{24,}\b/g, shown: 8 },
  { what: 'a SendGrid key', pattern: /\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])/g, shown: 3 },
  { what: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g, shown: 4 },
  { what: 'a PyPI token', pattern: /\bpypi-AgEIcHlwaS5vcmc[\w-]{50,}/g, shown: 5 },
  { what: 'a Databricks token', pattern: /\bdapi[a-f0-9]{32}(?:-\d)?\b/g, shown: 4 },
  { what: 'an Azure storage key', pattern: /\bAccountKey=[A-Za-z0-9+/]{86}==/g, shown: 11 },
  { what: 'a signed token', pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}(?![\w-])/g, shown: 3 },
  { what: 'a private key', pattern: /-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY-----(?:\\n|[\s"'+\\(),]){1,40}(?:[\w.:-]+: .*(?:\\n|\s)+)*[A-Za-z0-9+/=]{40,}/g, shown: 10 },
];

/** @returns what stands in the text, in its order, without what only stands for a secret */
export function secretsIn(text: string): readonly SecretFound[] {
  if (!MAY_HOLD_ONE.test(text)) return [];
  const found = FORMATS.flatMap(({ what, pattern, shown }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const beginning = match[0].slice(0, shown);
      const isReal = !isStandIn(match[0].slice(shown));
      return isReal ? [{ what, beginning, start: match.index, end: match.index + match[0].length }] : [];
    }),
  );
  return found.sort((a, b) => a.start - b.start);
}

/** What one of the formats begins with; tried first, since most texts hold none. */
const MAY_HOLD_ONE = /A(?:KIA|SIA|BIA|CCA|Iza)|gh[pousr]_|github_pat_|glpat-|sk-|hf_|xox|hooks\.slack|GOCSPX-|k_live_|SG\.|npm_|pypi-|dapi|AccountKey=|eyJ|PRIVATE KEY/;

/** Words of documentation, one character again and again, or the alphabet and digits in their order. */
export function isStandIn(secret: string): boolean {
  const lower = secret.toLowerCase();
  if (/example|placeholder|dummy|sample|redacted|change[-_ ]?me|replace|insert|your[-_ ]?|not[-_ ]?(?:a[-_ ]?)?(?:real|secret)|secret[-_ ]?(?:here|key)|xxx|\*\*\*|\.\.\.|<[^>]*>|\{[^}]*\}|\$\{?\w|%\(?\w/.test(lower)) return true;
  if (new Set(lower.replace(/[^a-z0-9]/g, '')).size < LEAST_DIFFERENT) return true;
  return longestRun(lower) >= LONGEST_RUN;
}

/** Different characters in a text of twenty that was drawn by chance: fewer are practically never seen. Own choice. */
const LEAST_DIFFERENT = 6;
/** `abcdefgh`, `12345678`: eight characters in their order are no chance. Own choice. */
const LONGEST_RUN = 8;

/** Length of the longest stretch in which each character follows on the one before. */
function longestRun(text: string): number {
  let longest = 1;
  let run = 1;
  for (let at = 1; at < text.length; at += 1) {
    const step = text.charCodeAt(at) - text.charCodeAt(at - 1);
    const isTurn = text[at - 1] === '9' && text[at] === '0';
    run = step === 1 || isTurn ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}
