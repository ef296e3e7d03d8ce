import assert from 'node:assert/strict';
import { automationsIn, linesOf } from './testing/automations-in.ts';

const lines = (files: Readonly<Record<string, string>>): readonly string[] => linesOf(automationsIn(files));

const CRON_JOB = 'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: drift\nspec:\n  schedule: "0 3 * * *"\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers:\n            - name: drift\n              image: app\n              command: [python, -m, drift]\n            - name: plain\n              image: other\n';

describe('schedulers', () => {
  it('Kubernetes runs containers of CronJobs', () => {
    assert.deepEqual(lines({ 'k8s/drift.yaml': CRON_JOB }), ['kubernetes drift k8s/drift.yaml:2', '  on schedule 6', '  job drift 11', '    shell 12', '      14 python -m drift', '    image 15 other']);
    assert.deepEqual(lines({ 'k8s/drift.yaml': CRON_JOB.replace('spec:\n  schedule', 'spec:\n  suspend: true\n  schedule') })[1], '  on schedule 7 | fires no: 6 the schedule is suspended: `suspend: true`');
  });

  it('Argo follows graphs of tasks', () => {
    const text = 'apiVersion: argoproj.io/v1alpha1\nkind: CronWorkflow\nmetadata: { name: train }\nspec:\n  schedule: "@weekly"\n  workflowSpec:\n    entrypoint: main\n    templates:\n      - name: main\n        dag:\n          tasks:\n            - { name: check, template: run }\n            - { name: train, template: fit, dependencies: [check] }\n      - name: run\n        container: { image: a, command: [bash, -ec], args: ["pytest"] }\n      - name: fit\n        script:\n          image: a\n          command: [python]\n          source: |\n            import train\n';
    assert.deepEqual(lines({ 'argo.yaml': text }), ['argo train argo.yaml:2', '  on schedule 5', '  job check 12', '    shell 15', '      15 pytest', '  job train 13 needs check', '    shell 18 python', '      21 import train']);
  });

  it('cron runs lines of tables that something installs', () => {
    const files = {
      Dockerfile: 'FROM python\nCOPY ops/jobs /etc/cron.d/jobs\nCMD ["cron", "-f"]\n',
      'ops/jobs': 'MAILTO=team@example.org\n0 3 * * * root python /app/train.py\n# 0 4 * * * root python /app/drift.py\n# just words\n',
      crontab: '*/5 * * * * make check\n',
    };
    assert.deepEqual(lines(files), [
      'crontab */5 * * * * make check crontab:1',
      '  on schedule 1 | fires unknown: 1 nothing here installs the table',
      '  job cron 1 | enforced unknown: 1 who hears of a failure is not written here',
      '    shell 1',
      '      1 make check',
      'crontab 0 3 * * * python /app/train.py ops/jobs:2',
      '  on schedule 2',
      '  job cron 2',
      '    shell 2',
      '      2 python /app/train.py',
      '  notifies 2 cron mails what fails to `team@example.org`',
      'crontab 0 4 * * * python /app/drift.py ops/jobs:3',
      '  on schedule 3 | fires no: 3 the schedule is commented out',
      '  job cron 3',
      '    shell 3',
      '      3 python /app/drift.py',
      '  notifies 3 cron mails what fails to `team@example.org`',
    ]);
  });

  it('cron runs what Dockerfiles and scripts put into its table', () => {
    assert.deepEqual(lines({ Dockerfile: 'FROM python\nRUN echo "0 1 * * * python train.py" | crontab -\nCMD cron -f\n', 'setup.sh': '(crontab -l; echo "0 2 * * * python drift.py") | crontab -\n' }).filter((line) => line.startsWith('  on') || line.startsWith('      ')), [
      '  on schedule 2',
      '      2 python train.py',
      '  on schedule 1 | fires unknown: 1 the schedule is there once somebody runs the script',
      '      1 python drift.py',
    ]);
  });

  it('systemd starts services by timers', () => {
    const files = {
      'ops/train.timer': '[Timer]\nOnCalendar=daily\n#OnBootSec=5\n[Install]\nWantedBy=timers.target\n',
      'ops/train.service': '[Unit]\nOnFailure=mail.service\n[Service]\nWorkingDirectory=/opt/app\nExecStartPre=-/usr/bin/pull\nExecStart=/usr/bin/python train.py\n',
    };
    assert.deepEqual(lines(files), [
      'systemd train.timer ops/train.timer',
      '  on schedule 2',
      '  on schedule 3 | fires no: 3 the schedule is commented out',
      '  job train.service -',
      '    shell 5 in ? | enforced no: 5 a failure is ignored: the command begins with `-`',
      '      5 /usr/bin/pull',
      '    shell 6 in ?',
      '      6 /usr/bin/python train.py',
      '  notifies 2 `mail.service` starts when it fails',
    ]);
  });

  it('Databricks runs tasks of bundles', () => {
    const text = 'resources:\n  jobs:\n    train:\n      name: nightly\n      schedule:\n        quartz_cron_expression: "0 0 9 * * ?"\n        pause_status: PAUSED\n      email_notifications:\n        on_failure: [a@example.org]\n      tasks:\n        - task_key: check\n          spark_python_task: { python_file: ../src/check.py }\n        - task_key: fit\n          depends_on: [{ task_key: check }]\n          notebook_task: { notebook_path: ../src/fit }\n    idle:\n      # schedule:\n      #   quartz_cron_expression: "0 0 9 * * ?"\n      tasks: []\n';
    assert.deepEqual(lines({ 'resources/jobs.yml': text, 'src/check.py': '', 'src/fit.ipynb': '' }), [
      'databricks nightly resources/jobs.yml:3',
      '  on schedule 6 | fires no: 7 the schedule is paused: `pause_status: PAUSED`',
      '  job check 11',
      '    shell 11',
      '      12 python src/check.py',
      '  job fit 13 needs check',
      '    shell 13',
      '      15 jupyter nbconvert --execute src/fit.ipynb',
      '  notifies 9 `email_notifications` tell people when it fails',
      'databricks idle resources/jobs.yml:16',
      '  on schedule 17 | fires no: 17 the schedule is commented out',
    ]);
  });

  for (const [why, settings, expected] of [
    ['is on', 'is_schedule_active: true', ''],
    ['is off', 'is_schedule_active: false', ' | fires no: 5 the schedule is switched off'],
    ['may be on', 'is_schedule_active: null', ' | fires unknown: 5 the file does not say whether the schedule is switched on'],
  ] as const) {
    it(`Prefect deployments have a schedule that ${why}`, () => {
      const text = `name: weekly\nflow_name: train\nschedule:\n  cron: "0 1 * * 1"\n${settings}\nentrypoint: flows/train.py:main\n`;
      assert.deepEqual(lines({ 'main-deployment.yaml': text, 'flows/train.py': '' }), ['prefect weekly main-deployment.yaml:1', `  on schedule 4${expected}`, '  job main 6', '    python 6 flows/train.py::main']);
    });
  }

  it('Prefect projects list their deployments', () => {
    const text = 'deployments:\n  - name: a\n    entrypoint: flows/train.py:main\n    schedules:\n      - cron: "0 1 * * 1"\n      - interval: 60\n        active: false\n  - name: b\n    entrypoint: flows/train.py:main\n    schedule: null\n';
    assert.deepEqual(lines({ 'prefect.yaml': text, 'flows/train.py': '' }).filter((line) => line.startsWith('  on')), ['  on schedule 5', '  on schedule 6 | fires no: 7 the schedule is switched off', '  on manual 8 | fires no: 8 the deployment has no schedule']);
  });

  it('survive what is damaged', () => {
    const broken = 'kind: CronJob\nspec: 3\n---\nkind: Workflow\napiVersion: argoproj.io/v1\nspec: { entrypoint: a, templates: [{ name: a, dag: { tasks: [{ name: b, template: a }] } }] }\n';
    assert.equal(lines({ 'k8s.yaml': broken, crontab: '* * * * *\n99 99 * * * x\n', 'x.timer': '[Timer', 'prefect.yaml': 'deployments: 3\n' }).length > 0, true);
  });
});
