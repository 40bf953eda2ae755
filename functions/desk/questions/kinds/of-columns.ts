import type { TableColumns } from '#contracts/extracted.ts';
import type { Evidence } from '#contracts/question.ts';
import type { Reason } from '#contracts/reason.ts';
import { tellingOf } from '#functions/extract/table/headings.ts';
import { looksLikeAmount } from '#functions/extract/values/price.ts';
import { reason } from '#messages/reason.ts';
import { headingOf } from '#pages/headings.ts';
import { looksLikeCode, modelCode } from '#pages/model-code.ts';
import { isPlaceName } from '#pages/unheaded-columns.ts';
import { COLUMN_NAMES, columnName, plainHeading } from '#reference/lexicon/column-names.ts';
import type { Heading } from '#reference/lexicon/headings.ts';
import type { DocumentRecord } from '#shared/table/records.ts';
import { Refusal } from '../../refusal.ts';
import type { Effect, OfHeadings } from '../effects.ts';
import {
  type Ask,
  type Asked,
  acceptance,
  accepting,
  byFile,
  type Choice,
  codesIn,
  type Hurdle,
  type Kind,
  machinesIn,
} from '../kind.ts';
import { isOfUnknownColumns } from '../lists-anew.ts';
import { refuseAlike } from '../of-headings.ts';
import type { Machine, Standing } from '../standing.ts';

type Column = TableColumns['columns'][number];

/** The headings of a table, in the files that print them. */
interface Table {
  columns: readonly Column[];
  documents: readonly DocumentRecord[];
  page: number;
  box: TableColumns['box'] | null;
}

const MOST_SAMPLES = 3;

/** What stands over a column; over one without a heading nothing does. */
const over = ({ heading }: Column): string[] => (isPlaceName(heading) ? [] : [`"${heading}"`]);

const spoken = (column: Column): string => {
  const samples = column.samples.slice(0, MOST_SAMPLES).join(', ');
  return [...over(column), ...(samples === '' ? [] : [`(${samples})`])].join(' ');
};

const numbered = (columns: readonly Column[]): string[] =>
  columns.map((column, at) => `${at + 1} ${spoken(column)}`);

/** Most of what stands there is such. */
const mostly = (samples: readonly string[], isSuch: (text: string) => boolean): boolean =>
  samples.length > 0 && 2 * samples.filter(isSuch).length > samples.length;

/** The only column that holds what may be a code, and another one in every row; of two nobody can say which it is. */
const likeCodes = (columns: readonly Column[]): number[] =>
  columns.flatMap(({ samples }, at) =>
    samples.length > 0 && samples.every(looksLikeCode) && new Set(samples).size === samples.length ? at : [],
  );

/** What each column is by its heading or its texts; null where they leave it open, as of two that hold amounts. */
const guessesOf = (columns: readonly Column[]): (Heading | null)[] => {
  const told = columns.map(({ is, samples }) => (is as Heading | null) ?? tellingOf(samples));
  const codes = likeCodes(columns);
  const [code = -1, another] = codes;
  if (!told.includes('modelCode') && another === undefined && told[code] === null) told[code] = 'modelCode';
  const amounts = columns.flatMap(({ samples, is }, at) =>
    is === 'otherPrice' || !mostly(samples, looksLikeAmount) || modelCode(samples[0] ?? '') ? [] : at,
  );
  const isOpen = (at: number) => told[at] === null || told[at] === 'price';
  const prices = amounts.filter(isOpen);
  return told.map((heading, at) => {
    if (prices.includes(at)) return prices.length === 1 ? 'price' : null;
    return heading === 'price' || told.indexOf(heading) !== at ? null : heading;
  });
};

/** What must be known before a row can be read. */
const NEEDED: readonly Heading[] = ['modelCode', 'price'];

const sayings = (guesses: readonly (Heading | null)[]): string[] =>
  guesses.flatMap((heading, at) =>
    heading === null || heading === 'ignored' ? [] : `${columnName(heading)}=${at + 1}`,
  );

/** An answer such as anybody may give: what is told, and of several amounts the last, which is mostly the customer's. */
const exampleOf = (columns: readonly Column[], guesses: readonly (Heading | null)[]): string => {
  const isAmount = ({ samples }: Column) => mostly(samples, looksLikeAmount);
  const at = columns.findLastIndex((column, place) => guesses[place] === null && isAmount(column));
  const priced = guesses.includes('price') ? guesses : guesses.with(Math.max(at, 0), 'price');
  const code = likeCodes(columns).find((place) => priced[place] === null) ?? -1;
  return sayings(priced.includes('modelCode') || code < 0 ? priced : priced.with(code, 'modelCode')).join(
    ' ',
  );
};

