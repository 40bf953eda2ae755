import names from '#reference/models/brp-snowmobiles.json' with { type: 'json' };

/** Avito's list of BRP snowmobiles, to the letter: one name ends in a space, one says "8 50". */
export const avitoNames: readonly string[] = names;
