/** Completion for fish. */
import type { CommandShape, FlagShape, ValueShape } from '../command-shape.ts';
import { firstWords, leaves } from './completion-request.ts';
import type { CompletionRequest } from './completion-request.ts';

export function fishCompletion({ commands, rules }: CompletionRequest): string {
  const lines = [
    ...firstWords(commands).map(({ words, summary }) => `complete -c lintel -n '__lintel_is' -f -a ${fishText(words[0] ?? '')} -d ${fishText(summary)}`),
    ...commands.filter(({ words }) => words.length > 1).map(({ words, summary }) => `complete -c lintel -n '__lintel_is ${words[0] ?? ''}' -f -a ${fishText(words[1] ?? '')} -d ${fishText(summary)}`),
    ...leaves(commands).flatMap(commandLines),
  ];
  return `# Completion of lintel for fish. Save it as ~/.config/fish/completions/lintel.fish, or: lintel completions fish | source

# Whether these words, and no further command, stand on the line.
function __lintel_is
    set -l words (commandline -opc)
    set -e words[1]
    set -l plain (string match -v -- '-*' $words)
    if contains -- "$plain[1]" ${parentNames(commands).join(' ')}
        test (count $plain) -ge (count $argv); and test "$plain[1..2]" = "$argv"
    else
        test "$plain[1]" = "$argv"
    end
end

function __lintel_rules
    printf '%s\\n' ${rules.join(' ')}
end

function __lintel_reports
    for format in $argv
        echo $format=
    end
    set -l current (commandline -ct)
    if string match -q '*=*' -- $current
        set -l format (string split -m 1 = -- $current)[1]
        for file in (string split -m 1 = -- $current)[2]*
            echo $format=$file
        end
    end
end

${lines.join('\n')}
`;
}

function parentNames(commands: readonly CommandShape[]): readonly string[] {
  return [...new Set(commands.filter(({ words }) => words.length > 1).map(({ words }) => words[0] ?? ''))];
}

function commandLines({ words, argument, flags }: CommandShape): readonly string[] {
  const condition = `-n '__lintel_is ${words.join(' ')}'`;
  const value = argument === null ? ' -f' : argument.value.kind === 'file' ? ' -F' : valueOptions(argument.value);
  return [`complete -c lintel ${condition}${value}`, ...flags.map((flag) => flagLine(flag, condition))];
}

function flagLine({ name, short, doc, value }: FlagShape, condition: string): string {
  return `complete -c lintel ${condition} -l ${name}${short === null ? '' : ` -s ${short}`} -d ${fishText(doc)}${valueOptions(value)}`;
}

function valueOptions(value: ValueShape): string {
  switch (value.kind) {
    case 'none':
      return '';
    case 'any':
      return ' -x';
    case 'choice':
      return ` -x -a ${fishText(value.choices.join(' '))}`;
    case 'reports':
      return ` -x -a ${fishText(`(__lintel_reports ${value.choices.join(' ')})`)}`;
    case 'rule':
      return ` -x -a '(__lintel_rules)'`;
    case 'file':
      return ' -r -F';
    case 'folder':
      return ` -x -a '(__fish_complete_directories)'`;
  }
}

function fishText(text: string): string {
  return `'${text.replace(/['\\]/g, (character) => `\\${character}`)}'`;
}
