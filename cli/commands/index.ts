import type { Command } from '../command.ts';

/**
 * Every command, in the order in which the help lists them; the first is the default. Each is loaded when it
 * is asked for: what one needs takes half a second to load and is no use to another.
 */
export const COMMANDS: Record<string, () => Promise<Command>> = {
  start: async () => (await import('../host/start.ts')).start,
  try: async () => (await import('../host/try.ts')).tryFiles,
  process: async () => (await import('../host/process.ts')).processFiles,
  extract: async () => (await import('./extract.ts')).extract,
  deliver: async () => (await import('./deliver.ts')).deliver,
  deliveries: async () => (await import('./deliveries.ts')).deliveries,
  dealers: async () => (await import('./dealers.ts')).dealers,
  preview: async () => (await import('./preview.ts')).preview,
  feed: async () => (await import('./feed.ts')).feed,
  offers: async () => (await import('./offers.ts')).offers,
  stock: async () => (await import('./stock.ts')).stock,
  lists: async () => (await import('./lists.ts')).lists,
  questions: async () => (await import('./questions.ts')).questions,
  answer: async () => (await import('./answer.ts')).answer,
  review: async () => (await import('./review.ts')).review,
  knowledge: async () => (await import('./knowledge.ts')).knowledge,
  match: async () => (await import('./match.ts')).match,
  'by-hand': async () => (await import('./by-hand.ts')).byHand,
  rules: async () => (await import('./rules.ts')).rules,
  reference: async () => (await import('./reference.ts')).reference,
  documents: async () => (await import('./documents.ts')).documents,
  redrive: async () => (await import('./redrive.ts')).redriveCommand,
  trace: async () => (await import('./trace.ts')).trace,
  report: async () => (await import('./report.ts')).report,
  export: async () => (await import('./export.ts')).exportLists,
  batch: async () => (await import('./batch.ts')).batch,
  audit: async () => (await import('./audit.ts')).audit,
  windows: async () => (await import('./windows.ts')).windows,
  calibrate: async () => (await import('./calibrate.ts')).calibrate,
  todo: async () => (await import('./todo.ts')).todoCommand,
  health: async () => (await import('./health.ts')).health,
  drill: async () => (await import('../host/drill.ts')).drill,
  stats: async () => (await import('./stats.ts')).stats,
};
