/** `.env` files that give a secret a value. */
import { isStandIn } from '../../../api/python/secret-formats.ts';

export interface NamedValue {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const SECRET = /(?:^|_)(?:password|passwd|pwd|secret|token|api_?key|access_?key|private_?key|credentials?|dsn)(?:$|_)/i;
/** Values that come with a tool and open nothing that is not local. */
const KNOWN = /^(?:admin|root|postgres|mysql|password|passw0rd|pass|test\w*|secret|minio\w*|airflow|grafana|user|guest|example|true|false|none|null|changeit|\d{1,6})$/i;

/** Returns the first secret an environment file holds; null for templates and other files. The value is never handed on. */
export function namesASecret(path: string, text: string): NamedValue | null {
  if (!/(?:^|\/)\.env(?:\.(?!example|sample|template|dist|test|ci|defaults?|tmpl)[\w-]+)?$|(?:^|\/)(?!example|sample|template)[\w-]+\.env$/i.test(path)) return null;
  let start = 0;
  for (const line of text.split('\n')) {
    const [, lead = '', name = '', value = ''] = /^(\s*(?:export\s+)?)([A-Za-z_]\w*)\s*=\s*["']?([^"'\s#]*)/.exec(line) ?? [];
    const isReal = SECRET.test(name) && value.length >= 8 && !KNOWN.test(value) && !isStandIn(value) && /\d/.test(value) && /[a-z]/i.test(value) && !/^(?:https?:\/\/|\/|\.\/)[^@]*$/.test(value);
    if (isReal) return { name, start: start + lead.length, end: start + lead.length + name.length };
    start += line.length + 1;
  }
  return null;
}
