import { resolve } from "node:path";
import { readReporters } from "../framework/read-reporters.ts";
import { HELP } from "../framework/shared-options.ts";

/** Every option of `npm run report`. */
export const REPORT_OPTIONS = {
  out: {
    kind: "value",
    placeholder: "DIR",
    description: "write index.html there (default: report/ in the run's folder)",
    read: (text: string) => resolve(text),
  },
  everything: { kind: "switch", description: "leave nothing out, however large the file gets (default: 10 MB)" },
  with: {
    kind: "value",
    placeholder: "RUN",
    description: "also compare it with that run: an id or its beginning, newest, previous, or a folder",
    read: (text: string) => text,
  },
  merge: { kind: "switch", description: "put the runs in the named folders together: the parts of --shard" },
  reporter: {
    kind: "list",
    placeholder: "NAME[=FILE]",
    description: "also tell the run as junit (=FILE) or github",
    read: readReporters,
  },
  "no-open": { kind: "switch", description: "only write the file, open no browser" },
  help: HELP,
} as const;
