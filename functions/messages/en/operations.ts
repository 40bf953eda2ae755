/** What the operations find, and what became of executions and of acts that were broken off. */
export const OPERATIONS = {
  'execution-ended': { why: ({ status }: { status: string }) => `The execution ended as ${status}.` },
  'execution-lost': {
    why: ({ status }: { status: string }) => `The execution ended as ${status} and left the document open.`,
  },
  'execution-silent': { why: 'The execution ended without a result.' },
  'act-done-later': { why: 'It was broken off after its effect; what was left was done later.' },
  'act-unknown': {
    why: ({ found, expected }: { found: number; expected: number }) =>
      `It was broken off; the records bear ${found} of ${expected}: look whether it is as you want.`,
  },
  'stage-fails': {
    why: ({ stage, percent }: { stage: string; percent: string }) =>
      `Stage ${stage.charAt(0).toUpperCase()}${stage.slice(1)} success rate below threshold: ${percent}%`,
  },
  'document-stuck': {
    why: ({ minutes }: { minutes: number }) =>
      `A document has been waiting for ${minutes} minutes, with nothing coming of it`,
  },
  'service-down': {
    why: ({ service, until }: { service: string; until: string }) =>
      `${service} is down, and left alone until ${until}`,
  },
  'feed-held-long': {
    why: ({ hours }: { hours: number }) => `A feed has been held for ${hours} hours: approve or reject it`,
  },
  'day-dear': { why: ({ usd }: { usd: string }) => `The last day has cost ${usd} USD` },
};
