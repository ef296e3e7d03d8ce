/** Completion for bash 3.2 and newer; needs nothing besides bash. */
import type { CommandShape, ValueShape } from '../command-shape.ts';
import { firstWords, leaves, quoted } from './completion-request.ts';
import type { CompletionRequest } from './completion-request.ts';

export function bashCompletion({ commands, rules }: CompletionRequest): string {
  const parents = firstWords(commands).filter(({ words }) => !leaves(commands).some((leaf) => leaf.words.join(' ') === words[0]));
  return `# Completion of lintel for bash. Put it where bash loads completions from, or: source <(lintel completions bash)

# Words that may follow a command, and what the value of a flag may be: "words …", "reports …", "rules", "files" or "folders".
_lintel_flags() {
  case "$1" in
${leaves(commands).map((each) => `    ${quoted(each.words.join(' '))}) echo ${quoted(flagWords(each))} ;;`).join('\n')}
  esac
}

_lintel_value() {
  case "$1 $2" in
${valueCases(commands)}
  esac
}

_lintel_argument() {
  case "$1" in
${leaves(commands).flatMap((each) => (each.argument === null ? [] : [`    ${quoted(each.words.join(' '))}) echo ${quoted(valueText(each.argument.value))} ;;`])).join('\n')}
  esac
}

_lintel_offer() {
  local kind="\${1%% *}" cur="$2" rest=
  case "$1" in *' '*) rest="\${1#* }" ;; esac
  case "$kind" in
    words) COMPREPLY=($(compgen -W "$rest" -- "$cur")) ;;
    rules) COMPREPLY=($(compgen -W ${quoted(rules.join(' '))} -- "$cur")) ;;
    reports) COMPREPLY=($(compgen -S = -W "$rest" -- "$cur")); compopt -o nospace 2>/dev/null ;;
    files) compopt -o filenames 2>/dev/null; local IFS=$'\\n'; COMPREPLY=($(compgen -f -- "$cur")) ;;
    folders) compopt -o filenames 2>/dev/null; local IFS=$'\\n'; COMPREPLY=($(compgen -d -- "$cur")) ;;
  esac
}

_lintel() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" before=("\${COMP_WORDS[@]:1:COMP_CWORD-1}") command= flag= word
  COMPREPLY=()
  for word in "\${before[@]}"; do
    case "$word" in
      -*) [ -n "$command" ] || command=check ;;
      *)
        case "$command" in
          '') command="$word" ;;
${parents.map((each) => `          ${quoted(each.words[0] ?? '')}) command="$command $word" ;;`).join('\n')}
        esac
        ;;
    esac
  done
  # bash takes --flag=value and format=file apart at the sign
  local count=\${#before[@]} last= earlier= third=
  [ "$count" -lt 1 ] || last="\${before[count-1]}"
  [ "$count" -lt 2 ] || earlier="\${before[count-2]}"
  [ "$count" -lt 3 ] || third="\${before[count-3]}"
  if [ "$cur" = = ]; then cur= third="$earlier" earlier="$last" last==; fi
  case "$last" in
    =) case "$earlier" in -*) flag="$earlier" ;; *) [ "$third" != --output ] || { _lintel_offer files "$cur"; return; } ;; esac ;;
    -*) flag="$last" ;;
  esac
  if [ -n "$flag" ]; then
    local value; value="$(_lintel_value "\${command:-check}" "$flag")"
    if [ -n "$value" ]; then _lintel_offer "$value" "$cur"; return; fi
  fi
  case "$command" in
${parents.map((each) => `    ${quoted(each.words[0] ?? '')}) _lintel_offer ${quoted(`words ${commands.filter(({ words }) => words.length > 1 && words[0] === each.words[0]).map(({ words }) => words[1]).join(' ')}`)} "$cur"; return ;;`).join('\n')}
  esac
  case "$cur" in
    -*) _lintel_offer "words $(_lintel_flags "\${command:-check}")" "$cur" ;;
    *)
      if [ -z "$command" ]; then _lintel_offer ${quoted(`words ${firstWords(commands).map(({ words }) => words[0]).join(' ')}`)} "$cur"
      else _lintel_offer "$(_lintel_argument "$command")" "$cur"; fi
      ;;
  esac
}

complete -F _lintel lintel
`;
}

function flagWords({ flags }: CommandShape): string {
  return [...flags.flatMap(({ name, short }) => [`--${name}`, ...(short === null ? [] : [`-${short}`])]), '--help'].join(' ');
}

/** Equal values stand on one line. */
function valueCases(commands: readonly CommandShape[]): string {
  const byValue = new Map<string, string[]>();
  for (const { words, flags } of leaves(commands)) {
    for (const { name, value } of flags) {
      if (value.kind === 'none') continue;
      byValue.set(valueText(value), [...(byValue.get(valueText(value)) ?? []), quoted(`${words.join(' ')} --${name}`)]);
    }
  }
  return [...byValue].map(([value, patterns]) => `    ${patterns.join('|')}) echo ${quoted(value)} ;;`).join('\n');
}

function valueText(value: ValueShape): string {
  switch (value.kind) {
    case 'choice':
      return `words ${value.choices.join(' ')}`;
    case 'reports':
      return `reports ${value.choices.join(' ')}`;
    case 'rule':
      return 'rules';
    case 'file':
      return 'files';
    case 'folder':
      return 'folders';
    case 'any':
    case 'none':
      return 'nothing';
  }
}
