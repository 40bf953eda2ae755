import type { Doubt } from '../../page.ts';
import type { Look, SheetCell } from '../sheet.ts';
import { sightOf } from '../sight.ts';
import { gradientGround } from './grounds.ts';
import { colorsOf } from './look-elements.ts';
import { numberText, textAs } from './number-text.ts';
import { type Range, rangeOf } from './references.ts';
import { type Difference, differing, noDifference, readDifference, type Styles } from './styles.ts';
import { type Attributes, isTrue, type XmlHandlers } from './xml.ts';

/** One rule of a conditional format, old (`cfRule`) or new (`x14:cfRule`). */
interface Rule {
  type: string;
  operator: string;
  /** Of rules about texts. */
  text: string;
  formulas: string[];
  /** Place among the workbook's differences; null where the rule has its own, or none. */
  style: number | null;
  own: Difference;
  /** Of a scale of colours. */
  colors: Attributes[];
  /** True where bars or icons stand in place of the number. */
  replacesNumber: boolean;
}

/** Rules and the blocks of cells that they are for. */
export interface ConditionalFormat {
  ranges: Range[];
  rules: Rule[];
}

/** Reads the conditional formats of a worksheet. */
export function conditionalReader(done: (format: ConditionalFormat) => void): Required<XmlHandlers> {
  const path: string[] = [];
  let rules: Rule[] = [];
  let places = '';
  return {
    open: (element, attributes) => {
      if (element === 'conditionalFormatting') places = attributes.sqref ?? '';
      else if (path.length === 0) return;
      path.push(element);
      const rule = rules.at(-1);
      if (element === 'cfRule') rules.push(ruleOf(attributes));
      else if (rule) readRule(rule, path.slice(2), attributes);
    },
    text: (text) => {
      const rule = rules.at(-1);
      const within = path.at(-1);
      if (within === 'sqref') places += text;
      else if (rule && (within === 'formula' || (within === 'f' && path.at(-2) === 'cfRule')))
        rule.formulas[rule.formulas.length - 1] += text;
    },
    close: (element) => {
      path.pop();
      if (element !== 'conditionalFormatting') return;
      done({
        ranges: places
          .trim()
          .split(/\s+/)
          .flatMap((place) => blockOf(place) ?? []),
        rules,
      });
      rules = [];
    },
  };
}

/** A single cell is a block too. */
const blockOf = (place: string): Range | null => rangeOf(place.includes(':') ? place : `${place}:${place}`);

const ruleOf = ({ type = '', operator = '', text = '', dxfId }: Attributes): Rule => ({
  ...{ type, operator, text, formulas: [], colors: [] },
  ...{ style: dxfId === undefined ? null : Number(dxfId), own: noDifference(), replacesNumber: false },
});

function readRule(rule: Rule, path: readonly string[], attributes: Attributes): void {
  const [part, ...inside] = path;
  if (part === 'formula' || part === 'f') rule.formulas.push('');
  else if (part === 'dxf') readDifference(rule.own, inside, attributes);
  else if (part === 'colorScale' && inside[0] === 'color') rule.colors.push(attributes);
  else if ((part === 'dataBar' || part === 'iconSet') && inside.length === 0)
    rule.replacesNumber = attributes.showValue !== undefined && !isTrue(attributes.showValue);
}

/**
 * Why a cell may look otherwise than its own style says, under rules that may apply to it; whether those of a
 * formula do is never worked out. A text that a rule may show is doubted as well as one that it may hide.
 */
export function conditionalDoubts(cell: SheetCell, rules: readonly Rule[], styles: Styles): Doubt[] {
  const applying = rules.filter((rule) => mayApply(rule, cell));
  return [...new Set(applying.flatMap((rule) => doubtsUnder(rule, cell, styles)))];
}

