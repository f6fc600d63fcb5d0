/** So many effects of an event stand beside it; further ones are in the list. */
export const MOST_EFFECTS = 40;
