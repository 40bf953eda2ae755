import type { CatalogueRow, Proposal } from '#contracts/catalogue.ts';
import { conceptsOf, drynessOf, type LabelWitness, readLabel } from '#reference/catalogue/label-witness.ts';
import { plainLabel, type RowField } from '#reference/catalogue/row-labels.ts';
import { alternativesOf } from '#reference/measures/printed-text.ts';
import type { EnginePowers } from '../engine-powers.ts';
import { dryWeightOf } from '../measures.ts';
import type { NamedLabel } from '../naming/label-namer.ts';
import { cellsOfRow, type PrintedRow, type PrintedTable } from '../spec-table.ts';
import { type SpecTable, type TableRow, tableRow } from '../table-row.ts';
import { type Proof, proofsIn } from './neighbours.ts';
import { isTelling, valueWitness } from './value-witness.ts';

/** A table as it is understood, every row of it as printed, and what nobody is sure of. */
export interface Understood {
  table: SpecTable;
  rows: CatalogueRow[];
  proposals: Proposal[];
  /** What a person says of labels here and their values, or other rows, speak against: it is not taken. */
  contradicted: Contradicted[];
}

/** What a person has said that a label means: a field, or nothing that is used. */
export interface TaughtLabel {
  /** As `plainLabel` has it. */
  label: string;
  /** Likewise; empty where it holds under every title. */
  section: string;
  field: RowField | null;
  /** Whose word it is: the dealer's own people's, or one for all dealers. */
  by: 'dealer' | 'all';
}

/** A label by a person's word for which something on the page speaks against it. */
export interface Contradicted {
  label: string;
  section: string;
  field: RowField;
  by: 'values' | 'another row';
  /** A value as printed, or the label of the other row. */
  such: string;
}

/** What a label means wherever it stands in the book, how surely, and who says so. */
interface Verdict {
  field: RowField;
  /** Of rivals on one page the surer wins. */
  surety: number;
  isCertain: boolean;
  witnesses: string[];
}

/** Who else may say what a label means. */
export interface Witnesses {
  /** What the pages prove together: by the book's charts, by the machines' names. */
  proven?: readonly Proof[];
  /** What a namer takes labels for, of which nobody knows a word. */
  named?: readonly NamedLabel[];
  /** What people say; of two that say something of one label the first. */
  taught?: readonly TaughtLabel[];
}

interface Group {
  label: string;
  section: string;
  rows: { row: PrintedRow; columns: number }[];
  proofs: Proof[];
}

/** What is held of a label: by witnesses, or by a person where nothing the label prints speaks against that. */
interface Judged {
  verdicts: Verdict[];
  said: TaughtLabel | null;
  contradicted: Contradicted[];
}

/**
 * Understands the tables of one book: a label means one field all over the book, and is certain by two independent
 * witnesses with none against. The lexicon's own label needs no second, unless values or neighbours speak against it;
 * a person's word outranks them all, unless no value is one of that field.
 */
export function understand(
  tables: readonly PrintedTable[],
  powers: EnginePowers,
  { proven = [], named = [], taught = [] }: Witnesses = {},
): Understood[] {
  const groups = groupsOf(tables, powers, proven);
  const byNamer = new Map(named.map((one) => [keyOf(one), one.field]));
  const said = answersOf(taught);
  const judged = new Map(
    [...groups].map(([key, group]) => {
      return [key, judge(group, byNamer.get(key), said(group))] as const;
    }),
  );
  return tables.map((table) => tableOf(table, judged));
}

/** What is said of a label: the dealer's word comes before that for all, each of its section before that of any. */
const answersOf = (taught: readonly TaughtLabel[]) => {
  const scopes = (['dealer', 'all'] as const).map((scope) => {
    const own = taught.filter(({ by }) => by === scope);
    return new Map(own.toReversed().map((one) => [keyOf(one), one]));
  });
  return (group: Group): TaughtLabel | undefined =>
    scopes
      .flatMap((said) => [said.get(keyOf(group)), said.get(keyOf({ ...group, section: '' }))])
      .find((answer) => answer !== undefined);
};

function judge(group: Group, named: RowField | undefined, said: TaughtLabel | undefined): Judged {
  if (said?.field === null) return { verdicts: [], said, contradicted: [] };
  if (!said || valuesOn(said.field, group) === 'against') {
    const contradicted = said ? [contradictedBy(group, said.field)] : [];
    return { verdicts: verdictsOn(group, named), said: null, contradicted };
  }
  const byWord: Verdict = { field: said.field, surety: BY_WORD, isCertain: true, witnesses: ['answer'] };
  return { verdicts: [byWord], said, contradicted: [] };
}

/** A person's word is surer than any other witness. */
const BY_WORD = 5;

function contradictedBy({ label, section, rows }: Group, field: RowField): Contradicted {
  const [first] = rows.flatMap(({ row }) => row.values);
  return { label, section, field, by: 'values', such: first?.text ?? '' };
}

/** The label wherever it stands in the book. */
export const keyOf = ({ label, section }: Pick<PrintedRow, 'label' | 'section'>): string =>
  `${plainLabel(label)}|${plainLabel(section)}`;

