const moscow = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Moscow',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** "2026-11-22 19:00 MSK", of an instant in ISO. */
export const moscowMinute = (instant: string): string => `${moscow.format(new Date(instant))} MSK`;
