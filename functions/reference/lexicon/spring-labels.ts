/**
 * How lists head the rows of machines that are sold in spring only: "KEVÄTMALLIT", "Spring order only until 15 April".
 * What is chosen in spring (options, colours) is no machine.
 */
const SPRING = 'kevä(?:t|än)|spring|vår|весен\\p{L}*|весн\\p{L}*|frühjahrs?|printemps|printanier\\p{L}*';
const SOLD =
  'only|order|model|mallit?|malli|tilau|ennak|endast|beställ|bestill|kun|modell|заказ|модел|только|nur|bestell|seulement|commande|modèle';
const CHOSEN =
  'option|optio|valin|tillval|valg|опци|färg|farge|colou?r|väri|цвет|farbe|couleur|discount|alennus|rabat|скидк';

const SPRING_WORD = new RegExp(`(?<!\\p{L})(?:${SPRING})`, 'iu');
const SOLD_WORD = new RegExp(SOLD, 'iu');
const CHOSEN_WORD = new RegExp(CHOSEN, 'iu');

/** True for a label over rows that can be ordered in spring only. */
export const headsSpringOnly = (label: string): boolean =>
  SPRING_WORD.test(label) && SOLD_WORD.test(label) && !CHOSEN_WORD.test(label);