function groupsOf(
  tables: readonly PrintedTable[],
  powers: EnginePowers,
  proven: readonly Proof[],
): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const table of tables) {
    const proofs = [...proofsIn(table, powers), ...proven];
    for (const row of table.rows.filter(({ label }) => label !== '')) {
      const { label, section } = row;
      const group = groups.get(keyOf(row)) ?? { label, section, rows: [], proofs: [] };
      group.rows.push({ row, columns: Math.max(1, table.engines.length) });
      group.proofs.push(...proofs.filter((proof) => proof.row === row));
      groups.set(keyOf(row), group);
    }
  }
  return groups;
}

/** What speaks for each field that anything speaks for, the surest first. */
function verdictsOn(group: Group, said?: RowField): Verdict[] {
  const { named: known, isOfSomethingElse } = readLabel(group.label, group.section);
  if (isOfSomethingElse) return [];
  const isOpen = known.length === 0 && said !== undefined;
  const named: LabelWitness[] = isOpen ? [{ field: said, strength: 'said', says: 1 }] : known;
  const fields = new Set([...named.map(({ field }) => field), ...group.proofs.map(({ field }) => field)]);
  const verdicts = [...fields].flatMap((field) => verdictOn(field, group, named) ?? []);
  return verdicts.toSorted((one, other) => other.surety - one.surety);
}

/** So many of a label's rows must bear a proof for it to hold of the label. */
const MOST = 0.8;

function verdictOn(field: RowField, group: Group, named: readonly LabelWitness[]): Verdict | null {
  const label = named.find((witness) => witness.field === field);
  const isNamedOtherwise =
    !label &&
    named.some(
      (other) =>
        (other.strength === 'exact' || other.strength === 'words') &&
        valuesOn(other.field, group) !== 'against',
    );
  const values = valuesOn(field, group);
  const proven = provenBy(field, group);
  if (values === 'against' || (isNamedOtherwise && proven < 2)) return null;
  const witnesses = [
    ...(label ? [`label (${label.strength})`] : []),
    ...(values === 'fits' ? ['values'] : []),
    ...(proven > 0 ? ['neighbours'] : []),
  ];
  const isDoubtful = isNamedOtherwise || (label !== undefined && isContradicted(label, group));
  // Who named the label has seen its values: such as many fields have bear that out too.
  const isSeen = label?.strength === 'said' && group.proofs.some((proof) => proof.field === field);
  const surety = isDoubtful ? 0 : suretyOf(field, label, values, isSeen ? Math.max(1, proven) : proven);
  return { field, surety, isCertain: surety > 0, witnesses };
}

/** "Length" alone is of the machine or of its track: what the rows beside it prove of another field speaks against it. */
function isContradicted({ field, says }: LabelWitness, group: Group): boolean {
  if (says > 1 || !isTelling(field)) return false;
  const others = new Set(group.proofs.map((proof) => proof.field))
    .values()
    .filter((other) => other !== field);
  return others.some((other) => provenBy(other, group) === 2);
}

/** Above 0 is certain. */
function suretyOf(
  field: RowField,
  label: LabelWitness | undefined,
  values: 'fits' | 'against' | 'silent',
  proven: number,
): number {
  const isSupported = values === 'fits' || !isTelling(field);
  if (label?.strength === 'exact') return 4;
  if (label?.strength === 'words') return isSupported ? 3 : 0;
  if (label && (proven > 0 || (values === 'fits' && label.says > 1 && label.strength !== 'hinted'))) return 2;
  return !label && proven >= 2 ? 1 : 0;
}

function valuesOn(field: RowField, { rows }: Group): 'fits' | 'against' | 'silent' {
  const said = rows.map(({ row, columns }) => valueWitness(field, tableRow(row, field, columns)));
  const telling = said.filter((one) => one !== 'silent');
  if (telling.length === 0) return 'silent';
  const fitting = telling.filter((one) => one === 'fits').length;
  return fitting >= MOST * telling.length ? 'fits' : fitting === 0 ? 'against' : 'silent';
}

/** Where most of a label's rows have one witness, a second for so many is one for all: a label means one thing. */
const SOME = 0.3;

/** Nothing else is called SHOT, or has a rope beside it: where all else that a label prints are starters, one such is enough. */
const SOME_OF: Partial<Record<RowField, number>> = { starter: 1 };

/** How many witnesses the values of most of the rows are. */
function provenBy(field: RowField, { rows, proofs }: Group): number {
  const printed = rows.filter(({ row, columns }) => !saysNothing(tableRow(row, field, columns))).length;
  const own = proofs.filter((proof) => proof.field === field);
  const twice = own.filter(({ witnesses }) => witnesses === 2).length;
  if (printed === 0 || new Set(own.map(({ row }) => row)).size < MOST * printed) return 0;
  if (own.every(({ witnesses }) => witnesses === 0)) return 0;
  return twice >= Math.max(1, SOME_OF[field] ?? SOME * printed) ? 2 : 1;
}

