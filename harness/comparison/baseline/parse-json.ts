import { UsageError } from "../../support/usage-error.ts";

/** The value of a JSON text. Throws UsageError, one sentence that names the file and the line. */
export function parseJson(json: string, file: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    const at = lengthOfSoundPart(json);
    const line = json.slice(0, at).trimEnd().split("\n").length;
    if (at >= json.trimEnd().length) throw new UsageError(`${file}, line ${line}: not JSON: it ends too early.`);
    const badLine = json.slice(0, at + 1).split("\n").length;
    const rest = json.slice(at).split("\n")[0]?.trim().slice(0, 30);
    throw new UsageError(`${file}, line ${badLine}: not JSON from here on: ${rest}`);
  }
}

/** The engine names the place of some mistakes only; the longest beginning that could go on well is found by halving. */
function lengthOfSoundPart(json: string): number {
  let [sound, spoilt] = [0, json.length + 1];
  while (spoilt - sound > 1) {
    const middle = Math.floor((sound + spoilt) / 2);
    if (isSoundBeginning(json.slice(0, middle))) sound = middle;
    else spoilt = middle;
  }
  return sound;
}

/** True when the only mistake is that the text ends. */
function isSoundBeginning(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, position] = / at position (\d+)/.exec(message) ?? [];
    return position === undefined ? message.startsWith("Unexpected end") : Number(position) >= text.length;
  }
}
