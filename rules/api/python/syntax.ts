/**
 * The typed syntax tree of Python that rules and the analysis read. Node names follow Python's own `ast` module. Offsets are UTF-16
 * code units into the text of the document; `end` is exclusive. Every node but the module has a parent.
 */

interface At {
  readonly start: number;
  readonly end: number;
  readonly parent: Node;
}

/** A whole file, or all code cells of a notebook in document order. */
export interface Module {
  readonly kind: 'Module';
  readonly start: number;
  readonly end: number;
  readonly parent: null;
  /** Absolute path of the document. */
  readonly path: string;
  /** See `PythonDocument`. */
  readonly projectPath: string;
  readonly body: readonly Statement[];
}

export type Node = Module | Statement | Expression | Clause;
export type NodeKind = Node['kind'];

/** The node type of a kind. */
export type NodeOf<K extends NodeKind> = Extract<Node, { readonly kind: K }>;

// Statements

export interface FunctionDef extends At {
  readonly kind: 'FunctionDef';
  readonly name: string;
  readonly nameStart: number;
  readonly isAsync: boolean;
  readonly decorators: readonly Expression[];
  readonly parameters: readonly Parameter[];
  readonly returns: Expression | null;
  readonly body: readonly Statement[];
}

export interface ClassDef extends At {
  readonly kind: 'ClassDef';
  readonly name: string;
  readonly nameStart: number;
  readonly decorators: readonly Expression[];
  readonly bases: readonly Expression[];
  readonly keywords: readonly Keyword[];
  readonly body: readonly Statement[];
}

export interface Return extends At {
  readonly kind: 'Return';
  readonly value: Expression | null;
}

export interface Delete extends At {
  readonly kind: 'Delete';
  readonly targets: readonly Expression[];
}

/** `a = b = value` has two targets. */
export interface Assign extends At {
  readonly kind: 'Assign';
  readonly targets: readonly Expression[];
  readonly value: Expression;
}

export interface AugAssign extends At {
  readonly kind: 'AugAssign';
  readonly target: Expression;
  readonly operator: BinaryOperator;
  readonly value: Expression;
}

export interface AnnAssign extends At {
  readonly kind: 'AnnAssign';
  readonly target: Expression;
  readonly annotation: Expression;
  readonly value: Expression | null;
}

