/** What language a notebook is written in, by what its file says of its kernel. */

export interface KernelWords {
  /** `kernelspec.language` */
  readonly kernelLanguage: string | null;
  /** `kernelspec.name` */
  readonly kernelName: string | null;
  /** `language_info.name` */
  readonly languageName: string | null;
}

/** Kernels by the start of their name, for files that give nothing else. */
const KERNELS: readonly (readonly [RegExp, string])[] = [
  [/^ir(?:kernel)?$/, 'r'],
  [/^julia/, 'julia'],
  [/^(?:apache_toree_scala|scala|spylon|almond)/, 'scala'],
  [/^(?:bash|calysto_bash)$/, 'bash'],
  [/^(?:javascript|deno|tslab|jslab)/, 'javascript'],
  [/^(?:octave|matlab|stata|sas|xcpp|ihaskell|rust|gophernotes|ruby|perl)/, 'other'],
];

/** Returns the language in lower case; `python` when nothing says another. */
export function kernelLanguage(words: KernelWords | null): string {
  const said = (words?.kernelLanguage ?? words?.languageName ?? '').trim().toLowerCase();
  if (said !== '') return said.startsWith('python') || said.startsWith('ipython') ? 'python' : said;
  const name = (words?.kernelName ?? '').toLowerCase();
  return KERNELS.find(([pattern]) => pattern.test(name))?.[1] ?? 'python';
}
