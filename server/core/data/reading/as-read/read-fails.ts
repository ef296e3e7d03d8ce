/** What stops a program's reader, as a value inside the exception that the readers of this folder end with. */
import { FileProblem } from '../../../ports.ts';

export type AsReadTrouble =
  | { readonly kind: 'undecodable'; readonly lineNumber: number }
  | { readonly kind: 'too-many-fields'; readonly lineNumber: number; readonly expected: number; readonly found: number }
  | { readonly kind: 'absent-columns'; readonly parameter: string; readonly columns: readonly string[]; readonly fileColumns: readonly string[] }
  | { readonly kind: 'unknown'; readonly reason: string };

export class ReadFails extends FileProblem {
  readonly trouble: AsReadTrouble;

  constructor(trouble: AsReadTrouble) {
    super('damaged', textOf(trouble));
    this.trouble = trouble;
  }
}

function textOf(trouble: AsReadTrouble): string {
  switch (trouble.kind) {
    case 'undecodable':
      return `line ${trouble.lineNumber} is not in the encoding the code reads with; name the right one`;
    case 'too-many-fields':
      return `line ${trouble.lineNumber} has ${trouble.found} fields where the code expects ${trouble.expected}; check the separator`;
    case 'absent-columns':
      return 'the code names columns the file does not have; check their names';
    case 'unknown':
      return `${trouble.reason}; only the file itself was looked at`;
  }
}
