const moscow = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Moscow',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** "2026-11-22 19:00 MSK", of an instant in ISO. */
export const moscowMinute = (instant: string): string => `${moscow.format(new Date(instant))} MSK`;

/** "2026-11-22T19:00+03:00", as RFC 3339 writes it to the minute: Moscow's clocks are not changed. */
export const moscowOffset = (instant: Date): string => `${moscow.format(instant).replace(' ', 'T')}+03:00`;
