import { resolve } from "node:path";
import { readInteger } from "./read-integer.ts";

/** Options that several commands have, and that mean the same in each. */
export const SEED = {
  kind: "value",
  placeholder: "N",
  description: "seed of all random streams (default: the scenario's)",
  read: (text: string) => readInteger("seed", text, 0, Number.MAX_SAFE_INTEGER),
} as const;

export const WORKERS = {
  kind: "value",
  placeholder: "N",
  description: "worker threads (default: by the number of cores)",
  read: (text: string) => readInteger("workers", text, 1, 256),
} as const;

export const CONFIG = {
  kind: "value",
  placeholder: "PATH",
  description: "file that names your own systems and stories (default: harness.config.ts here)",
  read: (text: string) => resolve(text),
} as const;

export const JSON_REPORT = {
  kind: "value",
  placeholder: "FILE",
  description: "also write the report as JSON",
  read: (text: string) => resolve(text),
} as const;

export const HELP = { kind: "switch", short: "h", description: "print this text" } as const;
