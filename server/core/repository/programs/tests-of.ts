/** Which functions of a program are tests and fixtures, as pytest, unittest and behave take them. */
import type { ClassDef, Expression, FunctionDef } from '../../../../rules/api/python/syntax.ts';
import type { FunctionId, FunctionSummary, TestSummary } from '../../../../rules/api/repository/program.ts';
import { UNKNOWN } from '../../../../rules/api/repository/place.ts';
import { lastName, classesAbove, libraryBases } from './callees.ts';
import { decoratorName } from './names.ts';
import { markersOf } from './markers.ts';
import type { Marker } from './markers.ts';
import type { FunctionBody, ProgramView } from './program-view.ts';
import { fitsName, mayHoldTests, settingsFor } from './pytest-settings.ts';
import type { PytestFolder, PytestSettings } from './pytest-settings.ts';
import { runsOf } from './skips.ts';

/** A fixture that is looked up by name where the test is: `::db`. Replaced by its id when programs are linked. */
export function fixtureNamed(name: string): FunctionId {
  return `::${name}`;
}

export function fixtureOf({ node }: FunctionBody, view: ProgramView): FunctionSummary['fixture'] {
  if (node.kind !== 'FunctionDef') return null;
  for (const decorator of node.decorators) {
    const name = decoratorName(decorator, view) ?? '';
    if (!/^(?:pytest|pytest_asyncio)\.(?:yield_)?fixture$/u.test(name) && !/(?:^|\.)_pytest\.fixtures\.fixture$/u.test(name)) continue;
    const keywords = decorator.kind === 'Call' ? decorator.keywords : [];
    const given = (key: string): unknown => {
      const value = keywords.find((keyword) => keyword.name === key)?.value;
      return value?.kind === 'Constant' ? value.value : undefined;
    };
    const scope = given('scope');
    const own = given('name');
    return { isAutouse: given('autouse') === true, scope: typeof scope === 'string' ? scope : 'function', ...(typeof own === 'string' ? { name: own } : {}) };
  }
  return null;
}

export interface TestRequest {
  readonly view: ProgramView;
  readonly settings: PytestSettings;
}

export function testOf(body: FunctionBody, { view, settings }: TestRequest): TestSummary | null {
  const { node, inClass } = body;
  if (node.kind !== 'FunctionDef' || fixtureOf(body, view) !== null) return null;
  const folder = settingsFor(view.path, settings);
  const framework = frameworkOf(body, { view, settings, folder });
  if (framework === null) return null;
  const markers = markersOf(node, inClass, view);
  return {
    framework,
    markers: [...new Set(markers.map(({ name }) => name))],
    runs: runsOf(node, { markers, framework, inClass, isAsyncioAuto: folder.isAsyncioAuto, view }),
    fixtures: framework === 'behave' ? [] : fixturesOf(node, { markers, inClass, framework, view }),
    ...replacedBy(body, view),
    touchesProject: UNKNOWN,
  };
}

/** `@patch("shop.train.load")`, `mocker.patch("shop.train.load")`, `patch.object(train, "load")`, `monkeypatch.setattr(train, "load", ...)`. */
function replacedBy({ node, nodes, inClass }: FunctionBody, view: ProgramView): Pick<TestSummary, 'replaces'> {
  const decorators = node.kind === 'FunctionDef' ? [...node.decorators, ...(inClass?.decorators ?? [])] : [];
  const names = [...decorators, ...nodes.map((each) => each.node)].flatMap((each) => {
    if (each.kind !== 'Call' || !/(?:^|\.)patch(?:\.object)?$|(?:^|\.)monkeypatch\.setattr$/u.test(view.facts.textOf(each.callee))) return [];
    return each.arguments.slice(0, 2).flatMap((argument) => (argument.kind === 'Constant' && typeof argument.value === 'string' ? [argument.value.split('.').at(-1) ?? ''] : []));
  });
  return names.length === 0 ? {} : { replaces: [...new Set(names)] };
}

interface Around extends TestRequest {
  readonly folder: PytestFolder;
}

function frameworkOf({ node, inClass, inside }: FunctionBody, { view, settings, folder }: Around): TestSummary['framework'] | null {
  if (node.kind !== 'FunctionDef') return null;
  if (isStep(node, view)) return 'behave';
  if (inside !== null || node.name.startsWith('__')) return null;
  if (!mayHoldTests(view.path, settings)) return hasDocTest(node) && folder.addedOptions.includes('--doctest-modules') ? 'doctest' : null;
  if (inClass === null) return !isProperty(node) && fitsName(node.name, folder.pythonFunctions) ? 'pytest' : null;
  const owners = classesThatInherit(inClass, view);
  if (owners.some((owner) => isTestCase(owner, view)) && /^(?:test|runTest$)/u.test(node.name)) return 'unittest';
  return fitsName(node.name, folder.pythonFunctions) && !isProperty(node) && owners.some((owner) => isTestClass(owner, folder, view)) ? 'pytest' : null;
}

