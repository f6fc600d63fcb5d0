/**
 * The words of a command as one text: separated by blanks, quoted by `"` or `'`; a placeholder may hold blanks. Nothing
 * else of a shell is known. Returns undefined when a quotation is not closed.
 */
export function commandWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  for (const [piece, quoted] of piecesOf(text)) {
    if (piece === undefined) return undefined;
    if (!quoted && /^\s+$/.test(piece)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? "") + piece;
  }
  return word === undefined ? words : [...words, word];
}

/** Blanks, placeholders, quoted texts without their quotes, and all else; an open quotation is undefined. */
function* piecesOf(text: string): Generator<readonly [string | undefined, boolean]> {
  for (const [piece, , double, single, open] of text.matchAll(
    /(\s+|\{\{.*?\}\})|"([^"]*)"|'([^']*)'|(["'])|[^\s"'{]+|\{/gs,
  )) {
    if (open !== undefined) yield [undefined, true];
    else if (double !== undefined) yield [double, true];
    else if (single !== undefined) yield [single, true];
    else yield [piece, false];
  }
}
