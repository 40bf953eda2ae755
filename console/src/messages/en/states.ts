import { pluralIn } from '../plural.ts';
import type { STATES as RU } from '../ru/states.ts';

const counted = pluralIn('en');

export const STATES: typeof RU = {
  loading: 'Loading…',
  failed: 'That did not work',
  retry: 'Try again',
  offline: 'Offline. What was known is shown; all of it is brought up to date once you are back.',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  undo: 'Undo',
  yes: 'Yes',
  no: 'No',
  signInTitle: 'Sign in',
  signInByLink:
    'Open the sign-in link of the terminal in which Feedwright runs. npx feedwright sign-in gives another one.',
  signIn: 'Sign in',
  troubles: {
    unreachable: ['The server does not answer', 'Check your connection and try again.'],
    broken: [
      'Something broke at the server',
      'Try again. If it fails once more, tell whoever keeps this installation.',
    ],
    forbidden: ['No access', 'Ask whoever keeps this dealer for a role that may do it.'],
    'not-found': ['There is no such thing here', 'Reload the page: it may have been taken away.'],
    'too-many-requests': ['Too many requests at once', 'Wait a minute and try again.'],
    'changed-meanwhile': ['It has changed while you looked at it', 'See how it is now, and decide again.'],
    'nothing-kept': [
      'This browser keeps nothing for this site, and nobody can sign in without that',
      'Let the site keep cookies and data, in the settings of the browser, and reload the page.',
    ],
    'end-unknown': [
      'The connection broke, and how this ended is unknown',
      'Once you are back online, see in the audit trail whether it was done.',
    ],
  },
  notFound: 'Nothing is here',
  notFoundToDo: 'Check the address, or begin at Today.',
  broken: 'This screen could not open',
  brokenToDo: 'Reload the page. If it fails again, tell whoever keeps this installation.',
  ads: (count) => counted(count, { one: 'ad', other: 'ads' }),
  machines: (count) => counted(count, { one: 'machine', other: 'machines' }),
  minutes: (count) => counted(count, { one: 'minute', other: 'minutes' }),
  hours: (count) => counted(count, { one: 'hour', other: 'hours' }),
};