function isProperty({ decorators }: FunctionDef): boolean {
  return decorators.some((decorator) => lastName(decorator) === 'property');
}

function isStep(node: FunctionDef, view: ProgramView): boolean {
  return node.decorators.some((decorator) => /^(?:behave|pytest_bdd|behave\.api\..*)\.(?:given|when|then|step)$/u.test(decoratorName(decorator, view) ?? ''));
}

/** A docstring with `>>>`. */
function hasDocTest({ body }: FunctionDef): boolean {
  const [first] = body;
  return first?.kind === 'Expr' && first.value.kind === 'Constant' && typeof first.value.value === 'string' && />>> /u.test(first.value.value);
}

/** The class itself and those of the same file that have it as a base. */
function classesThatInherit(definition: ClassDef, view: ProgramView): readonly ClassDef[] {
  const heirs = view.facts.nodes('ClassDef').filter((other) => other !== definition && other.bases.length > 0 && other.bases.some((base) => lastName(base) === definition.name) && classesAbove(other, view).includes(definition));
  return [definition, ...heirs.slice(0, 20)];
}

export function isTestCase(definition: ClassDef, view: ProgramView): boolean {
  return libraryBases(definition, view).some((base) => /(?:^|\.)\w*TestCase$/u.test(base));
}

function isTestClass(definition: ClassDef, folder: PytestFolder, view: ProgramView): boolean {
  if (!fitsName(definition.name, folder.pythonClasses)) return false;
  const around = definition.parent.kind === 'ClassDef' ? isTestClass(definition.parent, folder, view) : true;
  const members = classesAbove(definition, view).flatMap(({ body }) => body);
  const hasConstructor = members.some((member) => member.kind === 'FunctionDef' && member.name === '__init__');
  return around && !hasConstructor && !members.some((member) => member.kind === 'Assign' && member.targets.some((target) => target.kind === 'Name' && target.id === '__test__') && member.value.kind === 'Constant' && member.value.value === false);
}

interface TestNode {
  readonly markers: readonly Marker[];
  readonly inClass: ClassDef | null;
  readonly framework: TestSummary['framework'];
  readonly view: ProgramView;
}

/** Methods that unittest and pytest run around each test, by where they stand. */
const AROUND_METHODS: ReadonlySet<string> = new Set(['setUp', 'setUpClass', 'asyncSetUp', 'tearDown', 'tearDownClass', 'setup_method', 'setup_class', 'teardown_method', 'teardown_class', 'setup', 'teardown']);
const AROUND_FUNCTIONS: ReadonlySet<string> = new Set(['setUpModule', 'setup_module', 'setup_function', 'tearDownModule', 'teardown_module', 'teardown_function']);

function fixturesOf(node: FunctionDef, { markers, inClass, framework, view }: TestNode): readonly FunctionId[] {
  const parametrized = new Set(markers.flatMap(({ name, call }) => (name === 'parametrize' && call !== null ? parametrizedNames(call.arguments[0] ?? null) : [])));
  const taken = framework === 'unittest' ? [] : node.parameters.filter(({ name, way, default: byDefault }) => (way === 'plain' || way === 'keyword-only') && byDefault === null && name !== 'self' && name !== 'cls' && !parametrized.has(name)).map(({ name }) => fixtureNamed(name));
  const used = markers.flatMap(({ name, call }) => (name === 'usefixtures' && call !== null ? call.arguments.flatMap((argument) => (argument.kind === 'Constant' && typeof argument.value === 'string' ? [fixtureNamed(argument.value)] : [])) : []));
  const methods = inClass === null ? [] : classesAbove(inClass, view).flatMap(({ body }) => body.filter((member) => member.kind === 'FunctionDef' && AROUND_METHODS.has(member.name)));
  const around = [...methods, ...view.once(functionsAround)].flatMap((member) => (member.kind === 'FunctionDef' ? (view.idOf(member) ?? []) : []));
  return [...new Set([...taken, ...used, ...around])];
}

function functionsAround({ facts }: ProgramView): readonly FunctionDef[] {
  return facts.document.module.body.filter((statement) => statement.kind === 'FunctionDef').filter(({ name }) => AROUND_FUNCTIONS.has(name));
}

function parametrizedNames(names: Expression | null): readonly string[] {
  if (names?.kind === 'Constant' && typeof names.value === 'string') return names.value.split(',').map((name) => name.trim());
  if (names?.kind === 'List' || names?.kind === 'Tuple') return names.elements.flatMap((element) => (element.kind === 'Constant' && typeof element.value === 'string' ? [element.value] : []));
  return [];
}
