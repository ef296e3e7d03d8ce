/** Addresses that carry a password: `postgresql://user:password@host/database`. */
import { isStandIn } from './secret-formats.ts';

export interface AddressPassword {
  readonly host: string;
  /** UTF-16 offsets of the address up to its host. */
  readonly start: number;
  readonly end: number;
}

const ADDRESS = /\b[a-z][a-z0-9+.-]{1,20}:\/\/([^\s:/@"'`<>{}()[\]\\]{0,64}):([^\s:/@"'`]{3,128})@([\w.-]{1,253})(?::\d{1,5})?(?:\/[\w.-]*)?/gi;

export function passwordsInAddresses(text: string): readonly AddressPassword[] {
  if (!text.includes('://')) return [];
  return [...text.matchAll(ADDRESS)].flatMap((match) => {
    const [address, user = '', password = '', host = ''] = match;
    return isSecret({ user, password, host }) ? [{ host, start: match.index, end: match.index + address.length }] : [];
  });
}

function isSecret({ user, password, host }: { readonly user: string; readonly password: string; readonly host: string }): boolean {
  if (isStandIn(password) || STAND_IN.test(password) || password.toLowerCase() === user.toLowerCase()) return false;
  return !HERE.test(host) && !EXAMPLE_HOST.test(host);
}

/** Words that documentation writes in place of a password. */
const STAND_IN = /^(?:(?:my|user|db|the|a|some|super)?[-_]?(?:p(?:ass)?(?:w(?:or)?d)?|pw|secret|token|key|prefix|name|value|hunter2|test|admin|root|guest|user(?:name)?|foo|bar|baz|qwerty|1234\w*))\d*$|[{}<>$%*]|^x+$/i;
/** This machine, and hosts that only exist inside containers. */
const HERE = /^(?:localhost|127\.|0\.0\.0\.0$|::1$|host\.docker\.internal$|(?:db|database|postgres|mysql|mongo|redis|rabbitmq|mq)$)/i;
const EXAMPLE_HOST = /(?:^|\.)(?:example\.\w+|example|test|invalid|localhost)$|^(?:host|hostname|server|proxy|domain|my[-_]?\w*|your[-_.]?\w*|some[-_]?\w*)(?:\.|$)/i;
