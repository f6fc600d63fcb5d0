import type { JsonObject } from "../json/json.ts";
import { MAXIMUM_LABEL_CHARACTERS, MAXIMUM_STATE_NAME_CHARACTERS } from "../limits.ts";
import type { Problems } from "./problems.ts";
import { writtenStates } from "./walk-states.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what the rule forbids
const FORBIDDEN_IN_LABEL = /[\s?*<>{}[\]:;,\\|^~$#%&`"\u0000-\u001f\u007f-\u009f]/;

/** Names of states and labels of Maps: short enough, and used once in the whole machine (words measured on AWS and quoted by users). */
export function checkNames(definition: JsonObject, problems: Problems): void {
  const names = new Set<string>();
  const labels = new Set<string>();
  for (const { name, state, location } of writtenStates(definition)) {
    if (name.length > MAXIMUM_STATE_NAME_CHARACTERS) {
      const message = `Invalid State name: State '${name}' exceeds the ${MAXIMUM_STATE_NAME_CHARACTERS}-character limit allowed by the service`;
      problems.error("INVALID_STATE_NAME", message, location);
    }
    if (names.has(name)) problems.error("DUPLICATE_STATE_NAME", `Duplicate State name: ${name}`, location);
    names.add(name);
    const label = state.get("Label");
    if (typeof label !== "string") continue;
    const place = `${location}/Label`;
    if (label.length > MAXIMUM_LABEL_CHARACTERS) {
      const message = `Invalid Label name: Label '${label}' exceeds the ${MAXIMUM_LABEL_CHARACTERS}-character limit allowed by the service`;
      problems.error("INVALID_LABEL_NAME", message, place);
    }
    if (label === "" || FORBIDDEN_IN_LABEL.test(label)) {
      const message = `Invalid Label name: Label '${label}' is empty or contains characters that are not allowed`;
      problems.error("INVALID_LABEL_NAME", message, place);
    }
    if (labels.has(label)) problems.error("DUPLICATE_LABEL_NAME", `Duplicate Label name: ${label}`, place);
    labels.add(label);
  }
}
