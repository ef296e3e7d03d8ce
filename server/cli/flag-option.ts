/** A flag of our tables as the parser's option; keeps the table's entry for what is made from it. */
import { Option } from 'commander';
import type { FlagSpec } from './raw-flags.ts';

export class FlagOption extends Option {
  constructor(readonly spec: FlagSpec) {
    const { name, short, value, isRepeatable, doc } = spec;
    super(`${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` <${value}>`}`, doc);
    if (isRepeatable === true) this.argParser((text: string, before: readonly string[] | undefined) => [...(before ?? []), text]);
  }
}
