/** The dealer of the list that goes through the machine each hour; no person is behind it. */
export const CANARY_DEALER = 'feedwright-canary';