export interface For extends At {
  readonly kind: 'For';
  readonly isAsync: boolean;
  readonly target: Expression;
  readonly iter: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

export interface While extends At {
  readonly kind: 'While';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

/** `elif` is an `If` alone in `orelse`, as in Python's `ast`. */
export interface If extends At {
  readonly kind: 'If';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

export interface With extends At {
  readonly kind: 'With';
  readonly isAsync: boolean;
  readonly items: readonly { readonly context: Expression; readonly target: Expression | null }[];
  readonly body: readonly Statement[];
}

export interface Match extends At {
  readonly kind: 'Match';
  readonly subject: Expression;
  readonly cases: readonly MatchCase[];
}

export interface Raise extends At {
  readonly kind: 'Raise';
  readonly exception: Expression | null;
  readonly cause: Expression | null;
}

export interface Try extends At {
  readonly kind: 'Try';
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly Statement[];
  readonly finalbody: readonly Statement[];
}

export interface Assert extends At {
  readonly kind: 'Assert';
  readonly test: Expression;
  readonly message: Expression | null;
}

export interface Import extends At {
  readonly kind: 'Import';
  readonly names: readonly ImportAlias[];
}

export interface ImportFrom extends At {
  readonly kind: 'ImportFrom';
  /** Without leading dots; empty for `from . import x`. */
  readonly module: string;
  /** Number of leading dots. */
  readonly level: number;
  /** A single alias named `*` for star imports. */
  readonly names: readonly ImportAlias[];
}

export interface Global extends At {
  readonly kind: 'Global';
  readonly names: readonly string[];
}

export interface Nonlocal extends At {
  readonly kind: 'Nonlocal';
  readonly names: readonly string[];
}

/** An expression as a statement. Python 2's `print x` and `exec x` come as calls. */
export interface Expr extends At {
  readonly kind: 'Expr';
  readonly value: Expression;
}

export interface TypeAlias extends At {
  readonly kind: 'TypeAlias';
  readonly name: Expression;
  readonly value: Expression;
}

export interface Pass extends At {
  readonly kind: 'Pass';
}

export interface Break extends At {
  readonly kind: 'Break';
}

export interface Continue extends At {
  readonly kind: 'Continue';
}

/** Text that does not parse; what could be salvaged from it stands in `salvaged`. */
export interface Broken extends At {
  readonly kind: 'Broken';
  readonly salvaged: readonly Statement[];
}

export type Statement =
  | FunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | AugAssign
  | AnnAssign
  | For
  | While
  | If
  | With
  | Match
  | Raise
  | Try
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | Expr
  | TypeAlias
  | Pass
  | Break
  | Continue
  | Broken;

// Expressions

export interface BoolOp extends At {
  readonly kind: 'BoolOp';
  readonly operator: 'and' | 'or';
  readonly values: readonly Expression[];
}

/** `target := value` */
export interface NamedExpr extends At {
  readonly kind: 'NamedExpr';
  readonly target: Name;
  readonly value: Expression;
}

export type BinaryOperator = '+' | '-' | '*' | '@' | '/' | '%' | '//' | '**' | '<<' | '>>' | '&' | '|' | '^';

export interface BinOp extends At {
  readonly kind: 'BinOp';
  readonly left: Expression;
  readonly operator: BinaryOperator;
  readonly right: Expression;
}

export interface UnaryOp extends At {
  readonly kind: 'UnaryOp';
  readonly operator: 'not' | '-' | '+' | '~';
  readonly operand: Expression;
}

export interface Lambda extends At {
  readonly kind: 'Lambda';
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}

export interface IfExp extends At {
  readonly kind: 'IfExp';
  readonly test: Expression;
  readonly body: Expression;
  readonly orelse: Expression;
}

/** A null key is `**value`. */
export interface Dict extends At {
  readonly kind: 'Dict';
  readonly items: readonly { readonly key: Expression | null; readonly value: Expression }[];
}

export interface SetNode extends At {
  readonly kind: 'Set';
  readonly elements: readonly Expression[];
}

export interface Comprehension extends At {
  readonly kind: 'ListComp' | 'SetComp' | 'GeneratorExp';
  readonly element: Expression;
  readonly generators: readonly ComprehensionFor[];
}

export interface DictComp extends At {
  readonly kind: 'DictComp';
  readonly key: Expression;
  readonly value: Expression;
  readonly generators: readonly ComprehensionFor[];
}

export interface Await extends At {
  readonly kind: 'Await';
  readonly value: Expression;
}

export interface Yield extends At {
  readonly kind: 'Yield';
  readonly value: Expression | null;
  /** `yield from value` */
  readonly isFrom: boolean;
}

export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'is' | 'is not' | 'in' | 'not in';

/** `left op comparator op comparator ...`; both lists have the same length. */
export interface Compare extends At {
  readonly kind: 'Compare';
  readonly left: Expression;
  readonly operators: readonly CompareOperator[];
  readonly comparators: readonly Expression[];
}

export interface Call extends At {
  readonly kind: 'Call';
  readonly callee: Expression;
  /** Positional ones, `Starred` among them. */
  readonly arguments: readonly Expression[];
  readonly keywords: readonly Keyword[];
}

/** Text between quotes, with what is interpolated; its constant parts are Constants. Also Python 3.14's t-strings. */
export interface JoinedStr extends At {
  readonly kind: 'JoinedStr';
  readonly values: readonly Expression[];
}

/**
 * Literals. `value` is decoded text for strings (neighbours joined), the number for numbers (NaN when it does not fit), null for
 * `None`; bytes and `...` have their own types.
 */
export interface Constant extends At {
  readonly kind: 'Constant';
  readonly type: 'str' | 'bytes' | 'int' | 'float' | 'complex' | 'bool' | 'None' | 'Ellipsis';
  readonly value: string | number | boolean | null;
}

export interface Attribute extends At {
  readonly kind: 'Attribute';
  readonly value: Expression;
  readonly attribute: string;
  readonly attributeStart: number;
}

/** `value[index]`; several indices are a Tuple. */
export interface Subscript extends At {
  readonly kind: 'Subscript';
  readonly value: Expression;
  readonly index: Expression;
}

export interface Starred extends At {
  readonly kind: 'Starred';
  readonly value: Expression;
}

export interface Name extends At {
  readonly kind: 'Name';
  readonly id: string;
}

export interface List extends At {
  readonly kind: 'List';
  readonly elements: readonly Expression[];
}

export interface Tuple extends At {
  readonly kind: 'Tuple';
  readonly elements: readonly Expression[];
}

/** `lower:upper:step` inside a subscript. */
export interface Slice extends At {
  readonly kind: 'Slice';
  readonly lower: Expression | null;
  readonly upper: Expression | null;
  readonly step: Expression | null;
}

/** An expression that does not parse; what could be salvaged from it stands in `parts`. */
export interface BrokenExpression extends At {
  readonly kind: 'BrokenExpression';
  readonly parts: readonly Expression[];
}

export type Expression =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | SetNode
  | Comprehension
  | DictComp
  | Await
  | Yield
  | Compare
  | Call
  | JoinedStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | List
  | Tuple
  | Slice
  | BrokenExpression;

// Parts that are neither

export interface Parameter extends At {
  readonly kind: 'Parameter';
  readonly name: string;
  readonly annotation: Expression | null;
  readonly default: Expression | null;
  readonly way: 'positional-only' | 'plain' | 'keyword-only' | 'args' | 'kwargs';
}

/** `name=value`; a null name is `**value`. */
export interface Keyword extends At {
  readonly kind: 'Keyword';
  readonly name: string | null;
  readonly value: Expression;
}

export interface ImportAlias extends At {
  readonly kind: 'ImportAlias';
  readonly name: string;
  readonly asName: string | null;
}

export interface ComprehensionFor extends At {
  readonly kind: 'ComprehensionFor';
  readonly isAsync: boolean;
  readonly target: Expression;
  readonly iter: Expression;
  readonly ifs: readonly Expression[];
}

export interface ExceptHandler extends At {
  readonly kind: 'ExceptHandler';
  readonly type: Expression | null;
  readonly name: string | null;
  readonly body: readonly Statement[];
}

export interface MatchCase extends At {
  readonly kind: 'MatchCase';
  /** Names the pattern binds. */
  readonly bindings: readonly string[];
  readonly guard: Expression | null;
  readonly body: readonly Statement[];
}

export type Clause = Parameter | Keyword | ImportAlias | ComprehensionFor | ExceptHandler | MatchCase;

/** Returns the module a node belongs to. */
export function moduleOf(node: Node): Module {
  let at: Node = node;
  while (at.kind !== 'Module') at = at.parent;
  return at;
}

/** Returns the nearest node of one of the kinds around the node (not itself), or null. */
export function enclosing<K extends NodeKind>(node: Node, kinds: readonly K[]): NodeOf<K> | null {
  for (let at = node.parent; at !== null; at = at.parent) {
    if ((kinds as readonly NodeKind[]).includes(at.kind)) return at as NodeOf<K>;
  }
  return null;
}
