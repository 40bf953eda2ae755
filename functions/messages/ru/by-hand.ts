import type { BY_HAND as EN } from '../en/by-hand.ts';
import type { Translation } from '../message.ts';
import { bookTerm, fieldTerm } from './terms.ts';
import { capital, quoted } from './words.ts';

/** What people have set, as it stands. */
export const BY_HAND = {
  'hand-match': { why: ({ printed, name }) => `${printed} — это ${quoted(name.trim())}` },
  'hand-value': {
    why: ({ field, value, insteadOf }) =>
      `${capital(fieldTerm(field))}: ${value} ${insteadOf ? `вместо ${insteadOf}` : '(раньше было пусто)'}`,
  },
  'hand-accepted': {
    why: ({ reasons }, say) =>
      `Публикуется как предложено, несмотря на замечания: ${reasons.map(say).join('; ') || 'уже ни одного'}`,
  },
  'hand-kept-out': { why: ({ because }) => `Не продаётся${because ? `: ${because}` : ''}` },
  'hand-let': { why: ({ cause }, say) => `Разрешено то, о чём был вопрос: ${say(cause)}` },
  'hand-refused': { why: ({ cause }, say) => `Не разрешено то, о чём был вопрос: ${say(cause)}` },
  'hand-retired': { why: ({ list }) => `Прайс-лист ${list} выведен из действия` },
  'hand-restored': { why: ({ list }) => `Прайс-лист ${list} снова действует` },
  'hand-answer': {
    why: ({ asks, says, value }, say) => `${say(asks)} ${say(says)}${value ? `: ${value}` : ''}`,
  },
  'hand-meaning': { why: ({ printed, means }) => `«${printed}» значит ${quoted(bookTerm(means))}` },
} satisfies Translation<typeof EN>;
