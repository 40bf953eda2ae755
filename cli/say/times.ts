/** "2.41 s". */
export const seconds = (value: number): string => `${value.toFixed(2)} s`;

/** "2 h 15 min", "4 min". */
export const duration = (minutes: number): string => {
  const hours = Math.floor(minutes / 60);
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
};

const moscow = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Moscow',
  hour: '2-digit',
  minute: '2-digit',
});

/** "19:00 MSK". */
export const moscowTime = (instant: string): string => `${moscow.format(new Date(instant))} MSK`;
