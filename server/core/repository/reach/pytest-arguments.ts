/** Words after `pytest`: which files and tests are named, which are left out. Source: pytest documentation, "Command-line Flags", and `pytest-cov`, `pytest-xdist`. */

export interface PytestArguments {
  /** As written: paths, `path::Class::test`. */
  readonly named: readonly string[];
  readonly markers: string | null;
  readonly keywords: string | null;
  readonly ignored: readonly string[];
  readonly deselected: readonly string[];
  readonly modules: boolean;
  /** `--collect-only`, `--help`: no test runs. */
  readonly runsNothing: boolean;
  /** Words only the shell knows. */
  readonly isUnclear: boolean;
}

/** Options that take the next word, besides those told below. */
const WITH_VALUE: ReadonlySet<string> = new Set(
  `-c --config-file -p -n --numprocesses --dist --maxprocesses -o --override-ini --rootdir --confcutdir --junitxml --junit-xml --junit-prefix --maxfail --cov-config
  --cov-report --cov-fail-under --cov-context --tb --durations --durations-min --basetemp --log-level --log-file --log-cli-level --log-format --log-date-format --capture --color -W
  --pythonwarnings --import-mode --timeout --reruns --reruns-delay --html --css --alluredir --env --environment --random-order-seed --seed --benchmark-json --splits --group --store-durations
  -r --report-log --ds --dc --cache-show --last-failed-no-failures --lfnf --doctest-glob --doctest-report --verbosity --show-capture --asyncio-mode --mpl-results-path --browser`.split(/\s+/u),
);

export function readPytestArguments(words: readonly (string | null)[]): PytestArguments {
  const named: string[] = [];
  const ignored: string[] = [];
  const deselected: string[] = [];
  let markers: string | null = null;
  let keywords: string | null = null;
  let modules = false;
  let runsNothing = false;
  let isUnclear = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = withoutPlaceholder(words[index] ?? null);
    if (word === null) {
      isUnclear = true;
      continue;
    }
    if (word === '') continue;
    const [option = '', joined] = word.startsWith('--') ? splitOnce(word) : [word, undefined];
    const value = (): string | null => {
      if (joined !== undefined) return joined;
      index += 1;
      return words[index] ?? null;
    };
    const take = (into: string[]): void => {
      const given = value();
      if (given === null) isUnclear = true;
      else into.push(given);
    };
    if (option === '-m' || option === '-k') {
      const given = value();
      if (given === null) isUnclear = true;
      else if (option === '-m') markers = given;
      else keywords = given;
    } else if (/^-[mk]=?./u.test(option) && !option.startsWith('--')) {
      const given = option.slice(2).replace(/^=/u, '');
      if (option[1] === 'm') markers = given;
      else keywords = given;
    } else if (option === '--ignore' || option === '--ignore-glob') take(ignored);
    else if (option === '--deselect') take(deselected);
    else if (option === '--doctest-modules') modules = true;
    else if (option === '--collect-only' || option === '--co' || option === '--help' || option === '-h' || option === '--version' || option === '-V' || option === '--fixtures' || option === '--markers' || option === '--setup-plan') runsNothing = true;
    else if (WITH_VALUE.has(option)) {
      if (joined === undefined) index += 1;
    } else if (option === '--cov') {
      // its value is left out as often as it is the next word
      if (joined === undefined && words[index + 1]?.startsWith('-') === false && /^[\w./]+$/u.test(words[index + 1] ?? '') && !/(?:^|\/)tests?(?:\/|$)|test_/u.test(words[index + 1] ?? '')) index += 1;
    } else if (!option.startsWith('-')) named.push(option);
  }
  return { named, markers, keywords, ignored, deselected, modules, runsNothing, isUnclear };
}

/** tox puts its own words for `{posargs}`, those behind the colon when there are none. */
function withoutPlaceholder(word: string | null): string | null {
  const match = word === null ? null : /^\{posargs(?::(.*))?\}$/u.exec(word);
  return match === null ? word : (match[1] ?? '');
}

function splitOnce(word: string): [string, string | undefined] {
  const equals = word.indexOf('=');
  return equals === -1 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}
