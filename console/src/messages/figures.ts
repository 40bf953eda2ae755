const MOSCOW = 'Europe/Moscow';

/** Figures, money and times as a language writes them; times are Moscow's everywhere. */
export const figuresIn = (language: string) => {
  const plain = new Intl.NumberFormat(language);
  // As prices are written where they are paid, whoever reads them: with spaces.
  const roubles = new Intl.NumberFormat('ru', {
    ...{ style: 'currency', currency: 'RUB', maximumFractionDigits: 0 },
  });
  const dollars = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: 4,
  });
  const time = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: MOSCOW,
  });
  const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: MOSCOW });
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: MOSCOW });
  const minute = new Intl.DateTimeFormat(language, {
    ...{
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
      timeZone: MOSCOW,
    },
  });
  return {
    number: (value: number): string => plain.format(value),
    /** "1 240 000 ₽". */
    roubles: (value: number): string => roubles.format(value),
    dollars: (value: number): string => dollars.format(value),
    /** Of an ISO instant: "11:00". */
    time: (instant: string): string => time.format(new Date(instant)),
    /** "30 ноя." */
    day: (instant: string): string => day.format(new Date(instant)),
    /** Of a day as the API has it: "30 нояб. 2026 г." */
    date: (day: string): string => date.format(new Date(day)),
    /** "30 ноя., 11:00". */
    minute: (instant: string): string => minute.format(new Date(instant)),
  };
};