function doubtsUnder(rule: Rule, cell: SheetCell, { differences, palette }: Styles): Doubt[] {
  const isNumber = cell.value !== undefined;
  if (rule.replacesNumber && isNumber) return ['faint'];
  const scale = gradientGround(colorsOf(rule.colors, palette));
  if (scale && isNumber) return changesSight(cell.look, { ...cell.look, ground: scale }) ? ['faint'] : [];
  const difference = differences[rule.style ?? -1] ?? rule.own;
  const under = differing(cell.look, difference, palette);
  return [
    ...(changesSight(cell.look, under) || hides(difference, cell) ? (['faint'] as const) : []),
    ...(under.struck !== cell.look.struck ? (['struck'] as const) : []),
    ...(saysOtherwise(difference, cell) ? (['unrendered'] as const) : []),
  ];
}

/** A format may print other money, other figures, or words beside the number. */
const saysOtherwise = ({ format }: Difference, { value, text }: SheetCell): boolean =>
  format !== null &&
  value !== undefined &&
  withoutCents(numberText(value, format, false)) !== withoutCents(text);

/** Spaces and decimals of nothing make no other amount. */
const withoutCents = (text: string): string => text.replace(/\s/g, '').replace(/[.,]0+(?!\d)/, '');

const changesSight = (look: Look, under: Look): boolean => {
  const [before, after] = [sightOf(look), sightOf(under)];
  return before !== after && (before !== 'faint' || after === 'unseen');
};

/** A format may show nothing, or words in place of a number. */
const hides = ({ format }: Difference, { value, text }: SheetCell): boolean =>
  format !== null &&
  (value === undefined ? textAs(text, format) === '' : !/\d/.test(numberText(value, format, false)));

/** False only where the rule is sure not to apply. */
function mayApply(rule: Rule, cell: SheetCell): boolean {
  return (APPLIES[rule.type] ?? (() => true))(rule, cell);
}

const isError = ({ text }: SheetCell): boolean => text.startsWith('#');
const has = ({ text }: Rule, cell: SheetCell): boolean =>
  cell.text.toLowerCase().includes(text.toLowerCase());

/** By the type of the rule (ECMA-376, 18.18.12); others may apply to any cell. */
const APPLIES: Readonly<Record<string, (rule: Rule, cell: SheetCell) => boolean>> = {
  cellIs: (rule, cell) => (COMPARES[rule.operator] ?? (() => true))(cell, rule.formulas.map(constantOf)),
  expression: ({ formulas: [formula = ''] }) => !/^(FALSE(\(\))?|0)$/i.test(formula.trim()),
  containsBlanks: () => false,
  containsErrors: (_, cell) => isError(cell),
  notContainsErrors: (_, cell) => !isError(cell),
  containsText: has,
  notContainsText: (rule, cell) => !has(rule, cell),
  beginsWith: has,
  endsWith: has,
};

/** The number that a formula consists of; null for any other formula. */
const constantOf = (formula: string): number | null => {
  const number = Number(formula);
  return formula.trim() !== '' && Number.isFinite(number) ? number : null;
};

type Constants = readonly (number | null)[];

/** Compares a cell's number with constants; texts count as more than any number. */
const comparing =
  (holds: (value: number, first: number, second: number) => boolean) =>
  ({ value = Infinity }: SheetCell, [first = null, second = 0]: Constants): boolean =>
    first === null || second === null || holds(value, first, second);

const COMPARES: Readonly<Record<string, (cell: SheetCell, constants: Constants) => boolean>> = {
  equal: comparing((value, first) => value === first),
  notEqual: comparing((value, first) => value !== first),
  lessThan: comparing((value, first) => value < first),
  lessThanOrEqual: comparing((value, first) => value <= first),
  greaterThan: comparing((value, first) => value > first),
  greaterThanOrEqual: comparing((value, first) => value >= first),
  between: comparing((value, first, second) => value >= first && value <= second),
  notBetween: comparing((value, first, second) => value < first || value > second),
};
