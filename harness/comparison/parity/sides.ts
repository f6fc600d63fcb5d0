/** Names of the two sides of a comparison, the first one's first. */
export type Sides = readonly [string, string];
