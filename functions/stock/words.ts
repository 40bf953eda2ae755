/** How cells say whether a machine is there, in small letters. */
export const AVAILABILITY_WORDS: Readonly<Record<'in-stock' | 'on-order' | 'sold', readonly string[]>> = {
  'in-stock': [
    ...['в наличии', 'есть', 'есть в наличии', 'на складе', 'в салоне', 'да', 'in stock', 'available', 'yes'],
    ...['in-stock', 'varastossa', 'saatavilla', 'heti', 'heti saatavilla', 'kyllä', 'on'],
  ],
  'on-order': [
    ...[
      'под заказ',
      'на заказ',
      'заказан',
      'заказано',
      'в пути',
      'ожидается',
      'on order',
      'on-order',
      'ordered',
    ],
    ...[
      'to order',
      'in transit',
      'incoming',
      'expected',
      'tilauksesta',
      'tilattavissa',
      'tilattu',
      'tulossa',
    ],
  ],
  sold: [
    ...['продан', 'продано', 'продана', 'нет', 'нет в наличии', 'отсутствует', 'закончился', 'закончилось'],
    ...[
      'sold',
      'sold out',
      'out of stock',
      'not in stock',
      'none',
      'no',
      'myyty',
      'loppu',
      'loppunut',
      'ei',
      'ei varastossa',
    ],
    ...['ei saatavilla'],
  ],
};
