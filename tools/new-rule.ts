/** `npm run new-rule <kind>/<group>/<name>`: writes the skeleton of a rule and its fixture, then runs the generator. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { writeNewRule } from './new-rule/write-new-rule.ts';

const root = path.resolve(import.meta.dirname, '..');
const result = writeNewRule(root, process.argv.slice(2));
if (result.ok) {
  process.stdout.write(result.written.map((file) => `written ${file}\n`).join(''));
  const generator = spawnSync(process.execPath, ['--import', 'tsx', path.join(root, 'tools/gen/main.ts')], { cwd: root, stdio: 'inherit' });
  process.stdout.write(`next: write both files, then RULES=${result.id} npx mocha tools/rule-tests/rule-*.test.ts\n`);
  process.exitCode = generator.status ?? 1;
} else {
  process.stderr.write(`${result.text}\n`);
  process.exitCode = 2;
}
