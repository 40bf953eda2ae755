import type { Reason } from '#contracts/reason.ts';
import type { Say } from '../message.ts';
import { meantText, momentText, type NamedCodes, namedCodesText } from './words.ts';

interface OfAnswer {
  readonly [name: string]: string | readonly string[];
  id: string;
  option: string;
}

interface Names {
  readonly [name: string]: string | readonly string[];
  names: readonly string[];
}

/** Of a hundred dealers nobody reads the names. */
const DEALERS_NAMED = 8;

const quoted = (text: string): string => JSON.stringify(text);

/** Why what a person asked for is not done: what it named is not there, is several, or is not as it must be. */
export const REFUSALS = {
  'wish-wrong': {
    why: ({ faults }: { faults: readonly string[] }) => `${faults.join('; ')}.`,
    whatToDo: 'Ask for it like that.',
  },
  'dealer-unknown': {
    why: ({ dealerId }: { dealerId: string }) => `No dealer is called ${dealerId}.`,
    whatToDo: ({ known, near = [] }: { known: readonly string[]; near?: readonly string[] }) =>
      meantText(near) ||
      (known.length > DEALERS_NAMED ? 'See npx feedwright dealers list.' : `Use one of ${known.join(', ')}.`),
  },
  'dealer-wrong': {
    why: ({ detail }: { detail: string }) => detail,
    whatToDo: 'Mend that and put it again.',
  },
  'price-rule-idle': {
    why: ({ rule, text, near }: { rule: number; text: string; near: readonly string[] }) =>
      `Rule ${rule} of the prices (${text}) speaks of nothing on offer${near.length > 0 ? `; is ${near.join(' or ')} meant?` : '.'}`,
    whatToDo: 'Correct what it says under when, or leave it out.',
  },
  'act-at-work': {
    why: ({ action, subject }: { action: string; subject: string; who: string; at: string }) =>
      `${action} of ${subject} is at work.`,
    whatToDo: 'Wait for it.',
  },
  'key-used': {
    why: ({ action, at }: { action: string; at: string }) =>
      `This idempotency key was used for ${action} at ${momentText(at)}, which asked for something else.`,
    whatToDo: 'Send another key with each wish, and the same one with its repetitions.',
  },
  'command-unknown': {
    why: ({ commandId, dealerId }: { commandId: string; dealerId: string | null }) =>
      `Nothing that was asked to be done to ${dealerId ?? 'all dealers'} is called ${quoted(commandId)}.`,
    whatToDo: 'Records of what was asked are kept for 30 days; the audit trail keeps all that was done.',
  },
  'member-unknown': {
    why: ({ member }: { member: string }) => `No member is called ${quoted(member)}.`,
    whatToDo: 'See the list of members; who has never signed in is invited.',
  },
  'last-admin-stays': {
    why: ({ dealerId }: { dealerId: string | null }) =>
      `Nobody else keeps ${dealerId ?? 'this installation'}: its last admin stays.`,
    whatToDo: 'Make somebody else its admin first.',
  },
  'token-unknown': {
    why: ({ token }: { token: string }) => `No token of this dealer is called ${quoted(token)}.`,
    whatToDo: 'See the list of its tokens.',
  },
  'invitation-over': {
    why: 'This invitation is not open any more, or is not for you.',
    whatToDo: 'Ask who invited you for a new one, to the e-mail address that you sign in with.',
  },
  'command-failed': {
    why: ({ detail }: { detail: string }) => `It could not be done: ${detail}.`,
    whatToDo:
      'Look at what it concerns and ask again; tell whoever keeps this installation if it fails again.',
  },
  'command-waits': {
    why: ({ action, at }: { action: string; at: string }) =>
      `${action} was asked for at ${at}, and nobody has carried it out.`,
    whatToDo:
      'It goes on once who carries it out is there: see its log on AWS; the audit trail tells what was done.',
  },
  'changed-meanwhile': {
    why: ({ subject, by, at }: { subject: string; by?: string; at?: string }) =>
      by
        ? `${subject} has changed meanwhile: ${by} has said something else at ${at}.`
        : `${subject} has changed meanwhile.`,
    whatToDo: 'Look at it again.',
  },
  'subject-ambiguous': {
    why: ({ wanted }: { wanted: string }) => `${wanted} may be several.`,
    whatToDo: ({ names }: Names) => `Say which of ${names.join(', ')}.`,
  },
  'subject-unseen': {
    why: ({ wanted }: { wanted: string }) => `${wanted} stands on no part of the list that could be read.`,
    whatToDo: 'Drop a whole list, or see npx feedwright offers.',
  },
  'subject-unknown': {
    why: ({ wanted, dealerId }: { wanted: string; dealerId: string }) =>
      `Nothing of ${dealerId} is called ${quoted(wanted)}.`,
    whatToDo: ({ dealerId }: { dealerId: string }) => `See npx feedwright questions ${dealerId}.`,
  },
  'question-unknown': {
    why: ({ id, dealerId }: { id: string; dealerId: string }) =>
      `Nothing that is asked of ${dealerId} is called ${quoted(id)}.`,
    whatToDo: ({ dealerId }: { dealerId: string }) => `See npx feedwright questions ${dealerId}.`,
  },
  'question-answered': {
    why: ({ id, by, at, says }: { id: string; by: string; at: string; says: Reason }, say: Say) =>
      `${id} was answered by ${by} at ${at}: ${say(says)}`,
    whatToDo: 'To answer it otherwise take that back first (npx feedwright questions undo).',
  },
  'question-changed': {
    why: (
      { id, asks, codes }: { id: string; asks: Reason; because: readonly Reason[]; codes: readonly string[] },
      say: Say,
    ) =>
      `${id} has changed since it was shown. It asks now: ${say(asks)} It is about ${codes.join(', ') || 'no machine'}.`,
    whatToDo: 'Look at it again.',
  },
  'question-twice': {
    why: ({ id }: { id: string }) => `${id} is answered twice.`,
    whatToDo:
      'Answer it once. Where its machines differ, name those of the first answer (--only), then answer for the rest.',
  },
  'option-unknown': {
    why: ({ id, option }: { id: string; option: string; names: readonly string[] }) =>
      `${quoted(option)} is no answer to ${id}.`,
    whatToDo: ({ names }: { names: readonly string[] }) =>
      names.length > 0 ? `Use one of ${names.join(', ')}.` : 'Only a file answers it.',
  },
  'option-by-file': {
    why: ({ says }: { says: Reason }, say: Say) => `No word answers this: ${say(says)}`,
    whatToDo: 'It is matched by itself once the file is there.',
  },
  'option-without-value': {
    why: ({ option }: { option: string; example: string }) => `${quoted(option)} needs a value.`,
    whatToDo: ({ example }: { example: string }) => `Write it behind, such as ${quoted(example)}.`,
  },
  'answer-not-of-codes': {
    why: ({ id, option, codes }: OfAnswer & { codes: readonly string[]; known: readonly string[] }) =>
      `${quoted(option)} as an answer to ${id} says nothing of ${codes.join(', ')} alone.`,
    whatToDo: ({ known }: { known: readonly string[] }) =>
      known.length > 0
        ? `Name some of ${known.join(', ')}.`
        : 'Leave out the codes (--only): it holds for all that is asked about, or for nothing.',
  },
  'answer-idle': {
    why: ({ id, option }: OfAnswer) => `${quoted(option)} changes nothing that ${id} asks about.`,
    whatToDo: 'Answer it otherwise, or have the list corrected.',
  },
  'answer-not-shareable': {
    why: ({ id }: { id: string }) => `The answer to ${id} is about machines of this dealer's own lists.`,
    whatToDo: 'Values and names of models and meanings of labels, words and units can be shared.',
  },
  'shared-otherwise': {
    why: ({ printed, says, by, at }: { printed: string; says: string; by: string; at: string }) =>
      `${quoted(printed)} is ${quoted(says)} for all dealers: ${by} said so at ${at}.`,
    whatToDo:
      'Where that is wrong take it back first: npx feedwright questions undo at the dealer whose answer was shared (see npx ' +
      'feedwright audit), or of a word npx feedwright knowledge forget --all.',
  },
  'twins-unconfirmed': {
    why: (named: NamedCodes & { dealerId: string }) =>
      `The ads of ${namedCodesText(named)} read alike, and the marketplace blocks duplicates.`,
    whatToDo: ({ dealerId }: { dealerId: string }) =>
      `Answer the question about them with words that tell them apart (npx feedwright questions ${dealerId}), or confirm it if ` +
      'you mean it (--yes).',
  },
  'answer-unknown': {
    why: ({ id }: { id: string; dealerId: string }) => `No answer to ${quoted(id)} stands.`,
    whatToDo: ({ dealerId }: { dealerId: string }) => `See npx feedwright questions known ${dealerId}.`,
  },
  'not-editable': {
    why: ({ subject }: { subject: string }) => `${subject} can be accepted or rejected.`,
    whatToDo: ({ machine }: { machine: string }) => `To edit the machine, name it ${machine}.`,
  },
  'field-unknown': {
    why: ({ name }: { name: string; near: readonly string[] }) => `No field is called ${quoted(name)}.`,
    whatToDo: ({ near }: { near: readonly string[] }) =>
      near.length > 0
        ? `Did you mean ${near.join(', ')}?`
        : 'See npx feedwright knowledge fields, or say `nothing` for what no ad is made of.',
  },
  'label-unprinted': {
    why: ({ dealerId, label }: { dealerId: string; label: string; near: readonly string[] }) =>
      `No row of a spec book of ${dealerId} is called ${quoted(label)}.`,
    whatToDo: ({ near }: { near: readonly string[] }) =>
      near.length > 0
        ? `Did you mean ${near.map(quoted).join(', ')}?`
        : 'Write it as the book prints it, without the units in brackets.',
  },
  'book-rows-missing': {
    why: ({ documents }: { documents: readonly string[]; dealerId: string }) =>
      `${documents.join(', ')}: read before rows were kept as printed.`,
    whatToDo: ({ dealerId }: { dealerId: string }) =>
      `Drop it into inbox/${dealerId}/ again: it is read anew, and answers are used from then on.`,
  },
  'word-unknown': {
    why: ({ name, unknown }: { name: string; unknown: readonly string[] }) =>
      `${quoted(unknown.join(' ') || name)} is a word that nobody knows either.`,
    whatToDo: 'Say it in words that names are known by, such as "Expert" or "850 E-TEC", or `nothing`.',
  },
  'unit-unknown': {
    why: ({ name }: { name: string; known: readonly string[] }) => `${quoted(name)} is no unit.`,
    whatToDo: ({ known }: { known: readonly string[] }) => `Use one of ${known.join(', ')}.`,
  },
  'column-name-unknown': {
    why: ({ name }: { name: string; known: readonly string[] }) =>
      `No column of a price list is called ${quoted(name)}.`,
    whatToDo: ({ known }: { known: readonly string[] }) => `Use one of ${known.join(', ')}.`,
  },
  'columns-unfit': {
    why: ({ value }: { value: string; names: readonly string[]; example: string }) =>
      `${quoted(value)} does not say of each column once what it is.`,
    whatToDo: ({ names, example }: { names: readonly string[]; example: string }) =>
      `Write what each is and its number or heading, such as "${example}"; known are ${names.join(', ')}.`,
  },
  'columns-lacking': {
    why: ({ columns }: { columns: readonly string[]; example: string }) =>
      `Nothing says which column is the ${columns.join(', nor which the ')}.`,
    whatToDo: ({ example }: { example: string }) => `Say that too, such as "${example}".`,
  },
  'columns-alike': {
    why: ({ heading }: { heading: string }) => `${quoted(heading)} heads more than one column.`,
    whatToDo: 'Have the supplier tell them apart, or change one heading, and drop the list again.',
  },
  'column-against-values': {
    why: ({ heading, such, column }: { heading: string; such: string; column: string }) =>
      `${quoted(heading)} cannot be the ${column}: ${quoted(such)} stands under it.`,
    whatToDo: 'Look at the columns of the question once more.',
  },
  'word-known': {
    why: ({ printed }: { printed: string }) => `${quoted(printed)} is known already.`,
    whatToDo: 'Set the match of a machine by hand (match set), or say of a label what it is.',
  },
  'word-several': {
    why: ({ printed }: { printed: string }) => `${quoted(printed)} is not one word.`,
    whatToDo: 'Say of each word what it means.',
  },
  'word-unprinted': {
    why: ({ printed, dealerId }: { printed: string; dealerId: string }) =>
      `${quoted(printed)} stands in no list or spec book of ${dealerId} that is in force.`,
    whatToDo: 'Write it as it is printed.',
  },
  'answer-refused': {
    why: ({ why }: { why: Reason }, say: Say) => `${say(why)}.`,
    whatToDo: 'Say what it is instead, under which section (--section), or `nothing`.',
  },
  'meaning-unknown': {
    why: ({ text }: { text: string; dealerId: string }) => `Nobody has said what ${quoted(text)} means.`,
    whatToDo: ({ dealerId }: { dealerId: string }) => `See npx feedwright knowledge list ${dealerId}.`,
  },
  'match-unknown': {
    why: ({ modelCode }: { modelCode: string }) => `No match of ${modelCode} was set by hand.`,
    whatToDo: ({ dealerId }: { dealerId: string }) => `See npx feedwright match list ${dealerId}.`,
  },
  'feed-missing': {
    why: ({ dealerId }: { dealerId: string }) =>
      `${dealerId} has no feed yet: drop a spec book and a price list into inbox/${dealerId}/.`,
    whatToDo: ({ dealerId }: { dealerId: string }) =>
      `See what waits (npx feedwright questions ${dealerId}).`,
  },
  'feed-at-work': { why: 'A feed is being built at the moment.', whatToDo: 'Try again shortly.' },
  'difference-missing': {
    why: 'This version was built before differences were kept.',
    whatToDo: 'Look at a newer one.',
  },
  'delivery-unknown': {
    why: ({ sequence }: { sequence: string }) => `There is no delivery ${quoted(sequence)}.`,
    whatToDo: 'See npx feedwright deliveries list.',
  },
  'rules-wrong': {
    why: ({ origin, faults }: { origin: string; faults: readonly string[] }) =>
      [`${origin} holds no rules that can be put:`, ...faults].join('\n  '),
    whatToDo: 'Mend that and put them again.',
  },
  'rules-unreadable': {
    why: ({ source }: { source: string }) => `The rules in force cannot be read (${source} ones stand in).`,
    whatToDo: 'Try again later.',
  },
  'rules-same': {
    why: ({ origin }: { origin: string }) => `${origin} says what is in force already.`,
    whatToDo: 'Nothing was put.',
  },
  'plan-unknown': {
    why: ({ name }: { name: string }) => `There is no plan ${quoted(name)}.`,
    whatToDo: ({ known, near }: { known: readonly string[]; near: readonly string[] }) =>
      meantText(near) ||
      `Use one of ${known.join(', ')}, or put a plan of your own: npx feedwright plans put FILE.`,
  },
  'layer-unknown': {
    why: ({ name }: { name: string }) => `There is no layer ${quoted(name)}.`,
    whatToDo: ({ layers }: { layers: readonly string[] }) => `Use one of ${layers.join(', ')}.`,
  },
  'reference-refused': {
    why: ({ url, status }: { url: string; status: number }) => `${url} answered ${status}.`,
    whatToDo: 'Download the file with your own access and give it as FILE instead.',
  },
  'reference-silent': {
    why: ({ url, attempts, detail }: { url: string; attempts: number; detail: string }) =>
      `${url} gave no answer${attempts > 0 ? ` in ${attempts} attempts` : ''} (${detail}).`,
    whatToDo: 'Nothing has changed: try again later, or give a FILE.',
  },
  'reference-address-missing': {
    why: 'The field definitions in force name no address of model names.',
    whatToDo: 'Give a FILE or URL.',
  },
  'reference-unreadable': {
    why: ({ source, detail }: { source: string; detail: string }) =>
      `${source} is no reference data of Avito: ${detail}.`,
    whatToDo: 'Give its model catalogue (XML) or its field definitions (JSON).',
  },
  'reference-unfit': {
    why: ({ detail }: { detail: string }) =>
      `No rules can be made of this snapshot:\n  ${detail.replaceAll('\n', '\n  ')}.`,
    whatToDo: 'Refresh it from another source.',
  },
  'list-unknown': {
    why: ({ list }: { list: string }) => `No list is called ${list}.`,
    whatToDo: ({ dealerId }: { dealerId: string }) => `Use an id of npx feedwright lists show ${dealerId}.`,
  },
  'list-ambiguous': {
    why: ({ list, ids }: { list: string; ids: readonly string[] }) =>
      `${ids.length} lists are called ${list}.`,
    whatToDo: ({ dealerId }: { dealerId: string }) => `Use an id of npx feedwright lists show ${dealerId}.`,
  },
  'list-missing': {
    why: ({ dealerId }: { dealerId: string }) => `No price list of ${dealerId} is in force yet.`,
    whatToDo: 'Drop one into its inbox.',
  },
  'name-unknown': {
    why: ({ name }: { name: string }) => `${quoted(name)} is neither a dealer nor the run of a price list.`,
    whatToDo: 'See npx feedwright dealers list.',
  },
  'name-missing': {
    why: 'It has to be said what the report is on.',
    whatToDo: ({ dealers }: { dealers: readonly string[] }) =>
      `Name a dealer or a run: ${dealers.join(', ') || 'no list is in force yet'}.`,
  },
  'service-refused': {
    why: ({ detail }: { detail: string }) => detail,
    whatToDo: 'Look at the credentials, the region and the model.',
  },
  'batch-unknown': {
    why: ({ batchId }: { batchId: string }) => `There is no batch ${batchId}.`,
    whatToDo: 'npx feedwright batch list names those there are.',
  },
  'batch-missing': {
    why: 'There is no batch yet.',
    whatToDo: 'npx feedwright batch start FOLDER makes one.',
  },
  'document-not-failed': {
    why: ({ document }: { document: string }) => `No document that failed is called ${document}.`,
    whatToDo: 'See npx feedwright redrive --failed.',
  },
  'document-unknown': {
    why: ({ dealerId, document }: { dealerId: string; document: string }) =>
      `${dealerId} has no file called ${quoted(document)}.`,
    whatToDo: ({ dealerId }: { dealerId: string }) =>
      `Name one that npx feedwright documents list ${dealerId} shows, by its name or the beginning of its id.`,
  },
  'document-ambiguous': {
    why: ({ document }: { document: string }) => `Several files are called ${quoted(document)}.`,
    whatToDo: ({ ids }: { ids: readonly string[] }) => `Say which of ${ids.join(', ')}.`,
  },
  'code-nowhere': {
    why: ({ modelCode }: { modelCode: string }) => `No list of a dealer has the code ${quoted(modelCode)}.`,
    whatToDo: 'Use a code as the list prints it.',
  },
  'code-ambiguous': {
    why: ({ modelCode }: { modelCode: string }) => `Several dealers have ${modelCode}.`,
    whatToDo: ({ dealers }: { dealers: readonly string[] }) =>
      `Add --dealer with one of ${dealers.join(', ')}.`,
  },
  'ad-unknown': {
    why: ({ adId }: { adId: string }) => `No ad has, or had, the Id ${quoted(adId)}.`,
    whatToDo: 'Name it by its Id, such as SKIDOO-BBXJ-2027.',
  },
  'ad-ambiguous': {
    why: ({ adId }: { adId: string }) => `Several dealers have the ad ${adId}.`,
    whatToDo: ({ dealers }: { dealers: readonly string[] }) =>
      `Add --dealer with one of ${dealers.join(', ')}.`,
  },
} as const;
