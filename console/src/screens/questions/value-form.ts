import type { Option } from '#contracts/question.ts';

/** One value that an answer takes; of an answer that takes a single one the name is empty. */
export interface Input {
  name: string;
  example: string;
  allowed: readonly string[];
}

/** What is written in the inputs of an answer, by their names. */
export type Given = Readonly<Record<string, string>>;

/** "A=x y B=z" by its names; a value may hold spaces. */
const namedIn = (text: string, names: readonly string[]): Record<string, string> => {
  const begins = names
    .map((name) => ({ name, at: ` ${text}`.indexOf(` ${name}=`) }))
    .filter(({ at }) => at >= 0)
    .toSorted((one, other) => one.at - other.at);
  return Object.fromEntries(
    begins.map(({ name, at }, place) => [
      name,
      text.slice(at + name.length + 1, begins[place + 1]?.at ?? text.length).trim(),
    ]),
  );
};

/** The inputs of an answer by its form ("Type=… TrackWidth=…"); none of one that takes no value. */
export const inputsOf = ({ value }: Pick<Option, 'value'>): Input[] => {
  if (!value) return [];
  const names = value.form.split(' ').flatMap((word) => (word.endsWith('=…') ? word.slice(0, -2) : []));
  if (names.length === 0) {
    const allowed = value.allowed.map((each) => each.slice(each.indexOf('=') + 1));
    return [{ name: '', example: value.example, allowed }];
  }
  const examples = namedIn(value.example, names);
  return names.map((name) => ({
    ...{ name, example: examples[name] ?? '' },
    allowed: value.allowed.flatMap((each) =>
      each.startsWith(`${name}=`) ? each.slice(name.length + 1) : [],
    ),
  }));
};

/** What the inputs come to, as the API takes it; empty where nothing is written. */
export const writtenIn = (inputs: readonly Input[], given: Given): string =>
  inputs
    .flatMap(({ name }) => {
      const text = given[name]?.trim() ?? '';
      if (text === '') return [];
      return name === '' ? text : `${name}=${text}`;
    })
    .join(' ');

/** Whether it can be answered so: all that it takes is there. */
export const isComplete = (option: Option, given: Given): boolean =>
  !option.byFile && (!option.value || option.value.optional || writtenIn(inputsOf(option), given) !== '');

const NUMBER = /\d+(?:[.,]\d+)?/g;

/** The number of a printed text that is in a unit ("20 in / 508 mm", mm → "508"); else its first; empty where it has none. */
export const numberIn = (text: string, unit: string): string => {
  const numbers = [...text.matchAll(NUMBER)];
  const inUnit = numbers.find(({ 0: number, index }) =>
    text
      .slice(index + number.length)
      .trimStart()
      .toLowerCase()
      .startsWith(unit.toLowerCase()),
  );
  return (unit && inUnit?.[0]) || numbers[0]?.[0] || '';
};
