import { JENKINS_FILES, jenkinsFiles } from '../../api/repository/jenkins.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const SHELL = /\b(?:sh|bat|powershell|pwsh)\s*\(?\s*((?:\w+\s*:\s*[^,"'()]+,\s*)*(?:script\s*:\s*)?)("""|")((?:(?!\2)(?:[^\\]|\\.))*)\2/gs;

/** Names that hold secrets: bound by plugins, or by `NAME = credentials(…)`, with what that makes of them. */
function secretsIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, name = ''] of text.matchAll(/\b(?:variable|passwordVariable|secretKeyVariable|passphraseVariable|keystoreVariable|tokenVariable)\s*:\s*["'](\w+)["']/g)) names.add(name);
  for (const [, name = ''] of text.matchAll(/\b(\w+)\s*=\s*credentials\s*\(/g)) {
    names.add(name);
    names.add(`${name}_PSW`);
  }
  return names;
}

export const rule = repositoryRule({
  id: 'pipeline/jenkins-secret-interpolated',
  summary: 'Credentials put into a shell command by Groovy',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Jenkins, Using a Jenkinsfile, String interpolation', url: 'https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#string-interpolation' }],
  docs: {
    what: 'Finds credentials of Jenkins, bound by `withCredentials` or `credentials(…)`, that Groovy puts into the text of `sh`, `bat` or `powershell`: `sh "… ${TOKEN} …"`.',
    why: 'The command then holds the secret itself: it can be read in the list of processes, and characters in it are run by the shell.',
    instead: 'Use single quotes, so that the shell reads the variable: `sh \'curl -H "Authorization: $TOKEN" …\'`.',
    limits: 'Variables are known by the names given to them in the same file.',
  },
  options: {},
  messages: { interpolated: 'Groovy writes the secret `{name}` into the command' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'in double quotes', format: 'repository', fileName: 'Jenkinsfile', text: 'pipeline {\n  agent any\n  environment { TOKEN = credentials(\'hub\') }\n  stages { stage(\'Push\') { steps {\n    sh "curl -H \'Authorization: ${TOKEN}\' https://example.org"\n                                ^^^^^^^^ interpolated\n  } } }\n}\n' },
    ],
    good: [
      { title: 'in single quotes', format: 'repository', fileName: 'Jenkinsfile', text: 'pipeline {\n  agent any\n  environment { TOKEN = credentials(\'hub\') }\n  stages { stage(\'Push\') { steps {\n    sh \'curl -H "Authorization: $TOKEN" https://example.org\'\n  } } }\n}\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...JENKINS_FILES],
  needs: 'files',
  find: ({ repository: { files } }) =>
    jenkinsFiles(files).flatMap((file) => {
      const names = secretsIn(file.text);
      if (names.size === 0) return [];
      return [...file.text.matchAll(SHELL)].flatMap((shell) => {
        const script = shell[3] ?? '';
        const from = shell.index + shell[0].length - script.length - (shell[2] ?? '').length;
        return [...script.matchAll(/(?<!\\)\$(?:\{\s*(?:env\.)?(\w+)\s*\}|(?:env\.)?(\w+))/g)].flatMap((match) => {
          const name = match[1] ?? match[2] ?? '';
          return names.has(name) ? [{ message: 'interpolated', at: files.place(file.path, from + match.index, from + match.index + match[0].length), data: { name: { text: name } } }] : [];
        });
      });
    }),
  mend: null,
});
