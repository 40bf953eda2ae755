import { expect, test } from 'vitest';
import { normalise } from '#reference/naming/normalise.ts';

test.each([
  ['marks are no part of a word', 'Rotax® 850 E-TEC™', 'ROTAX 850 ETEC'],
  ['abbreviations are spelled out', 'X-RS with Competition Pkg', 'XRS WITH COMPETITION PACKAGE'],
  ['LTD is Limited', 'Commander LTD', 'COMMANDER LIMITED'],
  ['the make of the group distinguishes nothing', 'BRP Ski-Doo Summit', 'SKIDOO SUMMIT'],
  ['every dash is a dash', '600 EFI – 85 HP', '600 EFI 85HP'],
  ['horsepower in Finnish', '600 EFI 85 hv', '600 EFI 85HP'],
  ['and in Russian', '600 EFI 85 л.с.', '600 EFI 85HP'],
  ['inches in three spellings', '20" 24 in. 154 inch', '20IN 24IN 154IN'],
  ['millimetres', 'RE (500 mm)', 'RE 500MM'],
  ['Neo with a plus of its own', 'Neo +', 'NEO+'],
  ['but not the plus of a passenger kit', 'Limited + Passenger kit', 'LIMITED PASSENGERKIT'],
  ['Turbo R is one word', 'Turbo R', 'TURBOR'],
  ['H.O. with and without points', '600 H.O. E-TEC', '600HO ETEC'],
  ['a no-break hyphen and full-width letters', 'X‑ＲＳ', 'XRS'],
  ['a slash between figures stays', '50/9', '50/9'],
])('%s: %s', (_, text, expected) => {
  expect(normalise(text)).toBe(expected);
});
