import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { SerializedError } from "vitest";
import { withSlashes } from "../support/with-slashes.ts";

/**
 * The stack of an error, one `function file:line:column` each with paths below the project, the innermost first. Frames
 * of libraries are left out unless there is no other.
 */
export function framesOf(error: SerializedError, projectRoot: string): readonly string[] {
  const frames = error.stacks?.length
    ? error.stacks.map(({ method, file, line, column }) => {
        const place = `${shortened(file, projectRoot)}:${line}:${column}`;
        return method ? `${method} ${place}` : place;
      })
    : rawFrames(error.stack ?? "").map((frame) => shortened(frame, projectRoot));
  const own = frames.filter((frame) => !/node_modules[\\/]|node:|<anonymous>/.test(frame));
  return own.length > 0 ? own : frames;
}

function rawFrames(stack: string): readonly string[] {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim().slice("at ".length));
}

function shortened(place: string, projectRoot: string): string {
  const path = place.startsWith("file:") ? fileURLToPath(place) : place;
  if (path.startsWith(projectRoot)) return withSlashes(relative(projectRoot, path));
  return path.replaceAll(`file://${projectRoot}/`, "").replaceAll(`${projectRoot}/`, "");
}
