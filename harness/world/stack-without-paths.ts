/**
 * A stack with function names only. Paths and lines depend on the machine and the checkout, so they must not enter a
 * trace.
 */
export function stackWithoutPaths(stack: string): string {
  return stack
    .split("\n")
    .flatMap((line) => {
      const frame = /^ {4}at (?:(.*) \()?(.*?)\)?$/.exec(line);
      if (!frame) return [line];
      const [, name, place = ""] = frame;
      return name === undefined || place.startsWith("node:") || place.includes("node_modules")
        ? []
        : [`    at ${name}`];
    })
    .join("\n");
}
