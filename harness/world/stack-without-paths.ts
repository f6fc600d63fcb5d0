import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PROJECT_ROOT } from "../support/project-root.ts";

const HARNESS = join(PROJECT_ROOT, "harness/");
const HARNESS_URL = pathToFileURL(HARNESS).href;

/**
 * A stack with the names of the system's functions only. Paths and lines depend on the machine and the checkout, so they must not
 * enter a trace; nor must who in the harness waits for the system, which V8 shows or not as that has already begun to wait.
 */
export function stackWithoutPaths(stack: string): string {
  return stack
    .split("\n")
    .flatMap((line) => {
      const frame = /^ {4}at (?:(.*) \()?(.*?)\)?$/.exec(line);
      if (!frame) return [line];
      const [, name, place = ""] = frame;
      return name === undefined || isElsewhere(place) ? [] : [`    at ${name}`];
    })
    .join("\n");
}

function isElsewhere(place: string): boolean {
  return (
    place.startsWith("node:") ||
    place.includes("node_modules") ||
    place.startsWith(HARNESS) ||
    place.startsWith(HARNESS_URL)
  );
}
