import { describe, expect, it } from 'vitest';
import { usageCost } from '#shared/usage-cost.ts';

const none = { pages: 0, inputTokens: 0, outputTokens: 0 };

describe('what paid services cost', () => {
  it('is by the page for the analysis of tables', () => {
    expect(usageCost([{ ...none, model: 'textract-tables', pages: 15 }])).toBeCloseTo(0.225);
  });

  it('is by the token for a model, that of its region where it has one', () => {
    const tokens = { pages: 1, inputTokens: 1_000_000, outputTokens: 100_000 };
    const id = 'anthropic.claude-sonnet-4-5-20250929-v1:0';
    expect(usageCost([{ ...tokens, model: id }])).toBeCloseTo(4.5);
    expect(usageCost([{ ...tokens, model: `eu.${id}` }])).toBeCloseTo(4.95);
  });

  it('adds up, and a model without a price costs what the dearest does', () => {
    const usage = { ...none, inputTokens: 1_000_000 };
    const models = ['amazon.titan-embed-text-v2:0', 'acme.unheard-of'];
    expect(usageCost(models.map((model) => ({ ...usage, model })))).toBeCloseTo(3.32);
  });

  it('is nothing where nothing was asked', () => {
    expect(usageCost([])).toBe(0);
  });
});
