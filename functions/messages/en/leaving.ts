import type { Reason } from '#contracts/reason.ts';
import type { Say } from '../message.ts';
import { momentText } from './words.ts';

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_000_000)} MB`;

/** A dealer that leaves: what it takes along, and why its data is not removed yet. */
export const LEAVING = {
  'archive-too-large': {
    why: ({ bytes }: { dealerId: string; bytes: number }) =>
      `The archive has ${megabytes(bytes)}, more than is written at once.`,
    whatToDo: ({ dealerId }: { dealerId: string }) =>
      `Have it written to a file, by npx feedwright dealers export ${dealerId} --to FILE.`,
  },
  'dealer-leaving': {
    why: ({ dealerId, at, by }: { dealerId: string; at: string; by?: string }) =>
      `${dealerId} leaves${by ? `, as ${by} asked,` : ''} since ${momentText(at)}: nothing new is begun for it.`,
    whatToDo: ({ dealerId }: { dealerId: string }) =>
      `As long as nothing of it was removed, npx feedwright dealers resume ${dealerId} brings it back.`,
  },
  'erase-unconfirmed': {
    why: ({ dealerId }: { dealerId: string }) =>
      `All that is held of ${dealerId} would be removed for good, and its feed emptied.`,
    whatToDo: ({ dealerId }: { dealerId: string }) =>
      `Export it first; then name the dealer once more to confirm it: ${dealerId} (at the terminal, --confirm ${dealerId}).`,
  },
  'dealer-at-work': {
    why: ({ dealerId, names }: { dealerId: string; names: readonly string[] }) =>
      `Work on ${names.join(', ')} of ${dealerId} is not done yet.`,
    whatToDo: 'Nothing new is begun meanwhile: ask for it again in some minutes.',
  },
  'leaving-over': {
    why: ({ dealerId }: { dealerId: string }) =>
      `Since this was asked for, ${dealerId} was brought back or its leaving was begun anew: nothing was removed by it.`,
    whatToDo: 'Ask for it again if it is still meant.',
  },
  'farewell-unconfirmed': {
    why: (
      {
        dealerId,
        names,
        reasons,
      }: { dealerId: string; names: readonly string[]; reasons: readonly Reason[] },
      say: Say,
    ) =>
      `Nobody has seen the feed of ${dealerId} empty yet (${names.join(', ')})${reasons.length > 0 ? `: ${reasons.map(say).join(' ')}` : '.'}`,
    whatToDo:
      'Ask for it again once its address can be reached. A channel that the dealer sells in no more is emptied only after the dealer was ' +
      'brought back and configured for it again. Where an address is gone for good, say why nobody need see it empty (at the terminal, ' +
      '--without-farewell REASON).',
  },
};
