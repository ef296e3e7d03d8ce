/** An expected failure as a value: what is wrong and the next step, in words for the person at the terminal. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly text: string };
