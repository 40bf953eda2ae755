import type { Answer } from '../../api/routes.ts';

type Shown = Answer<'GET', '/dealers/{dealerId}/documents/{document}/pages/{page}'>;

/** A machine as a page prints it. */
export type Machine = Shown['printed'][number];

/** By what a machine is pointed at: a page may print one twice. */
export const keyOf = ({ modelCode, title }: Machine, at: number): string => `${at} ${modelCode ?? title}`;
