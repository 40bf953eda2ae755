import type { Language } from './spoken.ts';

/** What a row of a drawn book tells, by a name of the test's own. */
export type Told =
  | 'details'
  | 'displacement'
  | 'cylinders'
  | 'bore'
  | 'stroke'
  | 'power'
  | 'fuelTank'
  | 'oilTank'
  | 'weight'
  | 'length'
  | 'width'
  | 'height'
  | 'stance'
  | 'track'
  | 'trackLength'
  | 'trackWidth'
  | 'trackProfile'
  | 'seat'
  | 'starter';

/** What looks like one of those and is something else. */
export type LookAlike =
  | 'seatHeight'
  | 'beltWidth'
  | 'clearance'
  | 'handlebarWidth'
  | 'lugSpacing'
  | 'skiWidth'
  | 'stator'
  | 'towing';

type Words<Key extends string> = Readonly<Record<Key, readonly string[]>>;

/**
 * How people of the trade might word a row, misspelled now and then. Written down without looking at the lexicon of
 * the program: a wording that it knows is here by chance.
 */
export const WORDINGS: Readonly<Record<Language, Words<Told>>> = {
  en: {
    details: ['Powerplant description', 'Type of motor', 'Engine characteristics', 'Engine design'],
    displacement: ['Engine size', 'Swept volume', 'Actual displacement', 'Cubic capacity', 'Displacment'],
    cylinders: ['Cylinder count', 'Number of pots', 'Cylinder arrangement'],
    bore: ['Cylinder diameter', 'Bore size', 'Bore (nominal)'],
    stroke: ['Piston travel', 'Stroke length', 'Stroke (nominal)'],
    power: ['Peak output', 'Rated engine power', 'Maximum horse power', 'Power delivered'],
    fuelTank: ['Gasoline capacity', 'Usable fuel volume', 'Fuel reservoir', 'Petrol tank'],
    oilTank: ['Oil reservoir', 'Injection oil volume', 'Oil supply'],
    weight: ['Unladen mass', 'Mass without fluids', 'Claimed dry mass', 'Shipping weight', 'Dry wieght'],
    length: ['Nominal machine length', 'Length end to end', 'Full sled length', 'Lenght overall'],
    width: ['Nominal machine width', 'Greatest breadth', 'Sled width', 'Witdh overall'],
    height: ['Nominal machine height', 'Greatest height', 'Sled height'],
    stance: ['Ski spacing', 'Distance between skis', 'Nominal ski stance', 'Stance of the skis'],
    track: ['Fitted track', 'Track footprint', 'Track geometry', 'Crawler belt', 'Rubber track'],
    trackLength: ['Nominal track length', 'Track circumference', 'Length of track', 'Track loop length'],
    trackWidth: ['Nominal track width', 'Breadth of track', 'Width of track'],
    trackProfile: ['Nominal lug height', 'Paddle depth', 'Height of track lugs', 'Track paddle'],
    seat: ['Saddle type', 'Rider places', 'Seat arrangement', 'Seating configuration'],
    starter: ['Starting device', 'How it starts', 'Engine starting', 'Starter arrangement'],
  },
  fi: {
    details: ['Moottorin rakenne', 'Voimanlähde', 'Moottorin kuvaus'],
    displacement: ['Moottorin tilavuus', 'Kuutiotilavuus', 'Todellinen iskutilavuus', 'Iskutilavus'],
    cylinders: ['Sylinterien lukumäärä', 'Sylinterimäärä'],
    bore: ['Sylinterin läpimitta', 'Männän halkaisija'],
    stroke: ['Männän iskun pituus', 'Iskun mitta'],
    power: ['Suurin teho', 'Moottorin huipputeho', 'Nimellisteho'],
    fuelTank: ['Bensatankki', 'Tankin vetoisuus', 'Polttonestesäiliö', 'Bensiinisäiliön koko'],
    oilTank: ['Voiteluainesäiliö', 'Öljyn määrä', 'Tuorevoitelusäiliö'],
    weight: ['Omapaino ilman nesteitä', 'Massa kuivana', 'Kuiva massa'],
    length: ['Koneen pituus', 'Suurin pituus', 'Kelkan kokonaismitta pituus'],
    width: ['Koneen leveys', 'Suurin leveys'],
    height: ['Koneen korkeus', 'Suurin korkeus'],
    stance: ['Suksien väli', 'Suksiväli', 'Suksien keskiöväli'],
    track: ['Maton koko', 'Telan mitat', 'Vakiomatto'],
    trackLength: ['Maton pituus', 'Telamaton kehän pituus', 'Telan pituus'],
    trackWidth: ['Maton leveys', 'Telan leveys'],
    trackProfile: ['Harjan korkeus', 'Maton harja', 'Lamellin korkeus'],
    seat: ['Penkin malli', 'Istumapaikat', 'Satula'],
    starter: ['Käynnistystapa', 'Startti', 'Moottorin käynnistys'],
  },
  sv: {
    details: ['Motorns uppbyggnad', 'Motorkonstruktion', 'Kraftkälla'],
    displacement: ['Motorvolym', 'Verklig cylindervolym', 'Kubik'],
    cylinders: ['Cylinderantal', 'Antal cylinderlopp'],
    bore: ['Cylinderdiameter', 'Loppets diameter'],
    stroke: ['Kolvslag', 'Kolvens slag'],
    power: ['Högsta effekt', 'Motoreffekt', 'Toppeffekt'],
    fuelTank: ['Bensinvolym', 'Drivmedelstank', 'Tankens rymd'],
    oilTank: ['Oljebehållare', 'Oljevolym', 'Smörjoljetank'],
    weight: ['Egenvikt torr', 'Vikt utan vätskor', 'Maskinens torrvikt'],
    length: ['Maskinens längd', 'Största längd', 'Skoterns längd'],
    width: ['Maskinens bredd', 'Största bredd'],
    height: ['Maskinens höjd', 'Största höjd'],
    stance: ['Avstånd mellan skidorna', 'Skidbredd mellan centrum', 'Skidornas spårvidd'],
    track: ['Mattans mått', 'Monterad drivmatta', 'Bandets storlek'],
    trackLength: ['Bandets längd', 'Drivmattans längd', 'Mattlängd'],
    trackWidth: ['Bandets bredd', 'Drivmattans bredd', 'Mattbredd'],
    trackProfile: ['Kammarnas höjd', 'Mattans kamhöjd', 'Kamdjup'],
    seat: ['Dyna', 'Sittplatser', 'Sadelns utförande'],
    starter: ['Startanordning', 'Startmetod', 'Motorns start'],
  },
  de: {
    details: ['Motorbauart', 'Beschreibung des Motors', 'Antriebsquelle'],
    displacement: ['Hubraum', 'Motorvolumen', 'Tatsächlicher Hubraum', 'Hubraumm'],
    cylinders: ['Zylinderzahl', 'Anzahl der Zylinder'],
    bore: ['Bohrung', 'Zylinderbohrung', 'Zylinderdurchmesser'],
    stroke: ['Kolbenhub', 'Hub'],
    power: ['Höchstleistung', 'Motorleistung', 'Nennleistung', 'Leistung maximal'],
    fuelTank: ['Tankinhalt', 'Benzintank', 'Kraftstoffvorrat', 'Kraftstoffbehälter'],
    oilTank: ['Ölvorrat', 'Öltank', 'Ölbehälter'],
    weight: ['Trockengewicht', 'Leermasse', 'Gewicht ohne Betriebsstoffe'],
    length: ['Gesamtlänge', 'Länge über alles', 'Fahrzeuglänge'],
    width: ['Gesamtbreite', 'Größte Breite', 'Fahrzeugbreite'],
    height: ['Gesamthöhe', 'Größte Höhe', 'Fahrzeughöhe'],
    stance: ['Skiabstand', 'Spurweite der Ski', 'Skispur'],
    track: ['Raupenband', 'Kettenmaße', 'Montierte Raupe'],
    trackLength: ['Kettenlänge', 'Raupenlänge', 'Länge der Raupe'],
    trackWidth: ['Kettenbreite', 'Raupenbreite', 'Breite der Kette'],
    trackProfile: ['Profilhöhe', 'Stollenhöhe', 'Höhe der Stollen'],
    seat: ['Sitzbank', 'Sitzplätze', 'Sattel'],
    starter: ['Anlasser', 'Startart', 'Startvorrichtung'],
  },
  ru: {
    details: ['Конструкция мотора', 'Силовой агрегат', 'Особенности двигателя'],
    displacement: ['Литраж', 'Кубатура', 'Объём мотора', 'Рабочий обьем'],
    cylinders: ['Цилиндров', 'Кол-во цилиндров'],
    bore: ['Диаметр поршня', 'Диаметр расточки цилиндра'],
    stroke: ['Ход', 'Рабочий ход поршня'],
    power: ['Наибольшая мощность', 'Мощность мотора', 'Пиковая мощность'],
    fuelTank: ['Бензобак', 'Ёмкость бака', 'Запас топлива'],
    oilTank: ['Маслобак', 'Запас масла', 'Бачок для масла'],
    weight: ['Масса без жидкостей', 'Вес без топлива', 'Снаряжённый сухой вес'],
    length: ['Длина машины', 'Габаритная длина', 'Наибольшая длина'],
    width: ['Ширина машины', 'Габаритная ширина', 'Наибольшая ширина'],
    height: ['Высота машины', 'Габаритная высота', 'Наибольшая высота'],
    stance: ['Расстояние между лыжами', 'Ширина лыжной колеи', 'Лыжная база'],
    track: ['Размер гусеничной ленты', 'Лента', 'Установленная гусеница'],
    trackLength: ['Длина ленты', 'Длина гусеничной ленты'],
    trackWidth: ['Ширина ленты', 'Ширина гусеничной ленты'],
    trackProfile: ['Глубина зацепа', 'Высота зацепов', 'Высота профиля'],
    seat: ['Седло', 'Посадочные места', 'Вид сиденья'],
    starter: ['Пуск двигателя', 'Вид запуска', 'Чем заводится'],
  },
  no: {
    details: ['Motorens oppbygging', 'Drivverkets art'],
    displacement: ['Slagvolumet', 'Kubikkinnhold'],
    cylinders: ['Sylinderantall', 'Antall sylindre'],
    bore: ['Boring av sylinder', 'Sylinderens vidde'],
    stroke: ['Stempelvandring', 'Stempelets slag'],
    power: ['Toppytelse', 'Motorens styrke'],
    fuelTank: ['Bensinbeholder', 'Drivstoffmengde'],
    oilTank: ['Smøreoljebeholder', 'Oljemengde'],
    weight: ['Tørr masse', 'Vekt uten væsker'],
    length: ['Lengde overalt', 'Scooterens lengde'],
    width: ['Bredde overalt', 'Scooterens bredde'],
    height: ['Høyde overalt', 'Scooterens høyde'],
    stance: ['Skienes avstand', 'Avstand mellom skiene'],
    track: ['Beltets format', 'Montert belte'],
    trackLength: ['Beltets lengde', 'Beltelengden'],
    trackWidth: ['Beltets bredde', 'Beltebredden'],
    trackProfile: ['Kamhøyden', 'Beltets kammer'],
    seat: ['Setetype', 'Antall om bord'],
    starter: ['Startmetode', 'Slik starter den'],
  },
  fr: {
    details: ['Type de bloc', 'Nature de la motorisation'],
    displacement: ['Volume balayé', 'Cubage'],
    cylinders: ['Nombre de pots', 'Compte des cylindres'],
    bore: ['Diamètre du fût', 'Diamètre du cylindre'],
    stroke: ['Débattement du piston', 'Trajet du piston'],
    power: ['Force maximale', 'Rendement de pointe'],
    fuelTank: ['Bidon d’essence', 'Réserve de carburant'],
    oilTank: ['Bidon d’huile', 'Réserve d’huile'],
    weight: ['Masse sèche constatée', 'Poids sans liquides'],
    length: ['Encombrement en long', 'Longueur du véhicule'],
    width: ['Encombrement en large', 'Largeur du véhicule'],
    height: ['Encombrement en haut', 'Hauteur du véhicule'],
    stance: ['Entraxe des skis', 'Distance entre skis'],
    track: ['Format de chenille', 'Bande montée'],
    trackLength: ['Longueur de la bande', 'Chenille, longueur'],
    trackWidth: ['Largeur de la bande', 'Chenille, largeur'],
    trackProfile: ['Hauteur des crampons', 'Relief de chenille'],
    seat: ['Banquette', 'Nombre à bord'],
    starter: ['Mise en route', 'Comment il démarre'],
  },
  pl: {
    details: ['Budowa jednostki', 'Rodzaj napędu'],
    displacement: ['Pojemność skokowa', 'Objętość jednostki'],
    cylinders: ['Cylindry', 'Liczba garnków'],
    bore: ['Otwór cylindra', 'Średnica tłoka'],
    stroke: ['Skok tłoka', 'Droga tłoka'],
    power: ['Moc szczytowa', 'Siła silnika'],
    fuelTank: ['Zbiornik benzyny', 'Zapas paliwa'],
    oilTank: ['Zbiornik smaru', 'Zapas oleju'],
    weight: ['Ciężar na sucho', 'Masa bez płynów'],
    length: ['Długość maszyny', 'Długość całkowita'],
    width: ['Szerokość maszyny', 'Szerokość całkowita'],
    height: ['Wysokość maszyny', 'Wysokość całkowita'],
    stance: ['Rozstaw nart', 'Odległość między nartami'],
    track: ['Wymiar gąsienicy', 'Założona taśma'],
    trackLength: ['Długość gąsienicy', 'Długość taśmy'],
    trackWidth: ['Szerokość gąsienicy', 'Szerokość taśmy'],
    trackProfile: ['Wysokość zaczepów', 'Głębokość bieżnika'],
    seat: ['Siedzisko', 'Ilu jedzie'],
    starter: ['Uruchamianie', 'Rozruch'],
  },
};

