import type { Worth } from '#desk/todo/task.ts';

/** "1 240 000 ₽", as prices are written in Russia, with spaces that every terminal has. */
export const roublesText = (roubles: number): string =>
  `${roubles.toLocaleString('ru-RU').replaceAll(/\s/g, ' ')} ₽`;

/** "24 ads, 41 208 000 ₽"; empty where nothing is lost, or nobody knows. */
export const worthText = ({ ads, roubles }: Worth): string =>
  [
    ...(ads > 0 ? [`${ads} ${ads === 1 ? 'ad' : 'ads'}`] : []),
    ...(roubles > 0 ? [roublesText(roubles)] : []),
  ].join(', ');
