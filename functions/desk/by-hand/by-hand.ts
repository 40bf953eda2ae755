import type { Reason } from '#contracts/reason.ts';
import { reason } from '#messages/reason.ts';
import { commandInChannel, inChannelsOf } from '#shared/in-channel.ts';
import { isGone, listFinder } from '#shared/kept-out.ts';
import type { Ports } from '#shared/ports.ts';
import { guardItemsOf, reviewSubject } from '#shared/review-items.ts';
import type { GivenAnswer } from '#shared/table/knowledge-records.ts';
import type { ManualMatch, ProductAnswer, ReviewItem } from '#shared/table/records.ts';
import { refuseUnknownDealer } from '../dealers/known-dealer.ts';
import { type Known, listKnowledge } from '../knowledge/knowledge.ts';
import { listsOf, type StandingList } from '../lists/lists-of.ts';
import { keptAnswers } from '../questions/kept-answers.ts';

/** Something that a person has set for a dealer, and how it is taken back. */
export interface SetByHand {
  /** The code of a machine, or the file of a list. */
  subject: string;
  reason: Reason;
  by: string;
  /** ISO, UTC; empty where it was not kept. */
  at: string;
  /** The command that takes it back, word by word; empty where no list in force names the machine. */
  back: readonly string[];
}

type TablePorts = Pick<Ports, 'table'>;

const ofMatch = ({ dealerId, modelCode, printed, name, setBy: by, setAt: at }: ManualMatch): SetByHand => ({
  ...{ subject: modelCode, reason: reason('hand-match', { printed, name }), by, at },
  back: ['match', 'remove', dealerId, modelCode],
});

/** `reopen` forgets all that was said of a machine at once, and finds those of the lists in force alone. */
const ofAnswer = (answer: ProductAnswer, isListed: boolean): SetByHand[] => {
  const { dealerId, modelCode: subject, edits, accepted, keptOut } = answer;
  const name = reviewSubject({ ...answer, kind: 'product' });
  const back = isListed ? ['review', 'reopen', dealerId, name] : [];
  return [
    ...(keptOut
      ? [
          {
            ...{ subject, reason: reason('hand-kept-out', { because: keptOut.why }), by: keptOut.by },
            ...{ at: keptOut.at, back: ['offers', 'back', dealerId, subject] },
          },
        ]
      : []),
    ...Object.entries(edits).map(([field, { value, insteadOf, by, at }]) => ({
      ...{ subject, reason: reason('hand-value', { field, value, insteadOf }), by, at, back },
    })),
    ...(accepted
      ? [
          {
            ...{ subject, reason: reason('hand-accepted', { reasons: accepted.reasons }), by: accepted.by },
            ...{ at: accepted.at, back },
          },
        ]
      : []),
  ];
};

const LET = { accepted: 'hand-let', rejected: 'hand-refused' } as const;

const ofGuard = (
  { dealerId, subject, status, reasons, answeredBy: by = '', updatedAt: at }: ReviewItem,
  ports: TablePorts,
): SetByHand[] =>
  status in LET && reasons[0]
    ? [
        {
          ...{ subject, reason: reason(LET[status as keyof typeof LET], { cause: reasons[0] }), by, at },
          back: commandInChannel(['review', 'reopen', dealerId, subject], ports),
        },
      ]
    : [];

/** What the guard of each channel was told. */
const guardTold = async (dealerId: string, ports: TablePorts): Promise<SetByHand[]> => {
  const told = await inChannelsOf(dealerId, ports, async (inOne) =>
    (await guardItemsOf(dealerId, inOne)).flatMap((item) => ofGuard(item, inOne)),
  );
  return told.flat();
};

const ofList =
  (dealerId: string) =>
  ({ document, documentId, status, byHand, brand, modelYear, market }: StandingList): SetByHand[] => {
    if (!byHand || status === 'superseded') return [];
    const list = `${brand} ${modelYear} ${market}`;
    const [code, back] =
      status === 'retired' ? (['hand-retired', 'restore'] as const) : (['hand-restored', 'retire'] as const);
    return [
      {
        ...{ subject: document, reason: reason(code, { list }), by: byHand.by, at: byHand.at },
        back: ['lists', back, dealerId, documentId.slice(0, 8)],
      },
    ];
  };

/** What it wrote stands beside it, each with a way back of its own. */
const ofGiven = ({
  dealerId,
  question,
  asks,
  says,
  value = '',
  by,
  at,
  takenBack,
}: GivenAnswer): SetByHand[] =>
  takenBack
    ? []
    : [
        {
          ...{ subject: question, reason: reason('hand-answer', { asks, says, value }), by, at },
          back: ['questions', 'undo', dealerId, question],
        },
      ];

/** What holds for all dealers is nobody's of this one; names are told of as they were set. */
const ofKnown =
  (dealerId: string) =>
  ({ by: whose, kind, section, printed, called, taughtBy: by, taughtAt: at }: Known): SetByHand[] =>
    whose === 'all' || kind === 'name'
      ? []
      : [
          {
            ...{ subject: printed, by, at },
            back: [
              ...['knowledge', 'forget', dealerId, printed],
              ...(kind === 'label' ? [] : ['--kind', kind]),
              ...(section === '' ? [] : ['--section', section]),
            ],
            reason: reason('hand-meaning', { printed, means: called ?? 'nothing that is used' }),
          },
        ];

type Machine = Pick<ProductAnswer, 'brand' | 'modelYear' | 'modelCode'>;

const keyOf = ({ brand, modelYear, modelCode }: Machine): string => [brand, modelYear, modelCode].join('#');

const machinesListed = async (dealerId: string, ports: TablePorts): Promise<Set<string>> => {
  const [machines, listOf] = [new Set<string>(), await listFinder(dealerId, ports)];
  for await (const offer of ports.table.offers.stream({ dealerId }))
    if (!isGone(offer, listOf(offer))) machines.add(keyOf(offer));
  return machines;
};

/**
 * Everything that people have set for a dealer and that stands: Avito models, values, what was accepted and what is kept
 * out, what the change guard was told, lists taken out of force and put back, answers and meanings of words. By subject,
 * then by time. Throws `Refusal` for a dealer that nobody knows.
 */
export const setByHandFor = async (dealerId: string, ports: TablePorts): Promise<SetByHand[]> => {
  await refuseUnknownDealer(dealerId, ports);
  const { table } = ports;
  const listed = await machinesListed(dealerId, ports);
  const answers = await table.productAnswers.query({ dealerId });
  const all = [
    ...(await table.manualMatches.query({ dealerId })).map(ofMatch),
    ...answers.flatMap((answer) => ofAnswer(answer, listed.has(keyOf(answer)))),
    ...(await guardTold(dealerId, ports)),
    ...(await listsOf(dealerId, ports)).flatMap(ofList(dealerId)),
    ...(await keptAnswers(dealerId, { table })).flatMap(ofGiven),
    ...(await listKnowledge(dealerId, ports)).flatMap(ofKnown(dealerId)),
  ];
  return all.toSorted((one, other) =>
    `${one.subject} ${one.at}`.localeCompare(`${other.subject} ${other.at}`),
  );
};
