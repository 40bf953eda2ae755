import type { EN } from '../en/index.ts';
import type { Translation } from '../message.ts';
import { ACTS } from './acts.ts';
import { ADS } from './ads.ts';
import { BOOKS } from './books.ts';
import { BY_HAND } from './by-hand.ts';
import { DEALER_RULES } from './dealer-rules.ts';
import { DELIVERIES } from './deliveries.ts';
import { DOCUMENTS } from './documents.ts';
import { FEEDS } from './feeds.ts';
import { LEAVING } from './leaving.ts';
import { MARKET } from './market.ts';
import { MATCHES } from './matches.ts';
import { OPERATIONS } from './operations.ts';
import { PICTURES } from './pictures.ts';
import { ASKED } from './questions.ts';
import { READING } from './reading.ts';
import { REFUSALS } from './refusals.ts';
import { ROWS } from './rows.ts';
import { RUNS } from './runs.ts';
import { SOURCES } from './sources.ts';
import { STOCK } from './stock.ts';
import { TASKS } from './tasks.ts';
import { VERDICTS } from './verdicts.ts';

/**
 * Every reason in Russian, for a dealer's feed manager who reads it in the console: "вы", what to do in words first and the
 * command, where there is one, behind it. One word for one thing:
 *
 * | English | Russian | English | Russian |
 * | --- | --- | --- | --- |
 * | feed | фид | ad | объявление |
 * | price list, list | прайс-лист | spec book, book | каталог характеристик, каталог |
 * | machine | машина | piece | экземпляр |
 * | model year | модельный год | engine | двигатель |
 * | row, cell, column | строка, ячейка, столбец | heading, title | заголовок |
 * | stock, stock sheet | наличие, таблица наличия | in force | действует |
 * | drop a file | загрузить файл | configuration | настройки дилера |
 * | match | сопоставление, выбор модели | set by hand | выбрано (указано) вручную |
 * | question, answer | вопрос, ответ | accept, approve | принять, одобрить |
 * | held | придержан | reject | отклонить |
 * | withdraw | снять с продажи | keep out | исключить из продажи |
 * | window | окно выгрузки | deliver, delivery | выгрузить, выгрузка |
 * | public URL | публичный адрес | host | FTP-сервер, веб-сервер |
 * | load (at Avito) | загрузка | automatic load | Автозагрузка |
 * | verdict | отчёт Авито | placement | размещение |
 * | rate, markup | курс, наценка | rule | правило |
 */
export const RU = {
  ...DOCUMENTS,
  ...READING,
  ...BOOKS,
  ...REFUSALS,
  ...LEAVING,
  ...ROWS,
  ...RUNS,
  ...MATCHES,
  ...ADS,
  ...SOURCES,
  ...FEEDS,
  ...DELIVERIES,
  ...ACTS,
  ...OPERATIONS,
  ...ASKED,
  ...STOCK,
  ...MARKET,
  ...PICTURES,
  ...TASKS,
  ...BY_HAND,
  ...VERDICTS,
  ...DEALER_RULES,
} satisfies Translation<typeof EN>;
