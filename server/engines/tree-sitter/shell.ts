/** The shell parser: tree-sitter in WASM, its tree lowered once to ours. */
import { Language, LANGUAGE_VERSION, MIN_COMPATIBLE_VERSION, Parser } from 'web-tree-sitter';
import type { ShellParser } from '../../core/repository/shell.ts';
import { lowerShell } from './lower-shell.ts';
import { FILLED_IN } from './lower-shell-word.ts';

export interface ShellParserFiles {
  /** `web-tree-sitter.wasm` */
  readonly runtimeWasm: Uint8Array;
  /** `tree-sitter-bash.wasm` */
  readonly grammarWasm: Uint8Array;
}

/** Longer texts are programs of their own, not steps; the memory of WASM never shrinks. Our own choice. */
const MAX_LENGTH = 300_000;

/** Errors: throws when the two files do not fit each other or this version; nothing can be parsed then. */
export async function createShellParser({ runtimeWasm, grammarWasm }: ShellParserFiles): Promise<ShellParser> {
  await Parser.init({ wasmBinary: runtimeWasm });
  const language = await Language.load(grammarWasm);
  if (language.abiVersion < MIN_COMPATIBLE_VERSION || language.abiVersion > LANGUAGE_VERSION) {
    throw new Error(`the shell grammar has ABI ${language.abiVersion}, the parser takes ${MIN_COMPATIBLE_VERSION} to ${LANGUAGE_VERSION}; install Lintel again`);
  }
  const parser = new Parser();
  parser.setLanguage(language);
  const shell: ShellParser = {
    parse: (text) => {
      if (text.length > MAX_LENGTH) return { body: [], isBroken: true };
      const plain = hideTemplates(text);
      const tree = parser.parse(plain);
      if (tree === null) throw new Error('the shell parser has no language');
      try {
        return lowerShell(tree.rootNode, plain);
      } finally {
        tree.delete();
      }
    },
  };
  testParser(shell);
  return shell;
}

function testParser({ parse }: ShellParser): void {
  const [list] = parse('cd "é" && f -x\n').body;
  const isRight = list?.kind === 'and' && list.right.kind === 'command' && list.right.start === 10 && list.right.words.length === 2;
  if (!isRight) throw new Error('the shell parser does not parse a line it must know; install Lintel again');
}

/** What others fill in before a shell sees it (`${{ ... }}`, `{{ ... }}`) becomes a word of the same length; so do line ends of Windows. */
function hideTemplates(text: string): string {
  return text.replaceAll('\r\n', ' \n').replace(/\$?\{\{[^{}\n]{0,500}\}\}/g, (template) => FILLED_IN.repeat(template.length));
}
