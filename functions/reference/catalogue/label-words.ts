/** What one word of a label is about. */
export type Concept = keyof typeof CONCEPT_WORDS;

/**
 * Words of row labels by what they are about, in the languages of the markets: lower case, "ё" as "е". A star stands
 * for any ending ("telamat*"), for Finnish and Russian bend their words; compounds ("bandbredd", "Gesamtlänge")
 * are taken apart into these. A word that is here under nothing a field asks for speaks against that field.
 */
// biome-ignore format: a word is found faster in a paragraph than in five hundred lines
export const CONCEPT_WORDS = {
  track: [
    'track', 'tracks', 'telamat*', 'tela', 'telan', 'matto', 'maton', 'drivmatt*', 'matta', 'mattan*',
    'band', 'bandet*', 'belte', 'beltet*', 'belter', 'kette', 'ketten', 'raupe', 'raupen*', 'laufband*',
    'гусениц*', 'гусеничн*', 'chenille', 'crawler',
    'chenilles', 'drivband*', 'raupenband*', 'laufkette*',
    'gąsienic*', 'taśma', 'taśmy',
  ],
  length: [
    'length', 'long', 'lenght', 'pituus', 'pituude*', 'längd*', 'lengde*', 'länge', 'längen', 'длина',
    'длины', 'длину', 'longueur', 'largo',
    'longueurs',
    'długość', 'długości',
  ],
  width: [
    'width', 'wide', 'breadth', 'leveys', 'leveyde*', 'bredd*', 'bredde*', 'breite*', 'ширина', 'ширины',
    'ширину', 'largeur', 'witdh', 'widht',
    'szerokość', 'szerokości',
  ],
  height: [
    'height', 'tall', 'korkeu*', 'höjd*', 'høyde*', 'höhe', 'höhen', 'высота', 'высоты', 'высоту',
    'hauteur', 'heigth', 'hight', 'depth', 'syvyys', 'djup', 'dybde', 'tiefe', 'глубина',
    'hauteurs', 'profondeur',
    'wysokość', 'wysokości', 'głębokość',
  ],
  lug: [
    'lug', 'lugs', 'profile', 'profiles', 'paddle', 'paddles', 'cleat', 'cleats', 'harja*', 'profiili*',
    'kam', 'kammar', 'kamhöjd*', 'profil', 'profils', 'profilen', 'profilhöhe', 'stollen*', 'грунтозацеп*',
    'профил*', 'kamme*', 'lamelli*',
    'crampon*', 'sculpture*',
    'bieżnik*', 'zaczepów',
  ],
  weight: [
    'weight', 'mass', 'paino', 'painon', 'massa', 'vikt', 'vikten', 'vekt', 'vekten', 'gewicht', 'масса',
    'массы', 'вес', 'poids', 'masse', 'тара',
    'masa', 'waga', 'ciężar',
  ],
  dry: [
    'dry', 'kuiva', 'kuivana', 'torr*', 'tørr*', 'trocken*', 'сух*', 'сухой',
    'sec', 'sèche',
    'suchy', 'sucha', 'sucho', 'suchej',
  ],
  stance: [
    'stance', 'spår', 'spor', 'spur', 'raideväli', 'raidevälin', 'spårvidd', 'sporvidde', 'skidavstånd',
    'skiavstand', 'raideleve*', 'spurweite', 'skispurweite', 'skiabstand', 'колея', 'колеи', 'колею',
    'écartement', 'voie',
    'rozstaw*',
  ],
  ski: [
    'ski', 'suksi*', 'skidorna*', 'skiene*', 'skis', 'suksi', 'sukset', 'suksien', 'skid', 'skidor',
    'skidors', 'лыж*', 'skier', 'kufe*',
    'nart', 'narty', 'nartami', 'narta',
  ],
  engine: [
    'engine', 'engines', 'motor', 'motors', 'moottor*', 'motorn', 'motoren', 'двигател*', 'мотор*', 'rotax',
    'powerplant', 'moteur',
    'moteurs', 'triebwerk*', 'drivkälla*',
    'silnik*',
  ],
  displacement: [
    'displacement', 'iskutilavuu*', 'slagvolym*', 'cylindervolym*', 'slagvolum*', 'hubraum', 'литраж',
    'кубатур*', 'swept', 'cubic', 'sylinteritilavuu*', 'motorvolym', 'motorvolum',
    'cylindrée', 'hubvolumen',
    'skokowa', 'skokowej',
  ],
  cylinder: [
    'cylinder*', 'cyl', 'zyl', 'syl', 'sylinter*', 'cylindrar*', 'sylindr*', 'zylinder*', 'цилиндр*', 'sylinder*',
  ],
  bore: [
    'diameter*', 'durchmesser*', 'läpimit*', 'bore', 'boring', 'poraus', 'halkaisija*', 'borrning*',
    'bohrung', 'диаметр*', 'loppdiameter',
    'alésage',
    'średnic*',
  ],
  stroke: [
    'stroke', 'isku', 'iskunpituu*', 'iskun', 'slaglängd*', 'slaglengde*', 'slag', 'hub', 'ход', 'хода',
    'course',
    'skok', 'skoku',
  ],
  piston: [
    'piston*', 'männän', 'mäntä', 'kolv', 'kolven', 'kolben*', 'stempel*', 'поршн*',
    'tłok*',
  ],
  power: [
    'power', 'horsepower', 'hp', 'bhp', 'output', 'teho', 'tehon', 'huipputeho', 'enimmäisteho', 'effekt',
    'effekten', 'hästkraft*', 'hestekreft*', 'hevosvoim*', 'leistung', 'motorleistung', 'мощност*',
    'puissance', 'ps', 'pferdestärken', 'toppeffekt', 'maxeffekt',
    'chevaux',
    'moc', 'mocy',
  ],
  speed: [
    'speed', 'rpm', 'revs', 'revolutions', 'kierros*', 'varvtal*', 'turtall*', 'drehzahl*', 'оборот*',
    'kierrosluku', 'kierrosnopeu*', 'частота',
    'régime', 'tours',
  ],
  fuel: [
    'drivmedel*', 'polttoneste*', 'bensa*', 'fuel', 'gas', 'gasoline', 'petrol', 'polttoaine*', 'bensiini*',
    'bränsle*', 'bensin*', 'drivstoff*', 'kraftstoff*', 'benzin*', 'топлив*', 'бензин*', 'бензо', 'горюч*', 'sprit',
    'carburant',
    'essence',
    'paliw*', 'benzyny',
  ],
  oil: [
    'smörjolj*', 'voiteluaine*', 'tuorevoitelu*', 'schmieröl*', 'oil', 'öljy*', 'olje*', 'olja*', 'öl',
    'ölbehälter', 'öltank', 'масл*', 'huile',
    'olej', 'oleju',
  ],
  tank: [
    'tank', 'tanks', 'tanken*', 'säiliö*', 'tankin', 'tankki', 'behälter', 'reservoir', 'бак', 'бака',
    'бачок', 'бачка', 'tankvolym*', 'tankvolum', 'tankinhalt', 'cell', 'behållare', 'tilavuu*',
    'réservoir*',
    'zbiornik*', 'vorrat', 'vorrats*',
  ],
  octane: [
    'octane', 'oktaani*', 'oktan*', 'октан*', 'ron',
  ],
  injection: [
    'carburation', 'carburetion', 'carburetor*', 'injection', 'ruiskutu*', 'kaasutin', 'förgasare',
    'insprutning*', 'innsprøytning*', 'forgasser', 'einspritzung*', 'vergaser', 'впрыск*', 'карбюратор*',
    'syöttö*', 'gemischaufbereitung', 'delivery', 'подачи', 'питания', 'induction',
    'alimentation',
  ],
  clutch: [
    'clutch', 'pulley', 'sheave', 'kytkin', 'variaattori*', 'variator*', 'kupplung*', 'koppling', 'kobling',
    'шкив*', 'вариатор*', 'сцеплен*', 'remskiva',
    'embrayage', 'poulie*',
  ],
  driving: [
    'drive', 'driving', 'primary', 'ensiö*', 'primär*', 'antriebs*', 'ведущ*', 'vetävä', 'primær*',
    'motrice', 'entraînement',
  ],
  driven: [
    'driven', 'secondary', 'toisio*', 'sekundär*', 'ведом*', 'abtriebs*', 'vedettävä', 'sekundær*',
    'réceptrice', 'menée',
  ],
  seat: [
    'sitt', 'penkin', 'penki*', 'seat', 'seats', 'seating', 'saddle', 'istui*', 'penkki', 'satula', 'sits',
    'sitsen', 'säte*', 'sete', 'setet', 'sadel', 'dyna', 'sitz', 'sitze', 'sitzbank', 'sitzplätze',
    'сиден*', 'седл*', 'мест', 'istuma*', 'sittplats*', 'sitteplass*', 'passengers', 'riders', 'посадочн*',
    'siège*', 'selle', 'places', 'assise', 'sitzplatz*', 'passager*',
    'siedze*', 'siedzisk*',
  ],
  starter: [
    'starter', 'starting', 'start', 'ignition', 'käynnist*', 'startmotor', 'startsystem', 'startanordning',
    'anlasser', 'startart', 'стартер*', 'запуск*', 'пуск*', 'cranking', 'startmetod', 'startmåte',
    'démarrage', 'démarreur', 'lancement',
    'rozruch*', 'rozrusznik*', 'uruchamian*',
  ],
  gauge: [
    'gauge', 'gauges', 'display', 'instrument*', 'cluster', 'dash', 'dashboard', 'mittari*', 'näyttö*',
    'anzeige*', 'tacho', 'armaturen*', 'приборн*', 'диспле*', 'прибор*', 'щиток', 'skärm', 'skjerm',
    'screen', 'näytön', 'mätare*', 'måler*', 'speedometer',
    'tableau', 'afficheur', 'affichage', 'écran', 'compteur*',
  ],
  colour: [
    'color', 'colors', 'colour', 'colours', 'väri', 'värit', 'värivaihtoehdot', 'färg', 'färger', 'farge',
    'farger', 'farbe', 'farben', 'цвет*', 'окрас*', 'kulör*', 'colorway', 'paint', 'расцветк*',
    'lackierung*',
    'couleur*', 'coloris', 'teinte*', 'farbgebung',
  ],
  front: [
    'front', 'forward', 'etu', 'etu*', 'fram', 'främre', 'framme', 'fremre', 'vorder*', 'vorne', 'передн*',
    'avant',
  ],
  rear: [
    'rear', 'back', 'taka', 'taka*', 'bak', 'bakre', 'hinter*', 'hinten', 'задн*', 'telasto',
    'arrière',
  ],
  centre: [
    'center', 'centre', 'middle', 'keski', 'keski*', 'mitt', 'mittre', 'midtre', 'mittlere*', 'mittel*',
    'центральн*', 'средн*',
    'central*',
  ],
  suspension: [
    'suspension', 'jousitu*', 'fjädring*', 'fjæring*', 'federung*', 'aufhängung*', 'radaufhängung',
    'подвеск*',
    'suspensions',
  ],
  shock: [
    'shock', 'shocks', 'damper', 'dampers', 'iskunvaimen*', 'vaimen*', 'stötdämpar*', 'dämpar*',
    'støtdemper*', 'demper*', 'stoßdämpfer*', 'dämpfer', 'амортизатор*', 'absorber*',
    'amortisseur*',
  ],
  travel: [
    'travel', 'joustovara*', 'jousto', 'fjädringsväg*', 'slaglängder', 'federweg*', 'vandring*', 'ход',
    'course', 'débattement',
  ],
  brake: [
    'brake', 'brakes', 'braking', 'jarru*', 'broms*', 'brems*', 'тормоз*',
    'frein*',
  ],
  reverse: [
    'reverse', 'peruutu*', 'backväxel', 'revers*', 'rückwärts*', 'реверс*', 'rygge*',
  ],
  windshield: [
    'windshield*', 'windscreen*', 'tuulilasi*', 'tuulisuoja*', 'vindrut*', 'vindskärm*', 'vindskjerm*',
    'windschild*', 'windschutz*', 'стекл*', 'ветров*',
    'parebrise', 'brise',
  ],
  handlebar: [
    'handlebar*', 'handle', 'bar', 'bars', 'ohjaustan*', 'styre*', 'styret', 'lenker*', 'руль', 'руля',
    'steering',
    'guidon',
    'kierownic*',
  ],
  riser: [
    'riser', 'risers', 'korotuspala*', 'korotus*', 'styrhöjare', 'erhöhung*',
  ],
  block: [
    'block', 'blocks',
  ],
  headlight: [
    'headlight*', 'headlamp*', 'lights', 'lamps', 'ajovalo*', 'valot', 'strålkastar*', 'frontlykt*',
    'scheinwerfer*', 'фара', 'фары',
    'phare*', 'éclairage',
  ],
  bumper: [
    'bumper*', 'puskuri*', 'stötfångare*', 'støtfanger*', 'stoßstange*', 'бампер*',
    'choc*',
  ],
  grip: [
    'grip', 'grips', 'kahva*', 'handtag*', 'håndtak*', 'griffe', 'ручк*',
    'poignée*',
  ],
  heated: [
    'heated', 'lämmite*', 'uppvärm*', 'oppvarm*', 'beheizt*', 'подогрев*', 'warmers',
    'chauffant*',
  ],
  lever: [
    'throttle', 'lever', 'kaasu*', 'gashandtag', 'gasshendel', 'gashebel', 'daumengas*', 'рычаг*', 'газа',
  ],
  platform: [
    'platform', 'chassis', 'frame', 'alusta', 'runko', 'plattform', 'chassi', 'ram', 'rahmen',
    'fahrgestell', 'платформ*', 'шасси', 'рам*',
    'châssis', 'cadre',
  ],
  radiator: [
    'radiator', 'jäähdyt*', 'kylare*', 'kühler*', 'радиатор*',
    'radiateur*',
  ],
  sprocket: [
    'sprocket', 'sprockets', 'hammaspyör*', 'drev', 'drivhjul', 'zahnrad', 'kettenrad', 'звездочк*',
  ],
  pitch: [
    'väli', 'keskiöväli', 'pitch', 'jako', 'delning', 'deling', 'teilung', 'шаг', 'шага', 'spacing',
    'distance', 'avstånd*', 'avstand*', 'abstand*', 'расстояни*', 'etäisyy*',
    'podziałk*',
  ],
  runner: [
    'runner', 'runners', 'carbide', 'carbides', 'ohjaurauta*', 'styrstål', 'kovametalli*', 'коньк*',
    'hardmetall', 'hartmetall',
  ],
  usb: [
    'usb',
  ],
  linq: [
    'linq',
  ],
  visor: [
    'visor', 'visiir*', 'visir*', 'визор*',
  ],
  hitch: [
    'hitch', 'tow', 'towing', 'vetokoukku', 'veto', 'vetoa', 'drag*', 'dragkrok', 'anhänger*',
    'hengerfeste', 'фаркоп', 'сцеп*', 'буксир*',
    'attelage',
    'zaczep', 'zaczepu', 'hak', 'holownicz*',
  ],
  gearbox: [
    'gearbox', 'transmission', 'vaihteisto*', 'voimansiirto*', 'växellåda', 'girkasse', 'getriebe*',
    'коробк*', 'трансмисси*', 'gear', 'gears',
    'boîte',
  ],
  // What looks like something a field asks for and is something else.
  belt: [
    'belt', 'belts', 'hihna*', 'remm*', 'reim', 'reimen', 'riemen', 'keilriemen', 'ремен*', 'ремня',
    'courroie*',
    'pasek', 'paska',
  ],
  clearance: [
    'clearance', 'maavara*', 'markfrigång*', 'frigång*', 'bakkeklaring*', 'klaring*', 'bodenfreiheit',
    'freiheit', 'клиренс*', 'просвет*',
    'garde',
    'prześwit*',
  ],
  wheel: [
    'wheel', 'wheels', 'idler*', 'pyörä*', 'hjul*', 'rad', 'räder', 'колес*', 'каток', 'катк*',
    'roue*', 'roulette*',
  ],
  electrics: [
    'stator', 'generator*', 'alternator*', 'magneto', 'charging', 'lataus*', 'laddning*', 'ladning*',
    'lade*', 'lichtmaschine', 'генератор*', 'зарядк*', 'electrical', 'volt*', 'ampere*',
    'alternateur',
    'alternator*', 'prądnic*',
  ],
  battery: [
    'battery', 'batter*', 'akku*', 'акб', 'аккумулятор*', 'range', 'charger', 'connector', 'kantama',
  ],
  load: [
    'load', 'leergewicht', 'egenvikt', 'egenvekt', 'omapaino', 'curb', 'kerb', 'снаряж*', 'vide', 'ready', 'cargo', 'payload', 'kuorma*', 'kantavuus', 'last', 'lastvikt', 'nyttolast*', 'zuladung',
    'груз*', 'нагрузк*', 'rack', 'teline*', 'bagage*', 'gepäck*', 'багаж*', 'gross', 'gvwr',
    'kokonaismassa', 'полная', 'заправленн*', 'wet', 'märkä', 'fueled', 'trailer',
    'charge', 'coffre',
    'ładowność', 'holowan*', 'udźwig*',
  ],
  coolant: [
    'coolant', 'cooling', 'jäähdytysneste*', 'kylvätska*', 'kjølevæske*', 'kühlmittel*', 'охлажд*',
    'антифриз*',
    'refroidissement',
  ],
  torque: [
    'torque', 'vääntö*', 'vridmoment*', 'dreiemoment*', 'drehmoment*', 'moment', 'крутящ*',
    'couple',
  ],
  running: [
    'running', 'board', 'boards', 'astinlaud*', 'fotsteg*', 'trittbrett*', 'подножк*', 'tunnel', 'snowflap',
    'roiskeläppä',
  ],
  angle: [
    'angle', 'kulma*', 'vinkel*', 'winkel*', 'угол', 'approach',
  ],
  economy: [
    'consumption', 'kulutus*', 'förbrukning*', 'forbruk*', 'verbrauch*', 'расход*', 'economy',
    'consommation',
  ],
  price: [
    'price', 'hinta*', 'pris', 'preis', 'цена', 'msrp',
    'prix',
  ],
  body: [
    'body', 'hood', 'knee', 'foot', 'inseam', 'trunk', 'mirror*', 'person*', 'box', 'bag', 'storage',
    'pack',
  ],
  radius: [
    'radius', 'turning', 'kääntö*', 'vänd*', 'wende*', 'разворот*',
    'rayon', 'braquage',
  ],
} as const satisfies Record<string, readonly string[]>;

