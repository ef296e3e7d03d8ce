/** Which columns hold personal data, so that their values are never shown. Errs on the side of hiding. */
import type { Column } from '../../../rules/api/column.ts';
import { nameTokens } from '../../../rules/api/column-names.ts';

const PERSONAL_TOKENS: ReadonlySet<string> = new Set([
  'email', 'mail', 'phone', 'mobile', 'tel', 'telephone', 'fax', 'ssn', 'sin', 'passport', 'iban', 'bic', 'card', 'surname', 'firstname', 'lastname', 'fullname', 'forename', 'address', 'street',
  'ip', 'birth', 'birthday', 'birthdate', 'dob', 'password', 'passwd', 'secret', 'token', 'license', 'licence', 'patient',
]);

/** Two tokens that together name a person's name. */
const NAME_QUALIFIERS: ReadonlySet<string> = new Set(['first', 'last', 'full', 'middle', 'given', 'family', 'user', 'customer', 'client', 'employee', 'patient', 'maiden', 'contact', 'owner', 'person', 'student']);

const PERSONAL_VALUE = /^[^\s@]+@[^\s@]+\.[^\s@]+$|^\+?\d[\d\s().-]{8,}\d$|^\d{3}-\d{2}-\d{4}$|^(?:\d{1,3}\.){3}\d{1,3}$|^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/;

/** Share of sampled values that must look like an address, phone, card or account number. Our own choice, low on purpose. */
const PERSONAL_SHARE = 0.05;

/** True when name or values suggest that a person could be recognised by the column. */
export function looksPersonal(column: Column): boolean {
  if (isPersonalName(column.name)) return true;
  if (column.kind !== 'text') return false;
  const seen = column.sample.values.slice(0, 1000);
  const personal = seen.filter(({ value }) => PERSONAL_VALUE.test(value.trim()));
  return personal.length > 0 && personal.length >= PERSONAL_SHARE * seen.length;
}

/** The same by the name alone. */
export function isPersonalName(name: string): boolean {
  const tokens = nameTokens(name);
  return tokens.some((token) => PERSONAL_TOKENS.has(token)) || (tokens.includes('name') && tokens.some((token) => NAME_QUALIFIERS.has(token)));
}
