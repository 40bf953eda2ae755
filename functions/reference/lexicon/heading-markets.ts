/**
 * The words of headings that tell a Nordic language, by the markets that speak it. The crowns of four countries
 * share their sign, so where neither price nor title says which is meant, the language of the headings does.
 * Most words belong to two of the languages; a list's words together leave one market, or the list is not told.
 * Finnish stands here because a bilingual list ("Hinta / Pris") is one of Finland, not of Sweden.
 * Words that English or all of them share ("Motor", "Start", "Instrument", "Model") tell nothing and are left out.
 */
// biome-ignore format: a word is found faster in a paragraph than in a hundred lines
export const HEADING_MARKETS: readonly { markets: readonly string[]; words: readonly string[] }[] = [
  { markets: ['SE'], words: [
    'artikelkod', 'artnr', 'produktkod', 'modellkod', 'varunummer', 'modellnamn', 'snöskoter', 'paket', 'utrustning',
    'utrustningspaket', 'utförande', 'motortyp', 'drivband', 'drivbandslängd', 'band', 'bandlängd', 'bandets',
    'bandprofil', 'bandtyp', 'drivmatta', 'matta', 'mattlängd', 'längd', 'kamhöjd', 'startmetod', 'startare', 'mätare',
    'skärm', 'våroptioner', 'våroption', 'vårval', 'vårtillval', 'tillval', 'färg', 'färger', 'kulör',
    'rek', 'rekpris', 'rekommenderat', 'cirkapris', 'riktpris', 'listpris', 'prisrekommendation', 'exkl', 'inköpspris',
    'kampanjpris', 'vikt', 'torrvikt', 'fjädring', 'chassi', 'stötdämpare', 'skidor', 'säte', 'säten', 'tillgänglighet',
    'anmärkning', 'årsmodell', 'märke', 'grupp',
  ] },
  { markets: ['NO'], words: [
    'artikkel', 'artikkelnummer', 'artikkelnr', 'modellkode', 'modellnavn', 'snøscooter', 'utstyr', 'ekstrautstyr', 'utstyrspakke',
    'utgave', 'versjon', 'belte', 'beltet', 'beltelengde', 'belteprofil', 'beltetype', 'lengde', 'kamhøyde', 'skjerm', 'målere', 'dashbord',
    'instrumentklynge', 'våropsjoner', 'våropsjon', 'opsjoner', 'vårvalg', 'vårtilvalg', 'farge', 'farger', 'veil',
    'veilpris', 'veiledende', 'rettleiande', 'utsalgspris', 'anbefalt', 'mva', 'innkjøpspris', 'kampanjepris', 'ytelse',
    'vekt', 'tørrvekt', 'demping', 'støtdempere', 'sete', 'seter', 'tilgjengelighet', 'merknad', 'modellår', 'antall',
  ] },
  { markets: ['DK'], words: [
    'snescooter', 'bælte', 'bæltelængde', 'længde', 'skærm', 'forårsoptioner', 'farve', 'farver', 'vejl', 'vejledende',
    'udsalgspris', 'anbefalet', 'vægt', 'sæde', 'mærke', 'modelår', 'udstyr',
  ] },
  { markets: ['SE', 'NO'], words: ['modell', 'modellnummer', 'modellnr', 'vårmodell'] },
  { markets: ['SE', 'DK'], words: ['artikel', 'artikelnummer', 'artikelnr', 'moms'] },
  { markets: ['NO', 'DK'], words: [
    'varenummer', 'varenr', 'pakke', 'motortype', 'måler', 'tilvalg', 'listepris',
    'forhandlerpris', 'gruppe',
  ] },
  { markets: ['SE', 'NO', 'DK'], words: ['pris'] },
  { markets: ['IS'], words: ['verð', 'vörunúmer'] },
  { markets: ['FI'], words: [
    'tuote', 'tuotenro', 'tuotenumero', 'tuotekoodi', 'mallikoodi', 'mallinumero', 'koodi', 'nimike', 'nimikenumero',
    'malli', 'mallinimi', 'moottorikelkka', 'paketti', 'varustelu', 'versio', 'moottori', 'voimanlähde', 'telamatto',
    'telamaton', 'tela', 'pituus', 'profiili', 'käynnistin', 'käynnistys', 'mittaristo', 'näyttö', 'kevätoptiot',
    'kevätoptio', 'lisävarusteet', 'väri', 'värit', 'suositushinta', 'hinta', 'ohjehinta', 'vähittäishinta', 'ovh', 'alv',
  ] },
];
