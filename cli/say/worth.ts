import type { Worth } from '#desk/tasks/task.ts';
import { roublesText } from '#messages/en/words.ts';

/** "24 ads, 41 208 000 ₽"; empty where nothing is lost, or nobody knows. */
export const worthText = ({ ads, roubles }: Worth): string =>
  [
    ...(ads > 0 ? [`${ads} ${ads === 1 ? 'ad' : 'ads'}`] : []),
    ...(roubles > 0 ? [roublesText(roubles)] : []),
  ].join(', ');
