/**
 * Whether text on this stream is painted. `FORCE_COLOR` (0 and false: never) says it for all streams, then `NO_COLOR`
 * (https://no-color.org: any value but an empty one), then whether it is a terminal. FORCE_COLOR wins, as in Node
 * (tty.WriteStream.getColorDepth).
 */
export function wantsColours(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: none, TERM: terminal } = environment;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  if (none !== undefined && none !== "") return false;
  return stream.isTTY === true && terminal !== "dumb";
}
