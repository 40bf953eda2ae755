/** A colour's own word in the languages of lists; makers' names of colours have one in them or beside them. */
export const COLOUR_WORDS =
  /(?<!\p{L})(?:black|white|red|blue|green|yellow|orange|gr[ea]y|silver|bronze|gold|brown|tan|purple|pink|lime|musta|valkoinen|punainen|sininen|vihreä|keltainen|oranssi|harmaa|hopea|svart|vit|röd|blå|grön|gul|grå|silver|hvit|rød|grønn|sølv|schwarz|wei(?:ß|ss)|rot|blau|grün|gelb|grau|silber|noire?|blanche?|rouge|bleue?|verte?|jaune|grise?|argent|ч[ёе]рн\p{L}*|бел\p{L}*|красн\p{L}*|син\p{L}*|зел[её]н\p{L}*|ж[её]лт\p{L}*|оранжев\p{L}*|сер\p{L}*)(?!\p{L})/iu;
