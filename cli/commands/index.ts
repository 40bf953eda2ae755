import type { Command } from '../command.ts';

type Loaders = Readonly<Record<string, () => Promise<Command>>>;

/**
 * Every command by what people want of it, as the help lists them. Each is loaded when it is asked for: what one needs
 * takes half a second to load and is no use to another.
 */
export const GROUPS: Readonly<Record<string, Loaders>> = {
  Begin: {
    try: async () => (await import('../host/try.ts')).tryFiles,
    start: async () => (await import('../host/start.ts')).start,
    'sign-in': async () => (await import('../host/sign-in.ts')).signIn,
    process: async () => (await import('../host/process.ts')).processFiles,
    extract: async () => (await import('./extract.ts')).extract,
    dealers: async () => (await import('./dealers.ts')).dealers,
  },
  'What waits, and answers': {
    todo: async () => (await import('./todo.ts')).todoCommand,
    questions: async () => (await import('./questions.ts')).questions,
    answer: async () => (await import('./answer.ts')).answer,
    review: async () => (await import('./review.ts')).review,
    match: async () => (await import('./match.ts')).match,
    knowledge: async () => (await import('./knowledge.ts')).knowledge,
    'by-hand': async () => (await import('./by-hand.ts')).byHand,
  },
  'What is on sale': {
    feed: async () => (await import('./feed.ts')).feed,
    offers: async () => (await import('./offers.ts')).offers,
    stock: async () => (await import('./stock.ts')).stock,
    pictures: async () => (await import('./pictures.ts')).pictures,
    market: async () => (await import('./market.ts')).market,
    history: async () => (await import('./history.ts')).history,
    'dealer-rules': async () => (await import('./dealer-rules.ts')).dealerRules,
    lists: async () => (await import('./lists.ts')).lists,
    preview: async () => (await import('./preview.ts')).preview,
    search: async () => (await import('./search.ts')).search,
    trace: async () => (await import('./trace.ts')).trace,
    report: async () => (await import('./report.ts')).report,
    export: async () => (await import('./export.ts')).exportLists,
  },
  'Files and deliveries': {
    documents: async () => (await import('./documents.ts')).documents,
    redrive: async () => (await import('./redrive.ts')).redriveCommand,
    batch: async () => (await import('./batch.ts')).batch,
    windows: async () => (await import('./windows.ts')).windows,
    deliver: async () => (await import('./deliver.ts')).deliver,
    deliveries: async () => (await import('./deliveries.ts')).deliveries,
    verdicts: async () => (await import('./verdicts.ts')).verdicts,
  },
  'The installation': {
    health: async () => (await import('./health.ts')).health,
    drill: async () => (await import('../host/drill.ts')).drill,
    audit: async () => (await import('./audit.ts')).audit,
    stats: async () => (await import('./stats.ts')).stats,
    usage: async () => (await import('./usage.ts')).usage,
    plans: async () => (await import('./plans.ts')).plans,
    rules: async () => (await import('./rules.ts')).rules,
    reference: async () => (await import('./reference.ts')).reference,
    calibrate: async () => (await import('./calibrate.ts')).calibrate,
  },
};

/** Every command by its word. */
export const COMMANDS: Loaders = Object.assign({}, ...Object.values(GROUPS));
