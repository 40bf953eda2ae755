export type Language = 'en' | 'fi' | 'sv' | 'de' | 'ru' | 'no' | 'fr' | 'pl';

interface Spoken {
  sections: readonly [engine: string, dimensions: string, equipment: string];
  units: { mm: string; cm: string; kg: string; l: string; cc: string; hp: string; in: string };
  twoStroke: string;
  fourStroke: string;
  starters: readonly string[];
  seats: readonly (readonly [text: string, places: number])[];
  models: string;
  engines: string;
}

/** How a language says what stands in the cells. */
export const SPOKEN: Readonly<Record<Language, Spoken>> = {
  en: {
    sections: ['POWERPLANT', 'PROPORTIONS', 'FITTED WITH'],
    units: { mm: 'mm', cm: 'cm', kg: 'kg', l: 'L', cc: 'cc', hp: 'hp', in: 'in.' },
    twoStroke: 'Liquid-cooled two-stroke',
    fourStroke: 'Liquid-cooled four-stroke, DOHC',
    starters: ['Electric', 'Manual', 'SHOT', 'Electric start'],
    seats: [
      ['Sport, 1-up', 1],
      ['Touring, 2-up', 2],
    ],
    models: 'Version',
    engines: 'Powerplant',
  },
  fi: {
    sections: ['VOIMALAITE', 'ULKOMITAT', 'VARUSTELU'],
    units: { mm: 'mm', cm: 'cm', kg: 'kg', l: 'l', cc: 'cm³', hp: 'hv', in: 'tuumaa' },
    twoStroke: 'Nestejäähdytteinen kaksitahti',
    fourStroke: 'Nestejäähdytteinen nelitahti',
    starters: ['Sähkö', 'Vetonaru', 'Sähkökäynnistys'],
    seats: [
      ['1 hengen', 1],
      ['2 hengen', 2],
    ],
    models: 'Versio',
    engines: 'Voimalaite',
  },
  sv: {
    sections: ['DRIVKÄLLA', 'YTTERMÅTT', 'UTRUSTAD MED'],
    units: { mm: 'mm', cm: 'cm', kg: 'kg', l: 'liter', cc: 'cm³', hp: 'hk', in: 'tum' },
    twoStroke: 'Vätskekyld tvåtakt',
    fourStroke: 'Vätskekyld fyrtakt',
    starters: ['Elstart', 'Manuell', 'Snörstart'],
    seats: [
      ['1 person', 1],
      ['2 personer', 2],
    ],
    models: 'Version',
    engines: 'Drivkälla',
  },
  de: {
    sections: ['ANTRIEB', 'MASSE UND GEWICHTE', 'AUSSTATTUNG'],
    units: { mm: 'mm', cm: 'cm', kg: 'kg', l: 'l', cc: 'cm³', hp: 'PS', in: 'in' },
    twoStroke: 'Flüssigkeitsgekühlter Zweitakter',
    fourStroke: 'Flüssigkeitsgekühlter Viertakter',
    starters: ['Elektrisch', 'Manuell', 'Elektrostart'],
    seats: [
      ['1 Person', 1],
      ['2 Personen', 2],
    ],
    models: 'Ausführung',
    engines: 'Antrieb',
  },
  ru: {
    sections: ['СИЛОВАЯ УСТАНОВКА', 'ГАБАРИТЫ', 'КОМПЛЕКТАЦИЯ'],
    units: { mm: 'мм', cm: 'см', kg: 'кг', l: 'л', cc: 'см³', hp: 'л.с.', in: 'дюймов' },
    twoStroke: 'Двухтактный',
    fourStroke: 'Четырёхтактный',
    starters: ['Электростартер', 'Ручной', 'Электрический'],
    seats: [
      ['1-местное', 1],
      ['2-местное', 2],
    ],
    models: 'Исполнение',
    engines: 'Агрегат',
  },
  no: {
    sections: ['DRIVVERKET', 'UTVENDIGE MÅL', 'UTRUSTNING'],
    units: { mm: 'mm', cm: 'cm', kg: 'kg', l: 'liter', cc: 'cm³', hp: 'hk', in: 'tommer' },
    twoStroke: 'Væskekjølt totakter',
    fourStroke: 'Væskekjølt firetakter',
    starters: ['Elektrisk start', 'Manuell', 'Trekkstart'],
    seats: [
      ['Fører', 1],
      ['Fører + passasjer', 2],
    ],
    models: 'Utgave',
    engines: 'Drivverk',
  },
  fr: {
    sections: ['MOTORISATION', 'ENCOMBREMENT', 'DOTATION'],
    units: { mm: 'mm', cm: 'cm', kg: 'kg', l: 'litres', cc: 'cm³', hp: 'ch', in: 'po' },
    twoStroke: 'Deux temps, refroidi par liquide',
    fourStroke: 'Quatre temps, refroidi par liquide',
    starters: ['Démarreur électrique', 'Lanceur', 'Électrique'],
    seats: [
      ['Conducteur', 1],
      ['Conducteur et passager', 2],
    ],
    models: 'Déclinaison',
    engines: 'Motorisation',
  },
  pl: {
    sections: ['ZESPÓŁ NAPĘDOWY', 'GABARYTY', 'OSPRZĘT'],
    units: { mm: 'mm', cm: 'cm', kg: 'kg', l: 'litrów', cc: 'cm³', hp: 'KM', in: 'cali' },
    twoStroke: 'Dwusuwowy, chłodzony cieczą',
    fourStroke: 'Czterosuwowy, chłodzony cieczą',
    starters: ['Elektryczny', 'Rozrusznik elektryczny', 'Ręczny'],
    seats: [
      ['Jednoosobowe', 1],
      ['Dwuosobowe', 2],
    ],
    models: 'Wersja',
    engines: 'Jednostka',
  },
};
