/** Columns whose digits are a code, not an amount: nobody adds up postal codes. Told by name; the digits must fit as well. */
import { MEASURE_WORDS, nameHas } from './column-names.ts';

export interface CodeKind {
  /** Plural, for messages. */
  readonly label: string;
  /** Lower-case phrases, see `nameHas`. */
  readonly names: readonly string[];
  /** Fewest and most digits, lost leading zeros allowed for. */
  readonly digits: readonly [number, number];
  /** Digits such codes have where they all have the same number of them and may start with 0; empty where lengths vary anyway. */
  readonly fullLengths: readonly number[];
}

/** Source: the Data Linter (zip code), the Quartz bad-data guide (leading zeros); the other names and lengths are Lintel's own choice. */
export const CODE_KINDS: readonly CodeKind[] = [
  {
    label: 'postal codes',
    names: ['zip', 'zips', 'zip code', 'zip codes', 'postal', 'postal code', 'postcode', 'post code', 'plz', 'postleitzahl', 'code postal', 'codigo postal', 'pincode', 'pin code', 'zcta'],
    digits: [3, 9],
    fullLengths: [5, 9],
  },
  { label: 'FIPS codes', names: ['fips', 'fips code', 'geoid', 'census tract'], digits: [1, 15], fullLengths: [2, 5, 11, 12] },
  { label: 'phone numbers', names: ['phone', 'telephone', 'tel', 'mobile', 'cell phone', 'cellphone', 'fax', 'msisdn'], digits: [7, 15], fullLengths: [] },
  { label: 'area codes', names: ['area code', 'dialing code', 'dialling code'], digits: [2, 6], fullLengths: [] },
  { label: 'ISBNs', names: ['isbn', 'isbn10', 'isbn13'], digits: [9, 13], fullLengths: [10] },
  { label: 'product codes', names: ['ean', 'gtin', 'upc', 'barcode'], digits: [7, 14], fullLengths: [8, 12, 13, 14] },
  { label: 'social security numbers', names: ['ssn', 'social security number', 'social security'], digits: [7, 9], fullLengths: [9] },
  { label: 'account numbers', names: ['account number', 'account no', 'acct number', 'acct no', 'iban', 'card number', 'routing number'], digits: [4, 34], fullLengths: [] },
  { label: 'industry codes', names: ['naics', 'naics code', 'sic code'], digits: [2, 6], fullLengths: [] },
];

/** Words at whose sight a column is some kind of code or identifier, whatever its values. Lintel's own choice. */
export const CODE_WORDS: readonly string[] = ['code', 'codes', 'id', 'ids', 'uuid', 'guid', 'key', 'sku', 'serial', 'number', 'no', 'nr', 'ref', 'reference', 'account', 'ticket', 'invoice', 'license', 'licence', 'plate', 'version', 'ip', 'hash'];

/** Returns the kind of code the name speaks of; null when it speaks of none, or of an amount of something (`zip_file_size`). */
export function codeKindOf(name: string): CodeKind | null {
  if (nameHas(name, MEASURE_WORDS)) return null;
  return CODE_KINDS.find(({ names }) => nameHas(name, names)) ?? null;
}

/** True when the name says code or identifier in any way. */
export function isCodeName(name: string): boolean {
  return codeKindOf(name) !== null || (nameHas(name, CODE_WORDS) && !nameHas(name, MEASURE_WORDS));
}
