/** Names of functions and machines without what they all begin and end with. */
export function shortName(name: string): string {
  return name.replace(/^listing-media-/, "").replace(/-staging$/, "");
}
