import type { KNOWLEDGE as RU } from '../ru/knowledge.ts';

export const KNOWLEDGE: typeof RU = {
  meanings: 'Words and labels',
  answers: 'Answers to questions',
  nothing: 'nothing that ads need',
  kinds: {
    label: 'row of a book',
    word: 'word of a name',
    unit: 'unit',
    heading: 'column of a list',
    name: 'the marketplace’s name',
  },
  ofAll: 'for all dealers',
  section: (section) => `under “${section}”`,
  forget: 'Forget',
  forgetTitle: (printed) => `Forget what “${printed}” means?`,
  forgetDoes:
    'Books and lists are understood anew without it. Machines that need it are asked about again; their ads stay as they are.',
  forgotten: (printed) => `“${printed}” is forgotten`,
  share: 'For all dealers',
  shareTitle: (printed) => `“${printed}”: is it to hold for all dealers?`,
  shareDoes: 'Lists and books of all dealers are understood by it. Who said it is not told to others.',
  shared: (printed) => `“${printed}” holds for all dealers`,
  undo: 'Take back',
  undoTitle: 'Take the answer back?',
  undoDoes: 'All that was written for this answer is as it was before, and the question is open again.',
  undone: 'The answer is taken back, the question is open again',
  none: 'Nothing was taught yet. Answers and meanings of words will stand here, and hold for later lists too.',
};