/** Words that change nothing of what a label is about. */
// biome-ignore format: a word is found faster in a paragraph than in five hundred lines
export const NEUTRAL_WORDS: readonly string[] = [
  'całkowit*', 'maszyny', 'maszyna', 'maksymaln*', 'liczba', 'rodzaj', 'wymiar*', 'pojemność', 'pojazdu',
  'vehicle', 'machine', 'snowmobile', 'sled', 'unit', 'overall', 'total', 'complete', 'entire', 'full',
  'nominal', 'available', 'standard', 'std', 'type', 'types', 'model', 'models', 'name', 'kind', 'style',
  'maximum', 'max', 'minimum', 'min', 'peak', 'rated', 'recommended', 'required', 'claimed', 'approx',
  'approximate', 'estimated', 'measured', 'size', 'sizes', 'dimension', 'dimensions', 'option', 'options',
  'number', 'no', 'count', 'quantity', 'qty', 'of', 'the', 'for', 'with', 'and', 'or', 'in', 'by', 'x',
  'per', 'system', 'systems', 'details', 'detail', 'description', 'specification', 'specifications',
  'specs', 'capacity', 'volume', 'outer', 'external', 'exterior', 'installed', 'factory', 'configuration',
  'layout', 'rating', 'choice', 'choices', 'selection', 'usable', 'assembly', 'unladen', 'without',
  'fluids', 'kokonais', 'kokonais*', 'koneen', 'kelkan', 'ajoneuvon', 'tyyppi', 'tyypin', 'malli',
  'nimellis*', 'suurin', 'suositeltu', 'suositus', 'tiedot', 'järjestelmä*', 'lukumäärä', 'luku', 'määrä',
  'ulkomitat', 'mitat', 'mitta', 'koko', 'saatavilla', 'olevat', 'vaihtoehdot', 'ja', 'enimmäis*',
  'vähimmäis*', 'tilavuus', 'vetoisuus', 'n', 'total*', 'totala', 'totalt', 'hela', 'skoterns', 'fordonets',
  'maskinens', 'maximal', 'maximala', 'högsta', 'nominell', 'nominella', 'rekommenderad', 'rekommenderat',
  'antal', 'antall', 'typ', 'modell', 'volym', 'volum', 'tillgänglig*', 'tilgjengelige', 'storlek',
  'størrelse', 'och', 'og', 'anbefalt', 'kjøretøyets', 'ens', 'gesamt', 'gesamte', 'fahrzeug', 'fahrzeugs',
  'fahrzeug*', 'anzahl', 'größe', 'abmessung*', 'maximale', 'empfohlen*', 'verfügbar*', 'nenn', 'nenn*',
  'art', 'typen', 'und', 'des', 'der', 'die', 'das', 'inhalt', 'volumen', 'system*', 'fassungsvermögen',
  'über', 'alles', 'general', 'greatest', 'largest', 'actual', 'rated', 'fitted', 'arrangement', 'device',
  'amount', 'end', 'to', 'design', 'suurin', 'todellinen', 'laite', 'tapa', 'rakenne', 'kuvaus',
  'käytettävä', 'moottorikelk*', 'ajoneuvo*', 'största', 'verklig', 'utförande', 'anordning', 'monterad',
  'mått', 'måtten', 'konstruktion', 'största', 'største', 'größte*', 'tatsächlich*', 'vorrichtung',
  'bauart', 'maße', 'maß', 'montierte', 'höchst*', 'ausführung', 'anordnung', 'наибольш*', 'фактическ*',
  'устройство', 'способ', 'установленн*', 'особенности', 'конструкц*', 'полезн*', 'пиковая', 'общая',
  'общий', 'габарит*', 'encombrement', 'footprint', 'ulkomitta*', 'снегоход*', 'машин*', 'максимальн*', 'номинальн*', 'тип', 'типа', 'модель',
  'количество', 'число', 'объем', 'объём', 'емкость', 'ёмкость', 'вместимость', 'рекомендуем*', 'и', 'на',
  'доступн*', 'размер*', 'система', 'системы', 'описание', 'вид', 'наибольш*', 'аппарата', 'рабочий',
  'рабочего', 'по', 'hors', 'tout', 'capacité', 'contenance', 'nombre', 'de', 'du', 'la', 'le', 'les', 'à',
  'maxi', 'maximale', 'recommandé*', 'bord', 'alternativ*', 'alternative*', 'optional*', 'véhicule', 'modèle', 'motoneige*', 'dimension*', 'marche',
];

/** Behind these words a label says what a machine is weighed without. */
// biome-ignore format: a word is found faster in a paragraph than in five hundred lines
export const WITHOUT_WORDS: readonly string[] = [
  'without', 'excluding', 'excl', 'ilman', 'utan', 'uten', 'ohne', 'без',
];