const NAMED = new RegExp(`(?:^|[\\s,;])(${Object.keys(COLUMN_NAMES).join('|')})=`, 'gi');

/** "code=1 price=Bruttó ár": a column by its number or its heading. Throws `Refusal`. */
const readSaid = (value: string, columns: readonly Column[], example: string): (Heading | null)[] => {
  const names = [...value.matchAll(NAMED)];
  const said: (Heading | null)[] = columns.map(() => null);
  for (const [order, match] of names.entries()) {
    const end = names[order + 1]?.index ?? value.length;
    const text = value.slice(match.index + match[0].length, end).replace(/^["\s]+|["\s,;]+$/g, '');
    const at = /^\d{1,2}$/.test(text)
      ? Number(text) - 1
      : columns.findIndex(({ heading }) => plainHeading(heading) === plainHeading(text));
    const heading = COLUMN_NAMES[(match[1] as string).toLowerCase()] as Heading;
    if (said[at] !== null || (MAY_REPEAT.has(heading) ? false : said.includes(heading)))
      throw new Refusal(reason('columns-unfit', { value, names: Object.keys(COLUMN_NAMES), example }));
    said[at] = heading;
  }
  if (names.length === 0 || (names[0]?.index ?? 0) > 0)
    throw new Refusal(reason('columns-unfit', { value, names: Object.keys(COLUMN_NAMES), example }));
  return said;
};

const MAY_REPEAT: ReadonlySet<Heading> = new Set<Heading>(['ignored', 'otherPrice']);

const SHAPES: Partial<Record<Heading, (text: string) => boolean>> = {
  modelCode: looksLikeCode,
  price: looksLikeAmount,
};

/** Where what stands in a column speaks against what is said of it, or what is needed is said of none. */
const refuseContradicted = (
  said: readonly (Heading | null)[],
  columns: readonly Column[],
  example: string,
): void => {
  for (const [at, { heading, samples }] of columns.entries()) {
    const isSuch = SHAPES[said[at] ?? 'ignored'];
    if (isSuch && samples.length > 0 && !mostly(samples, isSuch))
      throw new Refusal(
        reason('column-against-values', {
          heading,
          such: samples[0] ?? '',
          column: columnName(said[at] as Heading),
        }),
      );
  }
  const lacking = NEEDED.filter((heading) => !said.includes(heading)).map(columnName);
  if (lacking.length > 0) throw new Refusal(reason('columns-lacking', { columns: lacking, example }));
};

/** What nobody speaks of is what is told of it; what nothing tells is no column of ours, another amount another price. */
const completed = (said: readonly (Heading | null)[], columns: readonly Column[]): (Heading | null)[] => {
  const guesses = guessesOf(columns);
  return said.map((heading, at) => {
    if (heading !== null) return heading;
    const guess = guesses[at] ?? null;
    if (guess !== null && !said.includes(guess)) return guess;
    return mostly(columns[at]?.samples ?? [], looksLikeAmount) ? 'otherPrice' : 'ignored';
  });
};

/** The meanings of all headings of a table; `said` is what a person says of some. Throws `Refusal`. */
const headingsSaid = (
  { columns, documents }: Table,
  said: readonly (Heading | null)[],
  judged: readonly Effect[],
): OfHeadings => {
  const all = completed(said, columns);
  refuseContradicted(all, columns, exampleOf(columns, guessesOf(columns)));
  refuseAlike(columns.map(({ heading }) => heading));
  return {
    does: 'headings',
    documents: documents.map(({ documentId }) => documentId),
    headings: columns.map(({ heading }, at) => {
      const name = columnName(all[at] as Heading);
      return { text: heading, means: name === 'nothing' ? null : name };
    }),
    judged,
  };
};

/** `judged`: what the rows would be like, where their prices stay what they are. */
const choicesFor = (table: Table, judged: readonly Effect[] = []): Choice[] => {
  const { columns } = table;
  const guesses = guessesOf(columns);
  const example = exampleOf(columns, guesses);
  const isTold = NEEDED.every((heading) => guesses.includes(heading));
  const priced = columns.findIndex(({ is }) => is === 'price');
  const judgedBy = (said: readonly (Heading | null)[]) =>
    said[priced] === 'price' || !said.includes('price') ? judged : [];
  const asTold: Choice = {
    name: 'as-told',
    says: reason('option-columns-as', {
      columns: guesses.flatMap((heading, at) =>
        heading === null || heading === 'ignored'
          ? []
          : `${columnName(heading)} ${spoken(columns[at] as Column)}`,
      ),
      others: guesses.flatMap((heading, at) =>
        heading === null ? (over(columns[at] as Column)[0] ?? String(at + 1)) : [],
      ),
    }),
    effects: () => [headingsSaid(table, guesses, judgedBy(guesses))],
  };
  return [
    ...(isTold ? [asTold] : []),
    {
      name: 'columns',
      says: reason('option-columns', { names: Object.keys(COLUMN_NAMES) }),
      wants: { example },
      effects: (value) => {
        const said = readSaid(value, columns, example);
        return [headingsSaid(table, said, judgedBy(said))];
      },
    },
  ];
};