const saysNothing = ({ cells, stray, isEmpty }: TableRow): boolean =>
  isEmpty || cells.length + stray.length === 0;

const NOTHING: Judged = { verdicts: [], said: null, contradicted: [] };

function tableOf(table: PrintedTable, judgedLabels: ReadonlyMap<string, Judged>): Understood {
  const columns = Math.max(1, table.engines.length);
  const judged = table.rows.map((row) => ({ row, ...(judgedLabels.get(keyOf(row)) ?? NOTHING) }));
  const certain = judged.map(({ row, verdicts }) => ({ row, verdict: only(verdicts) }));
  const rivals = certain.map(({ row, verdict }) => verdict && rivalOf(row, verdict, certain));
  const doubtful = doubtfulWeights(certain);
  const fields = certain.map((one, at) =>
    rivals[at] || doubtful.has(one) ? null : (one.verdict?.field ?? null),
  );
  const rows = table.rows.map((row, at) => tableRow(row, fields[at] ?? null, columns));
  const proposals = judged.flatMap(({ row: { label, section }, verdicts }, at) =>
    fields[at] === null ? verdicts.map(({ field, witnesses }) => ({ label, section, field, witnesses })) : [],
  );
  const isColour = ({ field, section }: TableRow): boolean => field === 'colours' || section === 'colours';
  const isOfNoUse = (at: number): boolean => judged[at]?.said?.field === null;
  return {
    table: {
      ...{ box: table.box, engines: table.engines },
      rows: rows.filter((row, at) => !isColour(row) && !isOfNoUse(at)),
      colours: table.rows.flatMap((row, at) => {
        const understood = rows[at] as TableRow;
        if (!isColour(understood)) return [];
        return coloursIn(understood.field === 'colours' ? row.values : [...row.lines, ...row.values]);
      }),
    },
    rows: table.rows.map((row, at) => ({
      ...asPrinted(row, fields[at] ?? null),
      ...(judged[at]?.said && !rivals[at] && { saidBy: judged[at].said.by }),
    })),
    proposals,
    contradicted: judged.flatMap(({ row: { label, section }, said, contradicted }, at) => {
      const [field, rival] = [said?.field, rivals[at]];
      if (!field || !rival) return contradicted;
      return [{ label, section, field, by: 'another row' as const, such: rival.label }];
    }),
  };
}

interface Certain {
  row: PrintedRow;
  verdict: Verdict | null;
}

/** A person's word is drier than any label. */
const drynessIn = ({ row, verdict }: Certain): number =>
  verdict?.surety === BY_WORD ? BY_WORD : Math.max(drynessOf(row.label), drynessOf(row.section));

/**
 * Machines are weighed dry, fuelled and laden, and their engines too: of several weights the driest are meant; where none
 * is said to be dry one alone is, unless it stands under its engine's title and an engine may weigh so much.
 */
function doubtfulWeights(all: readonly Certain[]): ReadonlySet<Certain> {
  const weighed = all.filter(
    ({ row, verdict }) => verdict?.field === 'engine.dryWeight' && row.values.length > 0,
  );
  const driest = Math.max(...weighed.map(drynessIn));
  const isMeant = (one: Certain): boolean =>
    driest > 0 ? drynessIn(one) === driest : weighed.length === 1 && isOfMachine(one.row);
  return new Set(weighed.filter((one) => !isMeant(one)));
}

/** Kilograms: no engine of a snowmobile weighs as much. */
const HEAVIEST_ENGINE = 100;

const isOfMachine = ({ section, label, units, values }: PrintedRow): boolean =>
  conceptsOf(section).every((meaning) => !meaning?.includes('engine')) ||
  values.every(({ text }) => (dryWeightOf(text, { label, units })?.kg ?? 0) > HEAVIEST_ENGINE);

const asPrinted = (row: PrintedRow, field: RowField | null): CatalogueRow => {
  const { section, label, units } = row;
  return { section, label, units: [...units], cells: cellsOfRow(row), field };
};

const coloursIn = (printed: PrintedRow['values']): string[] =>
  alternativesOf(printed.map(({ text }) => text));

/** The one certain verdict; two fields as sure as each other are none. */
function only(verdicts: readonly Verdict[]): Verdict | null {
  const [first, second] = verdicts.filter(({ isCertain }) => isCertain);
  return first && second?.surety !== first.surety ? first : null;
}

/** Another row of the page that is as surely this field or surer; weights and whole tracks have several. */
function rivalOf(
  row: PrintedRow,
  { field, surety }: Verdict,
  all: readonly { row: PrintedRow; verdict: Verdict | null }[],
): PrintedRow | undefined {
  if (MAY_REPEAT.has(field) || !isTelling(field)) return undefined;
  return all.find(
    (other) =>
      other.row !== row &&
      other.row.values.length > 0 &&
      other.verdict?.field === field &&
      other.verdict.surety >= surety,
  )?.row;
}

const MAY_REPEAT: ReadonlySet<RowField> = new Set<RowField>(['engine.dryWeight', 'tracks', 'colours']);
