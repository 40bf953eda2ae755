import type { DELIVERIES as EN } from '../en/deliveries.ts';
import type { Translation } from '../message.ts';
import { ADS, counted, figures, formOf } from './words.ts';

const NEXT_WINDOW = 'в следующее окно выгрузка повторится';

const LOOK_AT_HOST = `Проверьте, открывается ли по публичному адресу та папка, в которую выгружает учётная запись FTP; ${NEXT_WINDOW}.`;

/** How deliveries end, and why. */
export const DELIVERIES = {
  'no-feed-ready': {
    why: 'Нет версии фида, готовой к выгрузке.',
    whatToDo: 'Посмотрите список версий (npx feedwright feed list).',
  },
  'url-other-bytes': {
    why: ({ url, bytes }) =>
      `по адресу ${url} открывается другой файл (${counted(bytes, ['байт', 'байта', 'байт'])})`,
    whatToDo: LOOK_AT_HOST,
  },
  'url-refuses': { why: ({ url, status }) => `адрес ${url} отвечает ${status}`, whatToDo: LOOK_AT_HOST },
  'url-silent': {
    why: ({ url, detail }) => `адрес ${url} не отвечает: ${detail}`,
    whatToDo: `Проверьте веб-сервер, его имя и сертификат; ${NEXT_WINDOW}.`,
  },
  'picture-not-brought': { why: ({ name, detail }) => `${name}: ${detail}` },
  'pictures-missing': {
    why: ({ kept, missing, cause }, say) =>
      `${counted(kept, ADS)} ${formOf(kept, ['остаётся', 'остаются', 'остаются'])} в прежнем виде: не удалось передать ${counted(missing, ['фотографию', 'фотографии', 'фотографий'])} (${say(cause)})`,
    whatToDo: 'Ничего, если сервер просто был недоступен: они будут переданы при следующей выгрузке.',
  },
  'ads-taken-out': { why: ({ ads }) => `Снятые с продажи объявления убраны из фида: ${figures(ads)}.` },
  'live-file-missing': {
    why: ({ detail }) => detail,
    whatToDo:
      'Выгрузите фид снова (npx feedwright deliver); до этого по его адресу может ничего не открываться.',
  },
  'host-left-alone': {
    why: ({ detail }) => detail,
    whatToDo: 'Ничего: обращение повторится само.',
  },
  'login-refused': {
    why: ({ detail }) => detail,
    whatToDo:
      'Исправьте логин и пароль учётной записи FTP и возобновите выгрузку (npx feedwright dealers resume).',
  },
  'uploads-failed': {
    why: ({ attempts, detail }) =>
      `Передать файл не удалось, сделано ${counted(attempts, ['попытка', 'попытки', 'попыток'])}: ${detail}`,
    whatToDo: `Проверьте FTP-сервер; ${NEXT_WINDOW}.`,
  },
  'delivery-broke': {
    why: ({ detail }) => detail,
    whatToDo: `Исправьте это; ${NEXT_WINDOW}, или выгрузите сейчас (npx feedwright deliver).`,
  },
  'test-not-served': {
    why: ({ cause }, say) => `По публичному адресу файл не открывается: ${say(cause)}`,
    whatToDo:
      'feed.path и feed.publicUrl должны указывать на одну папку: исправьте то, что неверно, в настройках дилера (npx feedwright dealers put); кэшу веб-сервера может понадобиться минута.',
  },
  'test-file-stays': {
    why: ({ path }) => `${path} лежит в вашем собственном хранилище, где ничего не удаляется.`,
    whatToDo: 'Удалите его там или оставьте: он маленький, и никто его не загружает.',
  },
} satisfies Translation<typeof EN>;
