/** One requirement as pip and PEP 508 write it: `pandas[excel]>=2,<3; python_version > "3.8"`, `name @ https://...`. */

export interface Requirement {
  /** Normalised. */
  readonly name: string;
  /** Without spaces; empty when nothing is said or a URL is given. */
  readonly specifier: string;
  readonly isPinned: boolean;
}

const NAMED = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(.*)$/s;
const SPECIFIER = /^(?:(?:===|[=<>!~]=|[<>])\s*[^\s,;()]+\s*,?\s*)+$/;
const ADDRESS = /^(?:(?:git|hg|svn|bzr)\+|https?:|file:|ssh:)/i;

/** Source: PEP 503, "Normalized Names". */
export function normalName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** Null for what is not a requirement, or names no distribution (a local folder). */
export function parseRequirement(text: string): Requirement | null {
  const bare = withoutMarker(text.trim());
  if (ADDRESS.test(bare)) {
    const name = nameInAddress(bare);
    return name === null ? null : { name: normalName(name), specifier: '', isPinned: isFixedAddress(bare) };
  }
  const named = NAMED.exec(bare);
  if (named === null) return null;
  const [, name = '', rest = ''] = named;
  const said = rest.trim().replace(/^\((.*)\)$/s, '$1').trim();
  if (said.startsWith('@')) return { name: normalName(name), specifier: '', isPinned: isFixedAddress(said.slice(1).trim()) };
  if (said !== '' && !SPECIFIER.test(said)) return null;
  const specifier = said.replace(/\s+/g, '').replace(/,$/, '');
  return { name: normalName(name), specifier, isPinned: isExact(specifier) };
}

/** Says whether the specifier allows one version only. */
export function isExact(specifier: string): boolean {
  return specifier.split(',').some((part) => /^={2,3}[^*]+$/.test(part));
}

function withoutMarker(text: string): string {
  // a URL may hold `;` itself, so a marker after one needs a space before it (PEP 508)
  const marker = /@|^[a-z+]+:/i.test(text) ? /\s;/ : /;/;
  return (text.split(marker)[0] ?? '').trim();
}

function nameInAddress(address: string): string | null {
  const egg = /[#&]egg=([A-Za-z0-9._-]+)/.exec(address)?.[1];
  if (egg !== undefined) return egg;
  const file = (address.split(/[#?]/)[0] ?? '').split('/').at(-1) ?? '';
  const wheel = /^([A-Za-z0-9._]+)-[^-]+(?:-[^-]+)*\.whl$/.exec(file)?.[1];
  const source = /^([A-Za-z0-9._-]+?)-\d[^-]*\.(?:tar\.gz|zip)$/.exec(file)?.[1];
  const repository = /^(?:git|hg)\+/.test(address) ? /^([A-Za-z0-9._-]+?)(?:\.git)?(?:@.*)?$/.exec(file)?.[1] : undefined;
  return wheel ?? source ?? repository ?? null;
}

/** A commit, a tag with a number, or an archive of one version. */
function isFixedAddress(address: string): boolean {
  const place = address.split('#')[0] ?? '';
  if (!/^(?:git|hg|svn|bzr)\+/.test(place)) return /\.(?:whl|zip|tar\.gz|tgz)$/.test(place);
  const revision = /[^/:]@([^@/]+)$/.exec(place)?.[1] ?? '';
  return /^[0-9a-f]{7,40}$/.test(revision) || /^v?\d+(?:\.\d+)+/.test(revision);
}
