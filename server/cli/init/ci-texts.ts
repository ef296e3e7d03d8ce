/**
 * CI jobs as `lintel init` writes them. Lintel is in no registry, so that the one thing a job cannot know is where its package lies;
 * LINTEL_PACKAGE says it, once.
 */
import type { CiSystem } from '../init-flags.ts';
import type { Surroundings } from './surroundings.ts';
import { yamlText } from './yaml-text.ts';

export interface CiJob {
  /** Where the whole file goes, relative to the top. */
  readonly path: string;
  readonly text: string;
  /** What is pasted where the file is there. */
  readonly snippet: string;
}

export interface CiRequest {
  readonly found: Surroundings;
  readonly version: string;
}

export function ciJob(system: CiSystem, request: CiRequest): CiJob {
  switch (system) {
    case 'github':
      return githubJob(request);
    case 'gitlab':
      return gitlabJob(request);
    case 'jenkins':
      return jenkinsJob(request);
  }
}

/** Actions at commits, since a tag may be moved; the release stands behind it. */
const ACTIONS = {
  checkout: 'actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2',
  setupNode: 'actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0',
  uploadSarif: 'github/codeql-action/upload-sarif@181d5eefc20863364f96762470ba6f862bdef56b # v3.29.2',
} as const;

function fillIn({ found, version }: CiRequest, comment: string): readonly string[] {
  if (found.isInManifest) return [`${comment} Lintel is installed as package.json and package-lock.json say; what they name must be within reach of this job.`];
  return [
    `${comment} FILL IN before the first run: LINTEL_PACKAGE. Lintel is in no registry. In a checkout of Lintel,`,
    `${comment} \`npm ci && npm run build && npm pack\` makes ${tarball(version)}; put it into this repository under`,
    `${comment} tools/, or where this job can download it, and name the file or its https address there.`,
  ];
}

function tarball(version: string): string {
  return `lintel-${version}.tgz`;
}

function place(version: string): string {
  return `./tools/${tarball(version)}`;
}

function steps({ found }: CiRequest, args: string): { readonly install: string; readonly check: string } {
  return found.isInManifest
    ? { install: 'npm ci --ignore-scripts', check: `npx --no-install lintel check ${args}` }
    : { install: 'npm install --global --ignore-scripts "$LINTEL_PACKAGE"', check: `lintel check ${args}` };
}

const NODE_VERSION = '22';

function githubJob(request: CiRequest): CiJob {
  const { found, version } = request;
  const { install, check } = steps(request, '--no-progress --format github --output sarif=lintel.sarif');
  const job = [
    '  lintel:',
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 20',
    '    permissions:',
    '      contents: read',
    '      security-events: write # for the upload of the findings; nothing else asks for it',
    ...(found.isInManifest ? [] : ['    env:', `      LINTEL_PACKAGE: ${place(version)} # FILL IN`]),
    '    steps:',
    `      - uses: ${ACTIONS.checkout}`,
    '        with:',
    '          persist-credentials: false',
    ...(found.usesLfs ? ['          lfs: true # data files are in Git LFS'] : []),
    `      - uses: ${ACTIONS.setupNode}`,
    '        with:',
    `          node-version: "${NODE_VERSION}"`,
    `      - run: ${install}`,
    `      - run: ${check}`,
    '      # Code scanning: free for public repositories. Pull requests from forks may not upload.',
    `      - if: \${{ !cancelled() && hashFiles('lintel.sarif') != '' && (github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository) }}`,
    `        uses: ${ACTIONS.uploadSarif}`,
    '        with:',
    '          sarif_file: lintel.sarif',
    '          category: lintel',
  ];
  const head = ['# Checks this repository with Lintel.', ...fillIn(request, '#')];
  const text = [...head, 'name: Lintel', '', 'on:', '  pull_request:', '  push:', `    branches: [${yamlText(found.branch ?? 'main')}]`, '', 'permissions:', '  contents: read', '', 'concurrency:', '  group: lintel-${{ github.ref }}', '  cancel-in-progress: true', '', 'jobs:', ...job];
  return { path: '.github/workflows/lintel.yml', text: whole(text), snippet: whole([...fillIn(request, '#'), 'jobs:', ...job]) };
}

function gitlabJob(request: CiRequest): CiJob {
  const { found, version } = request;
  const { install, check } = steps(request, '--no-progress --format concise --output gitlab=gl-code-quality-report.json --output junit=lintel-junit.xml');
  const job = [
    ...fillIn(request, '#'),
    'lintel:',
    `  image: node:${NODE_VERSION}-slim`,
    ...(found.isInManifest ? [] : ['  variables:', `    LINTEL_PACKAGE: ${place(version)} # FILL IN`]),
    '  script:',
    `    - ${install}`,
    `    - ${check}`,
    '  artifacts:',
    '    when: always',
    '    expire_in: 1 week',
    '    reports:',
    '      codequality: gl-code-quality-report.json',
    '      junit: lintel-junit.xml',
  ];
  return { path: '.gitlab-ci.yml', text: whole(['# Checks this repository with Lintel.', ...job]), snippet: whole(job) };
}

function jenkinsJob(request: CiRequest): CiJob {
  const { found, version } = request;
  const args = '--no-progress --format concise --output junit=lintel-junit.xml';
  const shell = found.isInManifest
    ? ['npm ci --ignore-scripts', `npx --no-install lintel check ${args}`]
    : ['npm install --global --ignore-scripts --prefix "$WORKSPACE_TMP/lintel" "$LINTEL_PACKAGE"', `"$WORKSPACE_TMP/lintel/bin/lintel" check ${args}`];
  const stage = [
    ...fillIn(request, '//'),
    '// The agent needs Node 20.19 or newer.',
    "stage('Lintel') {",
    ...(found.isInManifest ? [] : ['    environment {', `        LINTEL_PACKAGE = '${place(version)}' // FILL IN`, '    }']),
    '    steps {',
    ...shell.map((command) => `        sh '${command}'`),
    '    }',
    '    post {',
    '        always {',
    "            junit testResults: 'lintel-junit.xml', allowEmptyResults: true",
    '        }',
    '    }',
    '}',
  ];
  const text = ['pipeline {', '    agent any', '    stages {', ...stage.map((line) => `        ${line}`), '    }', '}'];
  return { path: 'Jenkinsfile', text: whole(text), snippet: whole(stage) };
}

function whole(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
