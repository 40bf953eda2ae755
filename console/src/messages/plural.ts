/** "1 машина", "3 машины", "11 машин": a figure with its word, in the forms that a language has. */
export const pluralIn = (language: string) => {
  const [rules, figures] = [new Intl.PluralRules(language), new Intl.NumberFormat(language)];
  return (count: number, forms: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }): string =>
    `${figures.format(count)} ${forms[rules.select(count)] ?? forms.other}`;
};
