import type { LEAVING as EN } from '../en/leaving.ts';
import type { Translation } from '../message.ts';
import { dateText, handText } from './words.ts';

/** A dealer that leaves: what it takes along, and why its data is not removed yet. */
export const LEAVING = {
  'archive-too-large': {
    why: ({ bytes }) =>
      `Архив занимает ${Math.ceil(bytes / 1_000_000)} МБ — за один раз столько не записать.`,
    whatToDo: ({ dealerId }) => `Сохраните его в файл: npx feedwright dealers export ${dealerId} --to FILE.`,
  },
  'dealer-leaving': {
    why: ({ dealerId, at, by }) =>
      `Дилер ${dealerId} уходит (${by ? handText(by, at) : dateText(at)}): ничего нового для него не начинается.`,
    whatToDo: ({ dealerId }) =>
      `Пока его данные не начали удалять, вернуть дилера можно: npx feedwright dealers resume ${dealerId}.`,
  },
  'erase-unconfirmed': {
    why: ({ dealerId }) => `Все данные дилера ${dealerId} будут удалены навсегда, а его фид — опустошён.`,
    whatToDo: ({ dealerId }) =>
      `Сначала сохраните архив, затем подтвердите удаление, назвав дилера ещё раз: ${dealerId} (в терминале — --confirm ${dealerId}).`,
  },
  'dealer-at-work': {
    why: ({ dealerId, names }) => `Работа для дилера ${dealerId} ещё не закончена: ${names.join(', ')}.`,
    whatToDo: 'Ничего нового пока не начинается: повторите через несколько минут.',
  },
  'leaving-over': {
    why: ({ dealerId }) =>
      `Пока просьба ждала, дилера ${dealerId} вернули или начали удалять заново: по ней ничего не удалено.`,
    whatToDo: 'Если удаление всё ещё нужно, попросите о нём ещё раз.',
  },
  'farewell-unconfirmed': {
    why: ({ dealerId, names, reasons }, say) =>
      `Пока не видно, что фид дилера ${dealerId} пуст (${names.join(', ')})${reasons.length > 0 ? `: ${reasons.map(say).join(' ')}` : '.'}`,
    whatToDo:
      'Повторите, когда адрес фида станет доступен. Канал, в котором дилер больше не продаёт, опустеет, только если вернуть дилера и ' +
      'снова настроить ему этот канал. Если адреса больше нет, напишите, почему видеть фид пустым не нужно (в терминале — ' +
      '--without-farewell REASON).',
  },
} satisfies Translation<typeof EN>;
