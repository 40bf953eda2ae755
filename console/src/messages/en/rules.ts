import type { RULES as RU } from '../ru/rules.ts';

export const RULES: typeof RU = {
  layers: {
    'required-fields': 'Required fields',
    'model-catalogue': 'The marketplace’s catalogue',
    'field-rules': 'Rules of fields',
    'business-rules': 'Rules of business',
  },
  version: (version) => `${version} is in force`,
  find: 'Field, brand, model',
  lines: (shown, all) => (shown === all ? `(${all})` : `(${shown} of ${all})`),
  inEnglish: '',
  edit: 'Take the layer over to change it',
  versions: 'Versions',
  ofProgram: 'of the program',
  inForce: 'in force',
  changeTitle: 'Change rules',
  changeHow:
    'Take a layer over above, or choose a file. The trial shows what becomes of each machine of all dealers; nothing changes before “Put in force”.',
  choose: 'Choose a file',
  file: 'File of rules, JSON',
  text: 'Rules',
  try: 'Try what that changes',
  trying: 'Being tried…',
  put: 'Put in force',
  putTitle: 'Put these rules in force?',
  putDoes: (machines) =>
    `All lists are judged by them at once: ${machines} otherwise than now. Feeds are built anew and leave at their next windows.`,
  saved: 'The rules are in force, the lists were judged by them',
  changesNothing: 'Nothing changes.',
  changes: (machines) => `Judged otherwise: ${machines}.`,
  triedOn: (lists, machines) => `Price lists in force: ${lists}, with ${machines}.`,
  speaks: 'New:',
  speaksNoMore: 'No more:',
  firstOf: (shown, all) => `The first ${shown} of ${all} are shown.`,
};
