/**
 * Ordinary text of languages of which the lexicon of headings has too few words to know their neighbouring
 * letters; the small print of lists is of this kind.
 */
export const ORDINARY_TEXT: readonly string[] = [
  'Все цены приведены в рублях и действуют до следующего изменения прайс-листа',
  'Изготовитель оставляет за собой право изменять технические характеристики, комплектацию, цвета',
  'Гарантийные обязательства распространяются только на снегоходы, приобретённые у официальных дилеров',
  'Рекомендованная розничная стоимость включает доставку, предпродажную подготовку и таможенную пошлину',
  'Подробности уточняйте у ближайшего представителя или по телефону горячей линии',
  'Двухместный утилитарный снегоход с электрическим запуском, подогревом рукояток и задним ходом',
  'Wszystkie ceny są podane brutto i obowiązują do następnej zmiany cennika, producent zastrzega sobie prawo do zmiany danych technicznych',
  'Dwuosobowy skuter śnieżny z rozrusznikiem elektrycznym, podgrzewanymi manetkami i biegiem wstecznym, szerokość gąsienicy, pojemność zbiornika paliwa, wyświetlacz',
  'Všechny ceny jsou včetně daně a platí do příští změny ceníku, výrobce si vyhrazuje právo změnit technické údaje a výbavu',
  'Tutti i prezzi sono comprensivi di imposta e validi fino al prossimo aggiornamento, il costruttore si riserva il diritto di modificare le caratteristiche tecniche',
  'Todos los precios incluyen impuestos y son válidos hasta la próxima actualización, el fabricante se reserva el derecho de modificar las características técnicas',
  'Alle prijzen zijn inclusief belasting en geldig tot de volgende wijziging, de fabrikant behoudt zich het recht voor technische gegevens te wijzigen',
  'Kõik hinnad sisaldavad käibemaksu ja kehtivad kuni järgmise muudatuseni, tootja jätab endale õiguse muuta tehnilisi andmeid ja varustust',
  'Tous les prix sont indiqués toutes taxes comprises et valables jusqu’à la prochaine modification, le constructeur se réserve le droit de modifier les caractéristiques techniques',
  'Alle Preise verstehen sich einschließlich Mehrwertsteuer und gelten bis zur nächsten Änderung, der Hersteller behält sich technische Änderungen vor',
];