/** Look-alikes, and values of theirs in the very ranges of what they look like. */
export const LOOK_ALIKES: Readonly<Record<Language, Words<LookAlike>>> = {
  en: {
    seatHeight: ['Seat height', 'Height of saddle'],
    beltWidth: ['Nominal belt width', 'Drive belt width'],
    clearance: ['Ground clearance', 'Track clearance'],
    handlebarWidth: ['Handlebar width'],
    lugSpacing: ['Lug spacing', 'Track pitch'],
    skiWidth: ['Ski width', 'Width of ski runner'],
    stator: ['Stator output', 'Alternator output'],
    towing: ['Towing weight', 'Cargo load weight'],
  },
  fi: {
    seatHeight: ['Istuinkorkeus'],
    beltWidth: ['Hihnan leveys'],
    clearance: ['Maavara'],
    handlebarWidth: ['Ohjaustangon leveys'],
    lugSpacing: ['Harjojen väli', 'Maton jako'],
    skiWidth: ['Suksen leveys'],
    stator: ['Laturin teho', 'Generaattorin teho'],
    towing: ['Vetopaino', 'Kuormapaino'],
  },
  sv: {
    seatHeight: ['Sitthöjd'],
    beltWidth: ['Remmens bredd'],
    clearance: ['Markfrigång'],
    handlebarWidth: ['Styrets bredd'],
    lugSpacing: ['Kamdelning', 'Mattans delning'],
    skiWidth: ['Skidans bredd'],
    stator: ['Generatoreffekt'],
    towing: ['Dragvikt', 'Lastvikt'],
  },
  de: {
    seatHeight: ['Sitzhöhe'],
    beltWidth: ['Riemenbreite'],
    clearance: ['Bodenfreiheit'],
    handlebarWidth: ['Lenkerbreite'],
    lugSpacing: ['Stollenabstand', 'Kettenteilung'],
    skiWidth: ['Skibreite'],
    stator: ['Generatorleistung', 'Lichtmaschinenleistung'],
    towing: ['Anhängelast', 'Nutzlast Gewicht'],
  },
  ru: {
    seatHeight: ['Высота сиденья'],
    beltWidth: ['Ширина ремня'],
    clearance: ['Дорожный просвет'],
    handlebarWidth: ['Ширина руля'],
    lugSpacing: ['Шаг гусеницы', 'Шаг зацепов'],
    skiWidth: ['Ширина лыжи'],
    stator: ['Мощность генератора'],
    towing: ['Масса буксируемого груза', 'Вес груза'],
  },
  no: {
    seatHeight: ['Setehøyde'],
    beltWidth: ['Reimbredde', 'Variatorreimens bredde'],
    clearance: ['Bakkeklaring'],
    handlebarWidth: ['Styrets bredde'],
    lugSpacing: ['Kamavstand', 'Beltets deling'],
    skiWidth: ['Skienes bredde'],
    stator: ['Dynamoens ytelse'],
    towing: ['Tilhengervekt', 'Lastevekt'],
  },
  fr: {
    seatHeight: ['Hauteur d’assise'],
    beltWidth: ['Largeur de courroie'],
    clearance: ['Garde au sol'],
    handlebarWidth: ['Largeur du guidon'],
    lugSpacing: ['Pas de chenille'],
    skiWidth: ['Largeur des skis'],
    stator: ['Puissance de l’alternateur'],
    towing: ['Poids tractable', 'Charge utile'],
  },
  pl: {
    seatHeight: ['Wysokość siedziska'],
    beltWidth: ['Szerokość paska'],
    clearance: ['Prześwit'],
    handlebarWidth: ['Szerokość kierownicy'],
    lugSpacing: ['Podziałka gąsienicy'],
    skiWidth: ['Szerokość narty'],
    stator: ['Moc alternatora'],
    towing: ['Masa holowana', 'Ładowność'],
  },
};
