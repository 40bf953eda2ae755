/** Equipment that a machine has once, so that an option of the kind takes the place of what the book describes. */
export interface KindOfEquipment {
  /** How options of lists and highlights of books name it, in the languages of lists. */
  readonly words: RegExp;
  /** The book's feature that tells it. */
  readonly feature?: string;
}

export const KINDS_OF_EQUIPMENT: readonly KindOfEquipment[] = [
  // Smart-Shox are electronic KYB shocks on all ends, in place of the package's own.
  { words: /\bshox\b|\bshocks?\b|\bkyb\b|damper|iskunvaim|stötdämp|støtdemp|sto(?:ß|ss)dämpf|амортиз/iu },
  {
    words: /windshield|windscreen|tuulilasi|vindruta|vindskjerm|windschutz|windschild|ветров/iu,
    feature: 'windshield',
  },
  { words: /\bskis?\b(?!\s+stance)|\bsukset\b|\bskidor\b|\bskier?\b|лыжи/iu, feature: 'skis' },
  {
    words: /headlight|ajovalo|strålkastare|frontlys|scheinwerfer|(?<!\p{L})фар[аы]/iu,
    feature: 'headlights',
  },
  { words: /\bseat\b(?!\s+height)|istuin|\bsäte\b|\bsete\b|\bsitz|сиденье/iu },
  { words: /\breverse\b|peruutus|\bback\b(?=växel)|revers|rückwärts|задний ход/iu, feature: 'reverse' },
];
