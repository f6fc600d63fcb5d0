/** Text that is not JSON, in the words of AWS's parser (Jackson). */
export class JsonSyntaxError extends Error {
  /** Offset in UTF-16 units to which the parser had read: behind what it refuses. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = "JsonSyntaxError";
    this.offset = offset;
  }
}

/** As Jackson names a character in its messages; recorded for the single quote (test_invalid_start_execution_input). */
export function describeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 32 ? `(CTRL-CHAR, code ${code})` : `('${character}' (code ${code}))`;
}
