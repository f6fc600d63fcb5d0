/** The words of a filter, split at blanks; a word in quotes may hold blanks. */
export function wordsOf(filter: string): string[] {
  return [...filter.toLowerCase().matchAll(/((?:[^\s"]|"[^"]*"?)+)/g)].map(([, word = ""]) => word.replaceAll('"', ""));
}
