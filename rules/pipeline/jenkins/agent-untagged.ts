import { imageParts } from '../../api/repository/docker.ts';
import { JENKINS_FILES, jenkinsFiles } from '../../api/repository/jenkins.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

/** `docker { … image 'x' … }`, `agent { docker 'x' }`, and `docker.image('x').inside`. */
const AGENT_IMAGE = /(\bdocker\s*\{[^{}]*?\bimage\s*\(?\s*|\bagent\s*\{\s*docker\s*\(?\s*|\bdocker\.image\(\s*)(["'])([\w./:@-]+)\2(?!\s*\)\s*\.push)/g;

export const rule = repositoryRule({
  id: 'pipeline/jenkins-agent-untagged',
  summary: 'Jenkins agents without a version',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Jenkins, Using Docker with Pipeline', url: 'https://www.jenkins.io/doc/book/pipeline/docker/' }],
  docs: {
    what: 'Finds images of Docker agents in Jenkinsfiles with no tag, or with the tag `latest`, and no digest.',
    why: 'A stage that trains or tests runs in whatever the tag means that day, so a model cannot be made again and a build breaks without a change.',
    instead: 'Name a version, for example `python:3.12-slim`, or a digest.',
    limits: 'Images that are put together from variables are passed over, as are agents chosen by label.',
  },
  options: {},
  messages: { untagged: 'The agent image `{image}` has no tag, so each build may get another one', latest: '`{image}` is a moving tag, so each build may get another agent' },
  fix: 'none',
  examples: {
    bad: [
      { title: 'no tag', format: 'repository', fileName: 'Jenkinsfile', text: 'pipeline {\n  agent { docker { image \'python\' } }\n                          ^^^^^^ untagged\n  stages { stage(\'Test\') { steps { sh \'pytest\' } } }\n}\n' },
    ],
    good: [
      { title: 'a version', format: 'repository', fileName: 'Jenkinsfile', text: 'pipeline {\n  agent { docker { image \'python:3.12-slim\' } }\n  stages { stage(\'Test\') { steps { sh \'pytest\' } } }\n}\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...JENKINS_FILES],
  needs: 'files',
  find: ({ repository: { files } }) =>
    jenkinsFiles(files).flatMap((file) =>
      [...file.text.matchAll(AGENT_IMAGE)].flatMap((match) => {
        const image = match[3] ?? '';
        const parts = imageParts(image);
        if (parts === null || parts.digest !== null || (parts.tag !== null && parts.tag !== 'latest')) return [];
        const start = match.index + match[0].lastIndexOf(image);
        return [{ message: parts.tag === null ? 'untagged' : 'latest', at: files.place(file.path, start, start + image.length), data: { image: { text: image } } }];
      }),
    ),
  mend: null,
});
