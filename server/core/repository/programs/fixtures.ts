/** Which fixtures a test gets: by name through its class, its file and the `conftest.py` files around it, and those that come by themselves. */
import type { FunctionId, FunctionSummary, ProgramSummary } from '../../../../rules/api/repository/program.ts';

export interface FixtureLookup {
  /** All it takes, with what those take, nearest first; complete when every name was found or is pytest's own. */
  takenBy(test: FunctionSummary): { readonly known: readonly FunctionId[]; readonly isComplete: boolean };
}

/** Source: pytest documentation, "Fixtures reference"; those of `pytest-mock` run nothing of the project either. */
const BUILT_IN: ReadonlySet<string> = new Set(
  `cache capfd capfdbinary caplog capsys capsysbinary capteesys config doctest_namespace monkeypatch pytestconfig pytester record_property record_testsuite_property
  record_xml_attribute recwarn request subtests testdir tmp_path tmp_path_factory tmpdir tmpdir_factory mocker benchmark event_loop`.split(/\s+/u),
);
/** Fixtures gone through from one test; also ends circles. Own choice. */
const MOST_FIXTURES = 200;

export function fixturesByName(programs: readonly ProgramSummary[]): FixtureLookup {
  const byFile = new Map<string, ReadonlyMap<string, readonly FunctionSummary[]>>();
  const everywhere = new Map<string, FunctionSummary[]>();
  const functions = new Map<FunctionId, FunctionSummary>();
  for (const { path, functions: all } of programs) {
    const own = new Map<string, FunctionSummary[]>();
    for (const each of all) {
      if (each.fixture === null) continue;
      functions.set(each.id, each);
      const name = each.fixture.name ?? each.name;
      put(own, name, each);
      put(everywhere, name, each);
    }
    if (own.size > 0) byFile.set(path, own);
  }
  const named = (name: string, from: FunctionSummary): FunctionSummary | null => {
    for (const path of filesAround(from.at.path)) {
      const found = (byFile.get(path)?.get(name) ?? []).filter((each) => each.id !== from.id && isVisible(each, from));
      const nearest = found.toSorted((a, b) => b.id.length - a.id.length)[0];
      if (nearest !== undefined) return nearest;
    }
    const others = (everywhere.get(name) ?? []).filter(({ id }) => id !== from.id);
    return others.length === 1 ? (others[0] ?? null) : null;
  };
  const automatic = (test: FunctionSummary): readonly FunctionSummary[] =>
    filesAround(test.at.path).flatMap((path) => [...(byFile.get(path)?.values() ?? [])].flat().filter((each) => each.fixture?.isAutouse === true && isVisible(each, test)));
  return {
    takenBy: (test) => {
      const known = new Set<FunctionId>(automatic(test).map(({ id }) => id));
      let isComplete = true;
      const take = (name: string, from: FunctionSummary): void => {
        const found = named(name, from);
        if (found !== null) known.add(found.id);
        else if (!BUILT_IN.has(name)) isComplete = false;
      };
      for (const id of test.test?.fixtures ?? []) if (id.startsWith('::')) take(id.slice(2), test);
      else known.add(id);
      for (const id of known) {
        const fixture = functions.get(id);
        if (fixture === undefined || known.size > MOST_FIXTURES) continue;
        for (const parameter of fixture.parameters) if (parameter !== 'self' && parameter !== 'cls' && parameter !== 'request') take(parameter, fixture);
      }
      return { known: [...known], isComplete };
    },
  };
}

function put(into: Map<string, FunctionSummary[]>, name: string, each: FunctionSummary): void {
  const known = into.get(name);
  if (known === undefined) into.set(name, [each]);
  else known.push(each);
}

/** The file itself, then `conftest.py` of its folder and of those above. */
function filesAround(path: string): readonly string[] {
  const files = [path];
  for (let at = path; ; ) {
    const slash = at.lastIndexOf('/');
    const folder = slash === -1 ? '' : at.slice(0, slash);
    const conftest = folder === '' ? 'conftest.py' : `${folder}/conftest.py`;
    if (conftest !== path) files.push(conftest);
    if (slash === -1) return files;
    at = folder;
  }
}

/** Fixtures of a class are for its tests. */
function isVisible(fixture: FunctionSummary, from: FunctionSummary): boolean {
  const inside = fixture.id.slice(0, fixture.id.lastIndexOf(fixture.name));
  return fixture.at.path !== from.at.path || inside.endsWith('::') || from.id.startsWith(inside);
}
