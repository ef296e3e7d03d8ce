/** Completion for zsh, by its `_arguments`. */
import type { CommandShape, FlagShape, ValueShape } from '../command-shape.ts';
import { firstWords, leaves, quoted } from './completion-request.ts';
import type { CompletionRequest } from './completion-request.ts';

export function zshCompletion({ commands, rules }: CompletionRequest): string {
  return `#compdef lintel
# Completion of lintel for zsh. Save it as _lintel in a folder of $fpath, or: source <(lintel completions zsh)

_lintel_rules() {
  local -a rules
  rules=(${rules.map(quoted).join(' ')})
  compadd -a rules
}

_lintel_commands() {
  local -a commands
  commands=(${firstWords(commands).map(({ words, summary }) => quoted(`${words[0]}:${summary}`)).join(' ')})
  _describe -t commands command commands
}

_lintel_command() {
  case "$1" in
${leaves(commands).map((each) => `    ${quoted(each.words.join(' '))}) _arguments -s ${[...each.flags.map(flagSpec), ...argumentSpec(each)].join(' ')} ;;`).join('\n')}
  esac
}

_lintel() {
  local curcontext="$curcontext" state
  local -a line
  if [[ $words[2] == -* ]]; then
    _lintel_command check
    return
  fi
  _arguments -C '1: :_lintel_commands' '*:: :->rest'
  [[ $state == rest ]] || return
  case $line[1] in
${parents(commands).map(([parent, children]) => `    ${parent})
      _arguments -C '1:command:(${children.join(' ')})' '*:: :->deep'
      [[ $state != deep ]] || _lintel_command "${parent} $line[1]"
      ;;`).join('\n')}
    *) _lintel_command "$line[1]" ;;
  esac
}

if [[ $funcstack[1] == _lintel ]]; then _lintel "$@"; else compdef _lintel lintel; fi
`;
}

function parents(commands: readonly CommandShape[]): readonly (readonly [string, readonly string[]])[] {
  const names = [...new Set(commands.filter(({ words }) => words.length > 1).map(({ words }) => words[0] ?? ''))];
  return names.map((name) => [name, commands.filter(({ words }) => words.length > 1 && words[0] === name).map(({ words }) => words[1] ?? '')]);
}

function flagSpec({ name, short, doc, placeholder, isRepeatable, value }: FlagShape): string {
  const rest = `[${escaped(doc)}]${placeholder === null ? '' : `:${escaped(placeholder)}:${actionOf(value)}`}`;
  const exclusion = isRepeatable ? '*' : short === null ? '' : `(-${short} --${name})`;
  return short === null ? quoted(`${exclusion}--${name}${rest}`) : `${quoted(exclusion)}{-${short},--${name}}${quoted(rest)}`;
}

function argumentSpec({ argument }: CommandShape): readonly string[] {
  return argument === null ? [] : [quoted(`*:${escaped(argument.shown.replace(/[^\w ]/g, ''))}:${actionOf(argument.value)}`)];
}

function actionOf(value: ValueShape): string {
  switch (value.kind) {
    case 'choice':
      return `(${value.choices.join(' ')})`;
    case 'reports':
      return `{compset -P "*=" && _files || compadd -S = -- ${value.choices.join(' ')}}`;
    case 'rule':
      return '_lintel_rules';
    case 'file':
      return '_files';
    case 'folder':
      return '_files -/';
    case 'any':
    case 'none':
      return ' ';
  }
}

/** What has a meaning in a specification of `_arguments`. */
function escaped(text: string): string {
  return text.replace(/[\\[\]:]/g, (character) => `\\${character}`);
}