const evidenceOf = ({ columns, documents, page, box }: Table): Evidence[] =>
  documents.map(({ name, sha256 = null }) => ({
    ...{ side: 'list', document: name, sha256, page, box },
    frames: columns.flatMap((column) => (column.box.some((edge) => edge !== 0) ? [column.box] : [])),
    ...{ addresses: [], text: numbered(columns).join(' · '), codes: [] },
  }));

const aboutOf = (columns: readonly Pick<Column, 'heading'>[]): string =>
  JSON.stringify(columns.map(({ heading }) => plainHeading(heading)));

const askOf = (table: Table) => ({
  asks: reason(table.columns.every((column) => over(column).length === 0) ? 'ask-places' : 'ask-columns', {
    documents: table.documents.map(({ name }) => name),
    columns: numbered(table.columns),
  }),
  evidence: evidenceOf(table),
});

const unknownIn = ({ list }: Machine): TableColumns | null => list.extracted.columns?.[0] ?? null;

/** What is asked of lists that were read; nothing but this may keep machines waiting, which are `hurdles` then. */
const askOfRead = (machines: readonly Machine[], hurdles: readonly Hurdle[]): Ask => {
  const asked = unknownIn(machines[0] as Machine) as TableColumns;
  const documents = new Map(machines.map(({ document }) => [document.documentId, document]));
  const table = { ...asked, documents: [...documents.values()] };
  const seen = reason('option-nothing-missing', { codes: codesIn(machines) });
  return {
    ...askOf(table),
    choices: [
      ...choicesFor(table, acceptance(hurdles)),
      ...accepting('nothing-missing', seen, hurdles),
      byFile('drop', reason('option-drop-whole')),
    ],
    facts: table.documents.map(({ runId }) => runId),
  };
};

const isUnaccounted = ({ code }: Reason): boolean => code === 'list-unaccounted';

/** Columns of a list that was read, and whose headings leave in doubt what they are. */
export const OF_COLUMNS: Kind = {
  kind: 'columns',
  about: ({ machine, reason: why }) => {
    const table = isUnaccounted(why) ? unknownIn(machine) : null;
    return table && aboutOf(table.columns);
  },
  ask: (hurdles) => askOfRead(machinesIn(hurdles), hurdles),
};

/** The same of lists whose machines wait for something else as well: what is said of that may be of the wrong column. */
export const doubtedColumns = ({ machines }: Standing): Asked[] => {
  const lists = Map.groupBy(machines.filter(unknownIn), ({ document }) => document.documentId);
  const waiting = [...lists.values()].filter((own) =>
    own.every(({ product: { verdict, reasons } }) => verdict !== 'published' && !reasons.some(isUnaccounted)),
  );
  const open = waiting.flat().filter(({ product }) => product.verdict === 'review');
  const together = Map.groupBy(open, (machine) => aboutOf(unknownIn(machine)?.columns ?? []));
  return [...together].map(([about, own]) => ({
    ...{ kind: 'columns', about, machines: own, because: [] },
    ...askOfRead(own, []),
  }));
};

/** The columns of a file that was refused since nobody knows its headings. */
const columnsOf = ({ ending }: DocumentRecord): Column[] => {
  const { headings = [], samples = [] } = (ending?.reason?.values ?? {}) as Record<string, readonly string[]>;
  return headings.map((heading, at) => ({
    ...{ heading, is: isPlaceName(heading) ? null : headingOf(heading), box: [0, 0, 0, 0] },
    samples: (samples[at] ?? '').split('\n').filter(Boolean),
  }));
};

/** Lists of which nobody knows a heading, or that have none. */
export const unnamedLists = ({ refused }: Standing): Asked[] => {
  const files = refused.filter(isOfUnknownColumns);
  return [...Map.groupBy(files, (file) => aboutOf(columnsOf(file)))].map(([about, documents]): Asked => {
    const [first] = documents as [DocumentRecord];
    const { page = 1, box = null } = first.ending?.reason?.place ?? {};
    const table = { columns: columnsOf(first), documents, page, box };
    return {
      ...{ kind: 'columns', about, machines: [], because: [] },
      ...askOf(table),
      choices: [
        ...choicesFor(table),
        { name: 'neither', says: reason('option-neither'), effects: () => [{ does: 'settle' }] },
      ],
      facts: documents.map(({ runId }) => runId),
    };
  });
};
