import type { Marketplace } from '#marketplace/marketplace.ts';
import type { FileKind } from '#pages/file-kind.ts';
import type { RuleSet } from '#reference/rules/rule-set.ts';
import type { ListingScorer } from '#reference/scoring/listing-scorer.ts';
import type { PluginHead } from '#shared/plugins.ts';
import type { ReportKind } from '../reports/report-kind.ts';

/** A further kind of file that price lists come in: `parts` need not name it, who is configured is asked. */
export type FileKindPlugin = PluginHead<'file-kind'> & FileKind;

/** Says how good an ad a product makes; `parts.listingScorer` names the one in use. */
export type ScorerPlugin = PluginHead<'scorer'> & ListingScorer;

/** A file beside the program's own report. */
export type ReportPlugin = PluginHead<'report'> & ReportKind;

/** Where a dealer sells besides Avito: `channels` of a dealer names it, and the address of its feed there. */
export type MarketplacePlugin = PluginHead<'marketplace'> & Marketplace & { rules: RuleSet['layers'] };

/** What a module's default export is. */
export type Plugin = FileKindPlugin | ScorerPlugin | ReportPlugin | MarketplacePlugin;
