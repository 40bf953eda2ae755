import type { EN } from '#messages/en/index.ts';
import type { Otherwise } from '../said-here.ts';

const ON_AVITO = 'Open the settings of the automatic load on the site of Avito';
const TELL = 'tell whoever runs Feedwright';
const TO_DEALER = ({ dealers }: { dealers: readonly string[] }) =>
  `Open the dealer that is meant: ${dealers.join(', ')}.`;

const UNTRANSLATED =
  'Nothing: cells stand in the ads as printed, a highlight of the book is left out. Whoever runs Feedwright can add a translation.';

/** What reasons say otherwise here, where nobody sits at a terminal, nor beside the files. */
export const HERE = {
  'headings-unknown': {
    whatToDo:
      'Answer the question about its columns (npx feedwright questions): it is then read, and so are later lists with these headings.',
  },
  'no-text-layer': {
    whatToDo:
      'Ask the supplier for the PDF it exported itself, or have whoever runs Feedwright turn on the reading of pages from their pictures.',
  },
  'no-price-list': {
    whatToDo: `Check that it is the right file; if it is a price list, ${TELL}.`,
  },
  'book-values-missing': {
    whatToDo: `Answer what is asked about rows of the book; where nothing is, ${TELL}.`,
  },
  'one-cause': { whatToDo: `Mend that, and drop the list again; where that does not help, ${TELL}.` },
  'run-broke': { whatToDo: `This is a bug: ${TELL}.` },
  'account-unseen': { whatToDo: `Where it happens again, ${TELL}.` },
  'feed-too-costly': { whatToDo: `Where it happens again, ${TELL}; the feed before stays in place.` },
  'term-untranslated': { whatToDo: UNTRANSLATED },
  'book-not-understood': {
    whatToDo: `See in Documents what was read on each page of the file, and ${TELL}.`,
  },
  'book-partly-damaged': {
    whatToDo: 'See the pages of the file in Documents; values that are not read stay empty.',
  },
  'book-partly-read': {
    whatToDo: 'See the pages of the file in Documents; values that are not read stay empty.',
  },
  'products-waiting': { whatToDo: 'See the reasons of each in Machines.' },
  'product-review': {
    whatToDo:
      'Missing values come with the spec book of this brand and year or the settings of the dealer; each machine in Machines says which rule asks for them.',
  },
  'pages-alike': {
    why: ({ document, model, onPages }) =>
      `Several pages of ${document} are called “${model}” (${onPages.join(', ')}), and the row's engine, ` +
      'track length and width suit each: compare them, then write the values yourself or complete the row on the list.',
  },
  'terms-untranslated': { whatToDo: UNTRANSLATED },
  'not-ended': { whatToDo: `Wait and reload the page; where it still has not ended, ${TELL}.` },
  'list-missing': { whatToDo: 'Drop one at Today.' },
  'word-unknown': {
    whatToDo:
      'Say it in words that names are known by, such as "Expert" or "850 E-TEC", or that it means nothing.',
  },
  'answer-refused': { whatToDo: 'Choose or write another answer, or say that it means nothing.' },
  'option-drop-named': {
    why: 'Have the list name brand and model year in its title, and drop it again.',
  },
  'rules-wrong': {
    why: ({ faults }) => ['These rules cannot be put:', ...faults].join('\n  '),
  },
  'rules-same': { why: 'This is what is in force already.' },
  'dealer-rule-there': { whatToDo: 'Give the new one a name of its own, or change the other.' },
  'code-ambiguous': { whatToDo: TO_DEALER },
  'ad-ambiguous': { whatToDo: TO_DEALER },
  'archive-too-large': {
    whatToDo: 'Have whoever runs Feedwright write it to a file: it is too large for a browser.',
  },
  'stock-or-list': {
    whatToDo:
      'For your stock, have whoever runs Feedwright take it as a stock sheet; for a price list, write brand and model year above its headings and drop it again.',
  },
  'is-stock-sheet': {
    whatToDo: 'Drop it at Today of its dealer: it lies over the lists that are in force.',
  },
  'stock-asks': {
    whatToDo:
      'Mend these cells, call unknown columns otherwise, such as "Quantity", and drop the sheet again.',
  },
  'stock-column-unknown': { whatToDo: 'If so, call it "Quantity" and drop the sheet again.' },
  'stock-which-piece': { whatToDo: 'Say which one, in a column of VINs or pieces.' },
  'is-market-sheet': { whatToDo: 'Drop it at Market.' },
  'tasks-unknown': { whatToDo: `Reload the page; where that does not help, ${TELL}.` },
  'load-missed': {
    whatToDo: `${ON_AVITO}, and hold the address of the feed and its hours against those in Dealer.`,
  },
  'profile-other-url': { whatToDo: `${ON_AVITO}, and put the address of the feed there.` },
  'profile-slots-missing': { whatToDo: `${ON_AVITO} and add these hours, or change the windows in Dealer.` },
} satisfies Otherwise<typeof EN>;
