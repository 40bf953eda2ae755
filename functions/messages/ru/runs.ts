import type { Reason } from '#contracts/reason.ts';
import type { RUNS as EN } from '../en/runs.ts';
import { type Say, saidBy, type Translation } from '../message.ts';
import { columnTerm } from './terms.ts';
import { figures, quoted } from './words.ts';

const products = (
  { codes, reasons }: { codes: readonly string[]; reasons: readonly Reason[] },
  say: Say,
): string => `${codes.join(', ')}: ${reasons.map(say).join('; ')}`;

const spoken = (
  { notes, codes, more }: { notes: readonly Reason[]; codes: readonly string[]; more: number },
  say: Say,
): string =>
  notes.map((note, at) => `${say(note)} (кодов: ${codes[at]})`).join('; ') +
  (more > 0 ? `; и ещё ${figures(more)} (в validated.json)` : '');

type Drift = { column: string; percentBefore: number; percentNow: number };

/** How much of a column is of a kind, in the list before and in this one. */
const drift = (kind: string) => ({
  why: ({ column, percentBefore, percentNow }: Drift): string =>
    `столбец ${quoted(columnTerm(column))}, ${kind}: было ${percentBefore}\u00A0%, стало ${percentNow}\u00A0%`,
});

const currencies = (some: readonly string[]): string => some.join(', ') || 'не указана';

/** What a command that has put documents through tells of them. */
export const RUNS = {
  'drift-filled': drift('заполнено'),
  'drift-numbers': drift('числа'),
  'drift-mixed': drift('буквы вместе с цифрами'),
  'drift-currency': {
    why: ({ currenciesBefore, currenciesNow }) =>
      `валюта: была ${currencies(currenciesBefore)}, стала ${currencies(currenciesNow)}`,
  },
  'not-ended': {
    why: 'Обработка не закончилась.',
    whatToDo: 'Запустите команду ещё раз; подробнее — в handlers.log в папке данных.',
  },
  'product-review': {
    why: products,
    whatToDo:
      'Недостающие значения появятся вместе с каталогом характеристик этой марки и года или из настроек дилера; какое правило требует каждое из них, видно у машины (validated.json).',
  },
  'product-rejected': {
    why: products,
    whatToDo: 'Исправьте то, что запрещает правило, в прайс-листе или в настройках дилера.',
  },
  'terms-untranslated': {
    why: spoken,
    whatToDo:
      'Ничего: значения ячеек стоят в объявлениях как напечатаны, особенность из каталога пропущена. Перевод можно добавить в functions/reference/glossary/russian.',
  },
  'rates-stale': {
    why: spoken,
    whatToDo:
      'Укажите в настройках дилера новый курс (npx feedwright dealers put), иначе из-за старого фид будет придержан.',
  },
  'feed-undelivered': {
    why: ({ cause }, say) =>
      `Не подтверждено, что фид открывается по своему адресу: ${cause ? say(cause) : 'причина неизвестна'}`,
    whatToDo: 'Проверьте учётную запись FTP и публичный адрес фида; в следующее окно выгрузка повторится.',
  },
  'delivery-without-receipt': {
    why: ({ dealerId }) =>
      `Выгрузка для ${dealerId} не оставила квитанции: идёт другая выгрузка, или эта не смогла начаться.`,
    whatToDo:
      'Посмотрите список выгрузок (npx feedwright deliveries list); когда другая закончится, выгрузите снова.',
  },
  'run-broke': {
    why: ({ text }, say) => saidBy(text, say),
    whatToDo: 'Это ошибка программы: сообщите о ней и приложите handlers.log из папки данных.',
  },
} satisfies Translation<typeof EN>;
