/** One way to print prices: whole units of the currency in, text out. */
export interface PriceForm {
  currency: 'EUR' | 'SEK' | 'NOK' | 'DKK' | 'RUB';
  /** Said by the price heading, where the cells do not say it. */
  inHeading?: string;
  print(whole: number): string;
}

const grouped = (whole: number, mark: string): string => String(whole).replace(/\B(?=(\d{3})+$)/g, mark);

const NO_BREAK = '\u00a0';

/** The forms of the Nordic and Russian lists, by language. */
export const PRICE_FORMS: Readonly<Record<'fi' | 'en' | 'sv' | 'no' | 'ru', readonly PriceForm[]>> = {
  fi: [
    { currency: 'EUR', print: (whole) => `${grouped(whole, ' ')},00 €` },
    { currency: 'EUR', print: (whole) => `${grouped(whole, NO_BREAK)}${NO_BREAK}€` },
    { currency: 'EUR', print: (whole) => `${grouped(whole, '.')},00 EUR` },
    { currency: 'EUR', inHeading: 'EUR', print: (whole) => grouped(whole, ' ') },
    { currency: 'EUR', inHeading: '(€)', print: (whole) => `${whole},00` },
  ],
  en: [
    { currency: 'EUR', print: (whole) => `€${grouped(whole, ',')}` },
    { currency: 'EUR', print: (whole) => `€ ${grouped(whole, ',')}.00` },
    { currency: 'SEK', print: (whole) => `SEK ${grouped(whole * 10, ',')}.00` },
    { currency: 'NOK', inHeading: 'NOK', print: (whole) => grouped(whole * 10, ',') },
    { currency: 'EUR', print: (whole) => `EUR ${grouped(whole, "'")}.00` },
  ],
  sv: [
    { currency: 'SEK', print: (whole) => `${grouped(whole * 10, ' ')} kr` },
    { currency: 'SEK', print: (whole) => `${grouped(whole * 10, ' ')}:-` },
    { currency: 'SEK', print: (whole) => `${grouped(whole * 10, NO_BREAK)} SEK` },
    { currency: 'SEK', inHeading: 'SEK', print: (whole) => `${grouped(whole * 10, '.')},00` },
    { currency: 'EUR', print: (whole) => `${grouped(whole, ' ')} €` },
  ],
  no: [
    { currency: 'NOK', print: (whole) => `kr ${grouped(whole * 10, ' ')}` },
    { currency: 'NOK', print: (whole) => `${grouped(whole * 10, ' ')},-` },
    { currency: 'NOK', print: (whole) => `kr${NO_BREAK}${grouped(whole * 10, '.')},00` },
    { currency: 'NOK', print: (whole) => `NOK ${grouped(whole * 10, ' ')}` },
  ],
  ru: [
    { currency: 'RUB', print: (whole) => `${grouped(whole * 100, ' ')} руб.` },
    { currency: 'RUB', print: (whole) => `${grouped(whole * 100, NO_BREAK)} RUB` },
    { currency: 'RUB', inHeading: 'руб.', print: (whole) => grouped(whole * 100, ' ') },
    { currency: 'EUR', print: (whole) => `${grouped(whole, ' ')} €` },
  ],
};

/** What a form's print says in whole units. */
export function amountOf({ currency }: PriceForm, whole: number): string {
  const factor = { EUR: 1, SEK: 10, NOK: 10, DKK: 10, RUB: 100 }[currency];
  return `${whole * factor}.00`;
}
