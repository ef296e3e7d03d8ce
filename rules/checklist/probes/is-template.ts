import type { Probe } from '../../api/checklist/probe.ts';
import { wholeFile } from '../../api/repository/place.ts';
import { no, yes } from '../probe-outcomes.ts';

export const probe: Probe = {
  id: 'is-template',
  number: 'P24',
  question: 'Is this a template or an example rather than a project?',
  answer: ({ repository: { files } }) => {
    const parts = files.all.filter(({ path }) => /\{\{.*\}\}|(?:^|\/)cookiecutter\.json$|(?:^|\/)copier\.ya?ml$|\.(?:tmpl|j2|jinja)$/.test(path));
    return parts.length > 0 ? yes(parts.map(({ path }) => ({ at: wholeFile(path), text: 'is part of a template' }))) : no([]);
  },
};
