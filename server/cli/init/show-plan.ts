/** A plan as text for people, and as a patch. */
import { createTwoFilesPatch } from 'diff';
import { display } from '../../report/terminal.ts';
import type { InitPlan, PlannedFile } from './plan.ts';

/** Returns the files with their text, then what to paste where. */
export function planText({ files, notes }: InitPlan): string {
  const blocks = files.map(({ path, kind, text, purpose }) => `${title({ path, kind, purpose })}\n\n${indented(text)}\n`);
  return `${blocks.join('')}${notes.map((note) => `${display(note)}\n`).join('')}`;
}

/** Returns the files that would be written as a patch that `git apply` takes. */
export function planDiff({ files }: InitPlan): string {
  const patches = files.filter(({ kind }) => kind === 'write').map(({ path, text }) => {
    const patch = createTwoFilesPatch('/dev/null', `b/${path}`, '', text, undefined, undefined, { headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true } });
    return `diff --git a/${path} b/${path}\nnew file mode 100644\n${patch}`;
  });
  return patches.join('');
}

/** Returns what is shown of pieces to paste once the rest is written. */
export function pasteText(files: readonly PlannedFile[]): string {
  return planText({ files: files.filter(({ kind }) => kind === 'paste'), notes: [] });
}

function title({ path, kind, purpose }: Omit<PlannedFile, 'text'>): string {
  return kind === 'write' ? `${display(path)}: ${purpose}` : `${display(path)} is there and stays as it is. To paste into it, ${purpose}:`;
}

function indented(text: string): string {
  return text.split('\n').map((line) => (line === '' ? '' : `    ${display(line)}`)).join('\n');
}
