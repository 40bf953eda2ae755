import { parseAst } from 'rolldown/parseAst';

/** One small mistake: `text` in place of what stands from `start` to `end` in a source. */
export interface Mutant {
  file: string;
  line: number;
  start: number;
  end: number;
  was: string;
  text: string;
}

/** A node of the syntax tree (ESTree), as far as mutants need it. */
interface Node {
  type: string;
  start: number;
  end: number;
  [property: string]: unknown;
}
type Textual = (node: Node) => string;

const OPERATORS: Record<string, string[]> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
};
const OTHER_METHODS: Record<string, string> = { some: 'every', every: 'some', min: 'max', max: 'min' };
const DROPPED_METHODS = new Set(
  'filter sort toSorted slice reverse toReversed trim concat flat toLowerCase toUpperCase normalize'.split(
    ' ',
  ),
);
const EMPTIED: Record<string, string> = { ArrayExpression: '[]', TemplateLiteral: "''" };

const operatorChanged = (node: Node, textOf: Textual): string[] =>
  (OPERATORS[node.operator as string] ?? []).map(
    (operator) => `${textOf(node.left as Node)} ${operator} ${textOf(node.right as Node)}`,
  );

const constantChanged = ({ value }: Node): string[] => {
  if (typeof value === 'boolean') return [`${!value}`];
  return typeof value === 'number' ? [`${value + 1}`, `${value - 1}`] : [];
};

const methodChanged = (node: Node, textOf: Textual): string[] => {
  const { type, object, property } = node.callee as Node & { object: Node; property: Node };
  // Brackets around a part of a chain `a?.b.c()` would end the chain before its end.
  if (type !== 'MemberExpression' || textOf(node).includes('?.')) return [];
  const method = textOf(property);
  if (DROPPED_METHODS.has(method)) return [textOf(object)];
  const other = OTHER_METHODS[method];
  return other ? [`${textOf(object)}.${other}${textOf({ ...node, start: property.end })}`] : [];
};

/** A loop whose condition always holds never ends, and tells nothing. */
const conditionSet = ({ type }: Node): string[] => (/While|For/.test(type) ? ['false'] : ['true', 'false']);
const emptied = (node: Node): string[] => [EMPTIED[node.type] ?? 'undefined'];

/** What may be put in place of a node itself. */
const CHANGES: Record<string, (node: Node, textOf: Textual) => string[]> = {
  BinaryExpression: operatorChanged,
  LogicalExpression: operatorChanged,
  Literal: constantChanged,
  CallExpression: methodChanged,
  UnaryExpression: (node, textOf) => (node.operator === '!' ? [textOf(node.argument as Node)] : []),
};

/** What may be put in place of one part of a node. */
const CHANGES_OF_PARTS: Record<string, { part: string; change: (part: Node, whole: Node) => string[] }> = {
  IfStatement: { part: 'test', change: (_, whole) => conditionSet(whole) },
  ConditionalExpression: { part: 'test', change: (_, whole) => conditionSet(whole) },
  WhileStatement: { part: 'test', change: (_, whole) => conditionSet(whole) },
  ReturnStatement: { part: 'argument', change: emptied },
  ArrowFunctionExpression: {
    part: 'body',
    change: (body) => (body.type === 'BlockStatement' ? [] : emptied(body)),
  },
  ExpressionStatement: {
    part: 'expression',
    change: ({ type }) => (/Call|Await/.test(type) ? ['undefined'] : []),
  },
};

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;
/** `x as T` and the like hold an expression; other syntax of types is not there when the program runs. */
const isOfTypesAlone = ({ type }: Node): boolean => /^TS/.test(type) && !type.endsWith('Expression');
const isName = (key: string, node: Node): boolean => key === 'key' && node.computed === false;

const nodesIn = (node: Node): Node[] => [
  node,
  ...Object.entries(node)
    .filter(([key]) => !isName(key, node))
    .flatMap(([, value]) => value)
    .filter(isNode)
    .filter((child) => !isOfTypesAlone(child))
    .flatMap(nodesIn),
];

const changesAt = (node: Node, textOf: Textual): { at: Node; text: string }[] => {
  const ofPart = CHANGES_OF_PARTS[node.type];
  const part = ofPart && node[ofPart.part];
  return [
    ...(CHANGES[node.type]?.(node, textOf) ?? []).map((text) => ({ at: node, text })),
    ...(ofPart && isNode(part) ? ofPart.change(part, node) : []).map((text) => ({ at: part as Node, text })),
  ].filter(({ at, text }) => textOf(at) !== text);
};

/** Every mutant of a source in TypeScript that this knows how to make. */
export function mutantsOf(file: string, source: string): Mutant[] {
  const textOf: Textual = ({ start, end }) => source.slice(start, end);
  const program = parseAst(source, { lang: 'ts' }) as unknown as Node;
  return nodesIn(program)
    .flatMap((node) => changesAt(node, textOf))
    .map(({ at: { start, end }, text }) => ({
      file,
      line: source.slice(0, start).split('\n').length,
      start,
      end,
      was: source.slice(start, end),
      text,
    }));
}

/** A mutant and the number it is switched on by. */
export type Numbered = Mutant & { id: number };

/**
 * The source with all these mutants in it, each behind `globalThis.isMutant(id)`: nothing has to be transformed or loaded
 * anew for the next one, and what asks tells which mutants a test reaches.
 */
export function withMutants(source: string, mutants: readonly Numbered[]): string {
  const insertions = mutants.flatMap(({ id, start, end, text }) => [
    // Where brackets meet, what ends closes first, and the longer one opens first.
    { at: start, order: source.length - end + 1, text: `(globalThis.isMutant(${id}) ? (${text}) : (` },
    { at: end, order: 0, text: '))' },
  ]);
  const ordered = insertions.toSorted((one, other) => one.at - other.at || one.order - other.order);
  const ats = [0, ...ordered.map(({ at }) => at)];
  const kept = ats.map((at, index) => source.slice(at, ats[index + 1] ?? source.length));
  return kept.map((text, index) => text + (ordered[index]?.text ?? '')).join('');
}
