import type { AskingPart } from './paid-services.ts';
import type { Settings } from './settings.ts';

export type FunctionName = keyof Settings['functions'];

export const STORES = ['inbox', 'artefacts', 'assets', 'table', 'audit'] as const;
export type StoreName = (typeof STORES)[number];
export type Access = 'read' | 'write' | 'readWrite';

export const MACHINES = ['price-list', 'catalogue', 'delivery', 'verdict', 'batch', 'failure'] as const;
export type MachineName = (typeof MACHINES)[number];

/** One Lambda function: where its handler is, and what it may do in the stores. No access named = none. */
interface FunctionDefinition extends Partial<Record<StoreName, Access>> {
  /** Module that exports `handler`, from the project's root. */
  entry: string;
  /** The machines it may start. */
  starts?: readonly MachineName[];
  /** The machines whose executions it asks after. */
  describes?: readonly MachineName[];
  /** Whether it reads PDF pages, and so needs the layer. */
  readsPdf?: true;
  /** Which of the dealers' secrets it reads, by their names behind the environment's: all to log in at their hosts. */
  readsSecrets?: '*' | 'webhook/*' | 'avito/*';
  /** A folder of the inbox that it may drop files into. */
  drops?: string;
  /** The places of parts that may ask a paid service. */
  asks?: readonly AskingPart[];
  /** Whether it sees of each secret whether it is there. */
  knowsSecrets?: true;
  /** Whether it removes all that is held of a dealer that leaves. */
  erases?: true;
  /** Whether it serves pages, and is no step of anything: what it may do beside, `api.ts` and `hints.ts` say. */
  answers?: true;
}

/** Every function of the pipeline. What stands here is what it may do: nothing else grants anything. */
export const FUNCTIONS: Record<FunctionName, FunctionDefinition> = {
  intake: { entry: 'functions/intake/handler.ts', inbox: 'read', table: 'readWrite', readsPdf: true },
  extract: {
    entry: 'functions/extract/handler.ts',
    inbox: 'read',
    artefacts: 'write',
    table: 'readWrite',
    readsPdf: true,
    asks: ['columnNamers'],
  },
  match: {
    entry: 'functions/match/handler.ts',
    artefacts: 'readWrite',
    table: 'readWrite',
    asks: ['embedders', 'tieBreakers', 'inheritors'],
  },
  validate: { entry: 'functions/validate/handler.ts', artefacts: 'readWrite', table: 'readWrite' },
  generate: {
    entry: 'functions/generate/handler.ts',
    artefacts: 'readWrite',
    // Pictures of dealers' own are kept beside those of books.
    assets: 'readWrite',
    table: 'readWrite',
    asks: ['embedders'],
  },
  deliver: {
    entry: 'functions/deliver/handler.ts',
    artefacts: 'readWrite',
    assets: 'read',
    table: 'readWrite',
    readsSecrets: '*',
  },
  verdict: {
    entry: 'functions/verdict/handler.ts',
    artefacts: 'readWrite',
    table: 'readWrite',
    readsSecrets: 'avito/*',
  },
  'read-pages': {
    entry: 'functions/read-pages/handler.ts',
    inbox: 'read',
    artefacts: 'readWrite',
    table: 'readWrite',
    readsPdf: true,
    asks: ['pageRecognizers'],
  },
  assemble: {
    entry: 'functions/extract/assemble/handler.ts',
    inbox: 'read',
    artefacts: 'readWrite',
    table: 'readWrite',
    readsPdf: true,
    asks: ['columnNamers'],
  },
  catalogue: {
    entry: 'functions/catalogue/handler.ts',
    inbox: 'read',
    artefacts: 'write',
    assets: 'readWrite',
    table: 'readWrite',
    readsPdf: true,
    asks: ['labelNamers'],
  },
  stock: {
    entry: 'functions/stock/handler.ts',
    inbox: 'read',
    artefacts: 'readWrite',
    table: 'readWrite',
    starts: ['delivery'],
  },
  market: {
    entry: 'functions/desk/market/handler.ts',
    inbox: 'read',
    artefacts: 'readWrite',
    table: 'readWrite',
  },
  batch: {
    entry: 'functions/operations/batch/handler.ts',
    inbox: 'read',
    artefacts: 'readWrite',
    table: 'readWrite',
  },
  watch: { entry: 'functions/operations/watch/handler.ts', table: 'read' },
  canary: {
    entry: 'functions/operations/canary/handler.ts',
    inbox: 'read',
    drops: 'inbox/feedwright-canary/',
    table: 'readWrite',
  },
  remind: {
    entry: 'functions/desk/remind/handler.ts',
    artefacts: 'read',
    table: 'readWrite',
    readsSecrets: 'webhook/*',
  },
  refresh: { entry: 'functions/operations/refresh/handler.ts', table: 'read', starts: ['price-list'] },
  close: { entry: 'functions/operations/close/handler.ts', artefacts: 'readWrite', table: 'readWrite' },
  'close-failed': {
    entry: 'functions/operations/close-failed/handler.ts',
    inbox: 'read',
    table: 'readWrite',
  },
  admit: {
    entry: 'functions/operations/admit/handler.ts',
    table: 'readWrite',
    starts: ['price-list'],
    describes: ['price-list'],
  },
  reconcile: {
    entry: 'functions/operations/reconcile/handler.ts',
    inbox: 'read',
    table: 'readWrite',
    audit: 'readWrite',
    starts: ['price-list', 'failure'],
    describes: ['price-list', 'catalogue'],
  },
  // It becomes one dealer at a time; by itself it may ask what a search means, and nothing else.
  'api-dealer': { entry: 'functions/api/api-dealer/handler.ts', answers: true, asks: ['embedders'] },
  'api-operators': {
    entry: 'functions/api/api-operators/handler.ts',
    artefacts: 'read',
    table: 'readWrite',
    audit: 'readWrite',
    answers: true,
  },
  // Both serve all dealers: a ticket names its own, and so does what was written.
  'hints-open': { entry: 'functions/api/hints-open/handler.ts', table: 'readWrite', answers: true },
  'hints-tell': { entry: 'functions/api/hints-tell/handler.ts', table: 'readWrite', answers: true },
  'carry-out': {
    entry: 'functions/desk/carry-out/handler.ts',
    inbox: 'read',
    artefacts: 'readWrite',
    // Pictures that dealers put are kept here, cleaned.
    assets: 'readWrite',
    table: 'readWrite',
    audit: 'readWrite',
    starts: ['price-list', 'delivery', 'verdict', 'batch'],
    describes: ['price-list', 'catalogue', 'delivery', 'verdict', 'batch'],
    knowsSecrets: true,
    erases: true,
  },
};

export const FUNCTION_NAMES = Object.keys(FUNCTIONS) as FunctionName[];

/** Those whose calls are steps of something, each counted as a success or not. */
export const STEP_NAMES = FUNCTION_NAMES.filter((name) => !FUNCTIONS[name].answers);

/** `close-failed` → `CloseFailed`: how construct ids and the state machines' substitutions spell a name. */
export const pascalCase = (name: string): string =>
  name.replace(/(?:^|-)(\w)/g, (_, first: string) => first.toUpperCase());
