import { resolve } from "node:path";
import { isRevision } from "../../../system/revisions.ts";
import { readInteger } from "./read-integer.ts";
import { readDefects } from "./read-system.ts";

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

/** A system by name; which there are is known when the configuration has been read. `what` is taken of it. */
export const anySystem = (what: string) =>
  ({
    kind: "value",
    placeholder: "NAME",
    description: `${what}: incident, current, fixed (default) or a system of your own`,
    read: (text: string) => text,
    fits: isRevision,
  }) as const;

export const DEFECT = {
  kind: "list",
  placeholder: "ID",
  description: "switch a defect on as well",
  read: readDefects,
} as const;

/** A port of 127.0.0.1, given as `--name`. */
export const port = (name: string, { of, usually }: { readonly of: string; readonly usually: number }) =>
  ({
    kind: "value",
    placeholder: "N",
    description: `port ${of} (default: ${usually}; 0 takes a free one)`,
    read: (text: string) => readInteger(name, text, 0, 65_535),
  }) as const;

export const JSON_REPORT = {
  kind: "value",
  placeholder: "FILE",
  description: "also write the report as JSON",
  read: (text: string) => resolve(text),
} as const;

export const HELP = { kind: "switch", short: "h", description: "print this text" } as const;
