import type { Column } from '#contracts/extracted.ts';

/**
 * What a heading can stand for: a column of the contract, or
 * `track` (length and profile under one heading), `springOnly` (a column of marks),
 * `otherPrice` (a price that is not the recommended one) and `ignored` (known, and no part of the contract).
 */
export type Heading = Column | 'track' | 'springOnly' | 'otherPrice' | 'ignored';

/**
 * Headings of price lists in Finnish, English, Swedish, Norwegian, Russian, German and French (Danish where it differs).
 * To read a list with a new heading, add the heading to the paragraph of its column.
 * A heading matches by its letters and digits alone, and also when more words follow ("Suositushinta, sis. ALV").
 */
// biome-ignore format: a heading is found faster in a paragraph than in five hundred lines
export const HEADINGS: Readonly<Record<Heading, readonly string[]>> = {
  modelCode: [
    'Tuote-nro', 'Tuotenumero', 'Tuotekoodi', 'Mallikoodi', 'Mallinumero', 'Malli-nro', 'Koodi',
    'Nimikenumero', 'Nimike', 'Product no', 'Product number', 'Product code', 'Model no', 'Model number',
    'Model code', 'Item no', 'Item number', 'Item code', 'Item', 'Article', 'Article no', 'Part no', 'Code',
    'SKU', 'Prod no', 'Artikelnummer', 'Artikelnr', 'Artikel nr', 'Art nr', 'Artnr', 'Artikelkod',
    'Artikel', 'Produktnummer', 'Produktnr', 'Produkt nr', 'Produktkod', 'Modellkod', 'Modellnummer',
    'Modellnr', 'Modell nr', 'Modellkode', 'Kod', 'Varenummer', 'Varenr', 'Vare nr', 'Produktkode',
    'Artikkelnummer', 'Artikkelnr', 'Artikkel nr', 'Kode', 'Артикул', 'Код', 'Код модели', 'Код товара',
    'Код продукта', 'Каталожный номер', 'Номер модели', 'Номер товара', '№ модели', '№ товара', 'Арт',
    'Artikel-Nr', 'Bestellnummer', 'Bestell-Nr', 'Modell-Nr', 'Typenschlüssel',
    'Référence', 'Réf', 'Code modèle', 'Code article', 'Best Nr', 'Order code', 'Order no', 'Tilausnumero',
  ],
  model: [
    'Malli', 'Mallisto', 'Nimi', 'Mallinimi', 'Mallin nimi', 'Moottorikelkka', 'Model', 'Model name',
    'Model family', 'Family', 'Snowmobile', 'Modell', 'Modellnamn', 'Modellnavn', 'Snöskoter', 'Snøscooter',
    'Модель', 'Название модели', 'Модельный ряд', 'Снегоход', 'Наименование',
    'Modellname', 'Modellbezeichnung', 'Bezeichnung', 'Motorschlitten', 'Schneemobil',
    'Véhicule', 'Modèle', 'Motoneige', 'Gamme', 'Fahrzeug', 'Vehicle', 'Skoter', 'Scooter',
  ],
  package: [
    'Paketti', 'Varustepaketti', 'Varustelu', 'Varustetaso', 'Versio', 'Package', 'Pkg', 'Trim',
    'Trim level', 'Version', 'Paket', 'Utrustning', 'Utrustningspaket', 'Utförande', 'Pakke',
    'Utstyrspakke', 'Utstyr', 'Utgave', 'Versjon', 'Пакет', 'Комплектация', 'Версия', 'Исполнение',
    'Ausstattung', 'Ausstattungspaket', 'Ausführung', 'Variante',
    'Finition', 'Ensemble', 'Utstyrsnivå', 'Ausstattungslinie',
  ],
  engine: [
    'Moottori', 'Moottorityyppi', 'Voimanlähde', 'Engine', 'Engine type', 'Motor', 'Power unit', 'Motortyp',
    'Motortype', 'Двигатель', 'Мотор', 'Тип двигателя', 'Antrieb', 'Motorisierung',
    'Moteur', 'Motorisation', 'Groupe moteur', 'Triebwerk', 'Maskin',
  ],
  track: [
    'Telamatto', 'Tela', 'Matto', 'Track', 'Drivband', 'Band', 'Drivmatta', 'Matta', 'Belte', 'Beltet',
    'Гусеница', 'Гусеничная лента', 'Raupe', 'Raupenband', 'Laufband',
    'Chenille', 'Chenilles', 'Kette',
  ],
  trackLength: [
    'Telamaton pituus', 'Telamatto pituus', 'Telan pituus', 'Maton pituus', 'Pituus', 'Track length',
    'Length', 'Track size', 'Bandlängd', 'Drivbandslängd', 'Bandets längd', 'Mattlängd', 'Längd',
    'Beltelengde', 'Belte lengde', 'Lengde', 'Длина гусеницы', 'Длина', 'Гусеница длина', 'Telamaton koko',
    'Telamatto koko', 'Drivband längd', 'Band längd', 'Raupenlänge', 'Länge', 'Raupengröße', 'Kettenlänge',
    'Longueur de chenille', 'Longueur chenille', 'Longueur',
  ],
  trackProfile: [
    'Telamaton profiili', 'Telamatto profiili', 'Telamaton harja', 'Harjakorkeus', 'Profiili',
    'Maton profiili', 'Telamaton tyyppi', 'Telamatto tyyppi', 'Track profile', 'Profile', 'Lug',
    'Lug height', 'Lug profile', 'Track type', 'Track lug', 'Paddle', 'Bandprofil', 'Profil',
    'Drivbandsprofil', 'Mattprofil', 'Bandtyp', 'Drivband profil', 'Band profil', 'Belteprofil',
    'Belte profil', 'Kamhøyde', 'Kamhöjd', 'Beltetype', 'Профиль гусеницы', 'Профиль', 'Грунтозацеп',
    'Грунтозацепы', 'Высота грунтозацепа', 'Гусеница профиль', 'Тип гусеницы',
    'Raupenprofil', 'Profilhöhe', 'Stollenhöhe', 'Stollen', 'Kettenprofil',
    'Profil de chenille', 'Crampons',
  ],
  starter: [
    'Käynnistin', 'Käynnistys', 'Käynnistystapa', 'Starter', 'Start', 'Starting', 'Starting system',
    'Start system', 'Start type', 'Startmotor', 'Startsystem', 'Startmetod', 'Startare', 'Starttype',
    'Стартер', 'Запуск', 'Пуск', 'Система запуска', 'Тип запуска', 'Anlasser', 'Startart',
    'Démarreur', 'Démarrage', 'Lancement', 'Startanordning',
  ],
  display: [
    'Mittaristo', 'Näyttö', 'Mittari', 'Mittarit', 'Display', 'Gauge', 'Gauges', 'Instrument',
    'Instruments', 'Instrument cluster', 'Screen', 'Dash', 'Instrumentering', 'Instrumentpanel',
    'Instrumenter', 'Mätare', 'Skärm', 'Skjerm', 'Måler', 'Målere', 'Dashbord', 'Instrumentklynge',
    'Дисплей', 'Приборная панель', 'Приборы', 'Панель приборов', 'Щиток приборов', 'Экран',
    'Anzeige', 'Instrumente', 'Tacho', 'Bildschirm', 'Kombiinstrument',
    'Écran', 'Afficheur', 'Affichage', 'Tableau de bord', 'Instrumentation', 'Cockpit', 'Cluster',
  ],
  springOptions: [
    'Kevätoptiot', 'Kevätoptio', 'Kevätvalinnat', 'Kevätlisävarusteet', 'Optiot', 'Lisävarusteet',
    'Spring options', 'Spring option', 'Springoptions', 'Options', 'Option', 'Spring only options',
    'Våroptioner', 'Vår optioner', 'Våroption', 'Vårval', 'Vårtillval', 'Vår tillval', 'Tillval',
    'Vårens tillval', 'Tilval', 'Våropsjoner', 'Våropsjon', 'Vår opsjoner', 'Vårvalg', 'Vårtilvalg',
    'Vårens opsjoner', 'Opsjoner', 'Tilvalg', 'Ekstrautstyr', 'Forårsoptioner', 'Весенние опции',
    'Весенняя опция', 'Опции', 'Опции весны', 'Весенние варианты', 'Дополнительные опции',
    'Frühjahrsoptionen', 'Frühjahrsoption', 'Optionen', 'Sonderausstattung',
    'Options printemps', 'Options de printemps', 'Frühjahrsbestellung',
  ],
  color: [
    'Väri', 'Värit', 'Väritys', 'Color', 'Colour', 'Colors', 'Colours', 'Färg', 'Färger', 'Kulör', 'Farge',
    'Farger', 'Farve', 'Цвет', 'Цвета', 'Расцветка', 'Окраска', 'Farbe', 'Farben', 'Farbton',
    'Couleur', 'Couleurs', 'Coloris', 'Teinte', 'Lackierung', 'Finish',
  ],
  price: [
    'Suositushinta', 'Suositushinnat', 'Hinta', 'Hinta sis', 'Ohjehinta', 'Suositeltu hinta',
    'Suositusvähittäishinta', 'Vähittäishinta', 'OVH', 'SVH', 'Price', 'Retail price', 'Recommended price',
    'Recommended retail price', 'Suggested price', 'Suggested retail price', 'List price', 'MSRP', 'RRP',
    'SRP', 'Pris', 'Rekommenderat pris', 'Rekommenderat cirkapris', 'Rek pris', 'Rekpris', 'Cirkapris',
    'Ca pris', 'Riktpris', 'Listpris', 'Prisrekommendation', 'Veiledende pris', 'Veil pris', 'Veilpris',
    'Veiledende utsalgspris', 'Utsalgspris', 'Vejledende pris', 'Anbefalt pris', 'Anbefalt utsalgspris',
    'Listepris', 'Verð', 'Цена', 'Рекомендованная цена', 'Рекомендуемая цена',
    'Рекомендованная розничная цена', 'Рекомендуемая розничная цена', 'Розничная цена', 'Розница', 'РРЦ', 'Стоимость',
    'Preis', 'UVP', 'Unverbindliche Preisempfehlung', 'Listenpreis', 'Bruttopreis', 'Verkaufspreis',
    'Prix', 'Prix conseillé', 'Prix public', 'PVC', 'Tarif',
  ],
  section: [
    'Segmentti', 'Ryhmä', 'Tuoteryhmä', 'Kategoria', 'Segment', 'Category', 'Group', 'Kategori', 'Grupp',
    'Gruppe', 'Сегмент', 'Категория', 'Группа', 'Класс',
    'Catégorie',
  ],
  springOnly: [
    'Kevätmalli', 'Kevätennakkomalli', 'Ennakkomalli', 'Spring only', 'Spring only model', 'Spring',
    'Vårmodell', 'Endast vår', 'Kun vår', 'Vår', 'Только весна', 'Весенняя модель', 'Весна',
    'Kevättilaus', 'Vain kevättilaus', 'Vain keväällä', 'Endast vårorder', 'Vårorder', 'Kun vårbestilling',
    'Vårbestilling', 'Spring order', 'Spring order only', 'Весенний заказ', 'Только весенний заказ',
    'Nur Frühjahr', 'Frühjahrsmodell', 'Nur Frühjahrsbestellung',
    'Printemps', 'Printemps seulement', 'Commande printemps',
  ],
  otherPrice: [
    'Alv 0', 'Veroton hinta', 'Hinta alv 0', 'Hinta ilman alv', 'Nettohinta', 'Ostohinta',
    'Jälleenmyyjähinta', 'Kampanjahinta', 'Autovero', 'Toimituskulut', 'Ennakkohinta', 'Price excl VAT',
    'Price ex VAT', 'Net price', 'Dealer price', 'Dealer cost', 'Campaign price', 'Wholesale price',
    'Spring price', 'Delivery', 'Freight', 'Pris exkl moms', 'Nettopris', 'Inköpspris', 'Kampanjpris',
    'Pris ekskl mva', 'Pris eks mva', 'Innkjøpspris', 'Kampanjepris', 'Forhandlerpris', 'Цена без НДС',
    'Дилерская цена', 'Оптовая цена', 'Опт', 'Акционная цена', 'Netto', 'Nto', 'Net', 'Dealer net', 'Dealer',
    'Exkl moms', 'Eks mva', 'Ekskl mva', 'VAT 0', 'Без НДС', 'Закупка',
    'Nettopreis', 'Händlerpreis', 'Einkaufspreis', 'Aktionspreis', 'Preis exkl MwSt', 'Preis ohne MwSt',
    'Prix HT', 'Prix hors taxe',
  ],
  ignored: [
    'Teho', 'Tehoa', 'Paino', 'Kuivapaino', 'Jousitus', 'Alusta', 'Runko', 'Iskunvaimentimet', 'Suksi',
    'Sukset', 'Istuin', 'Istuimet', 'Saatavuus', 'Varasto', 'Toimitus', 'Huom', 'Huomautus', 'Vuosi',
    'Vuosimalli', 'Merkki', 'Takuu', 'EAN', 'Määrä', 'Kpl', 'Power', 'HP', 'Weight', 'Dry weight',
    'Suspension', 'Chassis', 'Platform', 'Shocks', 'Skis', 'Ski', 'Seat', 'Seats', 'Seating',
    'Availability', 'Stock', 'Notes', 'Note', 'Remarks', 'Year', 'Model year', 'Brand', 'Make', 'Warranty',
    'Qty', 'Quantity', 'No', 'Nr', 'VAT', 'Effekt', 'Vikt', 'Torrvikt', 'Fjädring', 'Chassi', 'Stötdämpare',
    'Skidor', 'Säte', 'Säten', 'Tillgänglighet', 'Lager', 'Anm', 'Anmärkning', 'Årsmodell', 'Märke',
    'Garanti', 'Antal', 'Moms', 'Ytelse', 'Vekt', 'Tørrvekt', 'Demping', 'Støtdempere', 'Sete', 'Seter',
    'Tilgjengelighet', 'Merknad', 'Modellår', 'Merke', 'Antall', 'MVA', 'Мощность', 'Масса', 'Вес',
    'Подвеска', 'Платформа', 'Амортизаторы', 'Лыжи', 'Сиденье', 'Мест', 'Наличие', 'Склад', 'Примечание',
    'Год', 'Модельный год', 'Бренд', 'Марка', 'Гарантия', 'Количество', 'НДС', '№',
    'Leistung', 'Gewicht', 'Trockengewicht', 'Federung', 'Fahrwerk', 'Dämpfer', 'Sitz', 'Sitze', 'Verfügbarkeit',
    'Bemerkung', 'Jahr', 'Modelljahr', 'Marke', 'Garantie', 'Anzahl', 'Menge', 'MwSt',
  ],
};
