import type { CliOptions } from "vitest/node";
import type { DebuggedRun } from "./debug-options.ts";

/** Vitest opens the worker's debugger; it wants all files in one worker then. */
export function inspection(debug: DebuggedRun | undefined): CliOptions {
  if (!debug?.inspector) return {};
  const { port, waits } = debug.inspector;
  const inspector = { enabled: true, host: "127.0.0.1", port, waitForDebugger: waits };
  return { inspect: true, inspector, fileParallelism: false, hookTimeout: 0 };
}

/** Vitest's word for no limit is 0. */
export function vitestTimeoutMs(limitMs: number): number {
  return Number.isFinite(limitMs) ? limitMs : 0;
}
