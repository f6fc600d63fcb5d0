import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** A file and a line in it. */
interface Place {
  readonly path: string;
  readonly line: number;
}

/**
 * What stopped a configuration from being imported: its own message with the line that it comes from, without a stack.
 */
export function describeFailure(path: string, error: unknown): string {
  if (!(error instanceof Error)) return `${path} throws ${String(error)}.`;
  const place = placeOf(path, error);
  const where = place === undefined ? path : `${place.path}, line ${place.line}`;
  const message = error.message === "" ? error.name : error.message;
  return `${where}: ${error.name === "Error" ? "" : `${error.name}: `}${message}`;
}

function placeOf(path: string, error: Error): Place | undefined {
  const stack = error.stack ?? "";
  const headed = placeAtHead(stack);
  if (headed !== undefined) return headed;
  const frames = [...stack.matchAll(/\(?(file:\/\/\S+?):(\d+):\d+\)?$/gm)].map(([, url = "", line]) => ({
    path: fileURLToPath(url),
    line: Number(line),
  }));
  // The line of the configuration says more than one of a library that it calls, and ours say nothing.
  const own = frames.find((frame) => frame.path === path) ?? frames.find((frame) => !isOurs(frame.path));
  return own ?? (error instanceof SyntaxError ? placeOfSyntaxError(path) : undefined);
}

function isOurs(path: string): boolean {
  return dirname(path) === import.meta.dirname;
}

/** Node writes `/a/b.ts:3` above the stack of a syntax error that it finds itself. */
function placeAtHead(text: string): Place | undefined {
  const [, path, line] = /^((?:file:\/\/)?[^\n]*):(\d+)\n/.exec(text) ?? [];
  if (path === undefined || line === undefined) return undefined;
  return { path: path.startsWith("file://") ? fileURLToPath(path) : path, line: Number(line) };
}

/** V8's syntax errors carry no place that a program can read; Node prints it when it only checks a file. */
function placeOfSyntaxError(path: string): Place | undefined {
  const { stderr } = spawnSync(process.execPath, ["--check", path], { encoding: "utf8" });
  return placeAtHead(stderr);
}
