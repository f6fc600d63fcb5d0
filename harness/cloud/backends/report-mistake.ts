/** Says on standard error what is our own bug and must not end a cloud that others use. */
export function reportMistake(mistake: unknown): void {
  const text = mistake instanceof Error ? (mistake.stack ?? mistake.message) : String(mistake);
  process.stderr.write(`A mistake of the emulated cloud's own; it goes on: ${text}\n`);
}
