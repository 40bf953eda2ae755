import { knownCode } from './messages.ts';

/**
 * What Avito's messages call the fields of an ad: the labels of its definitions for snowmobiles, as beginnings of words,
 * since Russian bends their ends.
 */
const LABELS: Record<string, readonly string[]> = {
  Title: ['назван', 'заголов'],
  Description: ['описан'],
  Price: ['цен', 'стоимост'],
  Category: ['категор'],
  VehicleType: ['вид техник'],
  Make: ['марк', 'бренд'],
  Model: ['модел'],
  Type: ['тип снегоход'],
  Year: ['год выпуск', 'года выпуск'],
  EngineType: ['тип двигател', 'типа двигател'],
  Power: ['мощност'],
  EngineCapacity: ['объём двигател', 'объем двигател', 'объёма двигател', 'объема двигател'],
  Stroke: ['числ тактов', 'число такт', 'тактов'],
  PersonCapacity: ['пассажир'],
  TrackWidth: ['гусениц'],
  Availability: ['доступност', 'налич'],
  Condition: ['состоян'],
  Images: ['фото', 'изображен', 'картин'],
  Address: ['адрес'],
  ContactPhone: ['телефон'],
};

const beginsIn = (text: string, word: string): boolean =>
  text.startsWith(word) ||
  text.includes(` ${word}`) ||
  text.includes(`"${word}`) ||
  text.includes(`«${word}`);

/** The tag itself as a word of its own. */
const isNamed = (text: string, tag: string): boolean => text.split(/[^A-Za-z]+/).includes(tag);

/**
 * The feed's tags that a message is about: by its code, by the tags it names, else by what it calls them; those that are
 * named as such count alone.
 */
export const fieldsOfMessage = ({
  code,
  title,
  description,
}: {
  code: string | null;
  title: string;
  description: string;
}): string[] => {
  const field = knownCode(code)?.field;
  if (field) return [field];
  const text = `${title} ${description}`;
  const tags = Object.keys(LABELS);
  const named = tags.filter((tag) => isNamed(text, tag));
  if (named.length > 0) return named;
  const lower = text.toLowerCase();
  return tags.filter((tag) => LABELS[tag]?.some((word) => beginsIn(lower, word)));
};
