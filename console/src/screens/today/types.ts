import type { Answer } from '../../api/routes.ts';

export type TodayShown = Answer<'GET', '/dealers/{dealerId}/today'>;
export type TodaysFeed = TodayShown['feeds'][number];
export type TaskShown = TodayShown['tasks'][number];
