/** Completion for PowerShell 5.1 and newer. */
import type { CommandShape, FlagShape, ValueShape } from '../command-shape.ts';
import { firstWords, leaves } from './completion-request.ts';
import type { CompletionRequest } from './completion-request.ts';

export function powershellCompletion({ commands, rules }: CompletionRequest): string {
  return `# Completion of lintel for PowerShell. In your $PROFILE: lintel completions powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName lintel -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $rules = @(${rules.map(text).join(', ')})
    $children = @{
        '' = @(${firstWords(commands).map(({ words }) => text(words[0] ?? '')).join(', ')})
${parentNames(commands).map((name) => `        ${text(name)} = @(${commands.filter(({ words }) => words.length > 1 && words[0] === name).map(({ words }) => text(words[1] ?? '')).join(', ')})`).join('\n')}
    }
    $flags = @{
${leaves(commands).map((each) => `        ${text(each.words.join(' '))} = [ordered]@{ ${each.flags.map(flag).join('; ')} }`).join('\n')}
    }
    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
    $command = ''
    foreach ($word in $words) {
        if ($word.StartsWith('-')) { if ($command -eq '') { $command = 'check' } }
        elseif ($children.ContainsKey($command)) { $command = "$command $word".Trim() }
    }
    $last = if ($words.Count -gt 0) { $words[-1] } else { '' }
    $known = if ($flags.ContainsKey($command)) { $flags[$command] } elseif ($command -eq '') { $flags['check'] } else { @{} }
    $found = @()
    if ($last.StartsWith('--') -and $known.Contains($last) -and $null -ne $known[$last]) {
        $found = if ($known[$last] -contains '*rules') { $rules } else { $known[$last] }
    } elseif ($wordToComplete.StartsWith('-')) { $found = @($known.Keys) }
    elseif ($children.ContainsKey($command)) { $found = $children[$command] }
    elseif ($command -eq 'explain') { $found = $rules }
    $found | Where-Object { $_ -and $_.StartsWith($wordToComplete) } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
`;
}

function parentNames(commands: readonly CommandShape[]): readonly string[] {
  return [...new Set(commands.filter(({ words }) => words.length > 1).map(({ words }) => words[0] ?? ''))];
}

function flag({ name, value }: FlagShape): string {
  return `${text(`--${name}`)} = ${valueText(value)}`;
}

/** An empty list lets PowerShell offer files. */
function valueText(value: ValueShape): string {
  switch (value.kind) {
    case 'none':
      return '$null';
    case 'choice':
      return `@(${value.choices.map(text).join(', ')})`;
    case 'reports':
      return `@(${value.choices.map((each) => text(`${each}=`)).join(', ')})`;
    case 'rule':
      return `@('*rules')`;
    case 'file':
    case 'folder':
    case 'any':
      return '@()';
  }
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
