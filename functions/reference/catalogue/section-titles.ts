export type SectionKind = 'engine' | 'tracks' | 'colours' | 'features' | 'other';

const TITLES: Readonly<Record<SectionKind, readonly string[]>> = {
  engine: [
    'Rotax engine',
    'Rotax engines',
    'Engine',
    'Engines',
    'Rotax motor',
    'Rotax E-Power',
    'Electric motor',
    'Rotax electric motor',
    'Electric powertrain',
    'Motor',
    'Moottori',
    'Rotax-moottori',
    'Rotax-motor',
    'Двигатель',
    'Двигатель Rotax',
  ],
  tracks: ['Track', 'Tracks', 'Telamatto', 'Telamatot', 'Drivmatta', 'Band', 'Belte', 'Гусеница'],
  colours: [
    'Color',
    'Colors',
    'Colour',
    'Colours',
    'Väri',
    'Värit',
    'Färg',
    'Färger',
    'Farge',
    'Farger',
    'Цвет',
    'Цвета',
  ],
  features: [
    'Features',
    'Equipment',
    'Varusteet',
    'Ominaisuudet',
    'Utrustning',
    'Utstyr',
    'Egenskaper',
    'Оснащение',
    'Оборудование',
  ],
  other: [
    'Powertrain',
    'Dry weight',
    'Weight',
    'Dimensions',
    'Suspension',
    'Voimansiirto',
    'Kuivapaino',
    'Mitat',
    'Jousitus',
    'Drivlina',
    'Torrvikt',
    'Mått',
    'Dimensioner',
    'Fjädring',
    'Drivverk',
    'Tørrvekt',
    'Mål',
    'Fjæring',
    'Трансмиссия',
    'Сухая масса',
    'Размеры',
    'Подвеска',
  ],
};

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();

const KINDS = new Map(
  (Object.entries(TITLES) as [SectionKind, readonly string[]][]).flatMap(([kind, titles]) =>
    titles.map((title) => [lettersOf(title), kind] as const),
  ),
);

/** What a section so titled holds, however it is spelled or letter-spaced; undefined for a title nobody has listed. */
export const sectionKind = (title: string): SectionKind | undefined => KINDS.get(lettersOf(title));

/** Titles over what drives the machine: brakes that stand there are part of it. */
export const POWERTRAIN_TITLE =
  /^(?:power|drive)\s?train|^voimansiirto|^driv(?:lina|linje)|^antriebs?strang|^трансмисси/i;
