import { JENKINS_FILES, jenkinsFiles } from '../../api/repository/jenkins.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const ASSIGNMENT = /(^[ \t]*(?:(?:def|String)\s+)?|[{;]\s*|\bexport\s+)((?:\w+_)?(?:PASSWORD|PASSWD|SECRET|SECRET_KEY|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY))\s*=\s*(["'])([^"'\s$]{6,})\3/gim;
const PLACEHOLDER = /^(?:\*+|x+|<.*>|.*(?:change[-_ ]?me|replace|your[-_]|placeholder|example|dummy|default|credential|secret[-_]?id|token[-_]?id).*|[./~].*|https?:.*|(?:[a-z]+[-_])+(?:token|password|secret|key|creds?|id)s?|(?:true|false|none|null))$/i;

export const rule = repositoryRule({
  id: 'pipeline/jenkins-secret-literal',
  summary: 'Secrets written into a Jenkinsfile',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Jenkins, Using credentials', url: 'https://www.jenkins.io/doc/book/using/using-credentials/' }],
  docs: {
    what: 'Finds passwords, tokens and keys that get their value in a Jenkinsfile.',
    why: 'Everybody who can read the repository, or any copy of its history, has them.',
    instead: 'Keep them in the credentials of Jenkins and bind them: `TOKEN = credentials(\'id\')`.',
    limits: 'Told by names such as `DB_PASSWORD` and `API_KEY`; values with variables, placeholders, identifiers of credentials, paths and addresses are passed over.',
  },
  options: {},
  messages: { literal: 'The value of `{name}` stands in the file' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'a token', format: 'repository', fileName: 'Jenkinsfile', text: 'pipeline {\n  agent any\n  environment {\n    API_TOKEN = \'a81bc81b9fe2\'\n    ^^^^^^^^^ literal\n  }\n  stages { stage(\'Test\') { steps { sh \'pytest\' } } }\n}\n' },
    ],
    good: [
      { title: 'bound', format: 'repository', fileName: 'Jenkinsfile', text: 'pipeline {\n  agent any\n  environment {\n    API_TOKEN = credentials(\'api-token\')\n    TOKEN_FILE = \'/run/token\'\n  }\n  stages { stage(\'Test\') { steps { sh \'pytest\' } } }\n}\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...JENKINS_FILES],
  needs: 'files',
  find: ({ repository: { files } }) =>
    jenkinsFiles(files).flatMap((file) =>
      [...file.text.matchAll(ASSIGNMENT)].flatMap((match) => {
        const [, before = '', name = '', , value = ''] = match;
        const start = match.index + before.length;
        return PLACEHOLDER.test(value) ? [] : [{ message: 'literal', at: files.place(file.path, start, start + name.length), data: { name: { text: name } } }];
      }),
    ),
  mend: null,
});
