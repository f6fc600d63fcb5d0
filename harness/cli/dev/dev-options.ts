import { isRevision } from "../../../system/revisions.ts";
import type { HelpParts } from "../framework/help-text.ts";
import type { OptionTable, OptionValues } from "../framework/options.ts";
import { readClock } from "../framework/read-clock.ts";
import { readInteger } from "../framework/read-integer.ts";
import { readDefects } from "../framework/read-system.ts";
import { CONFIG, HELP } from "../framework/shared-options.ts";

/** Where all is served when nothing else is said. The database's port is one that no installed MySQL takes. */
export const DEFAULT_PORTS = { cloud: 4566, server: 8080, database: 13306 } as const;

/** The options of `npm run dev`. */
export const DEV_OPTIONS = {
  system: {
    kind: "value",
    placeholder: "NAME",
    description: "server, Lambdas, machines and tables: incident, current, fixed (default) or a system of your own",
    // Which there are is known when the configuration has been read.
    read: (text: string) => text,
    fits: isRevision,
  },
  config: CONFIG,
  defect: { kind: "list", placeholder: "ID", description: "switch a defect on as well", read: readDefects },
  port: {
    kind: "value",
    placeholder: "N",
    description: `port of the cloud (default: ${DEFAULT_PORTS.cloud}; 0 takes a free one)`,
    read: (text: string) => readInteger("port", text, 0, 65_535),
  },
  "server-port": {
    kind: "value",
    placeholder: "N",
    description: `port of the server (default: ${DEFAULT_PORTS.server}; 0 takes a free one)`,
    read: (text: string) => readInteger("server-port", text, 0, 65_535),
  },
  "database-port": {
    kind: "value",
    placeholder: "N",
    description: `port of the database (default: ${DEFAULT_PORTS.database}; 0 takes a free one); unused where DATABASE_URL names a server`,
    read: (text: string) => readInteger("database-port", text, 0, 65_535),
  },
  clock: {
    kind: "value",
    placeholder: "real|virtual",
    description: "real (default); virtual: runs as the machine's and is put forward by typing +15m, or by a request",
    read: readClock,
  },
  verbose: {
    kind: "switch",
    description: "also print every request to the cloud, and the server's lines of level DEBUG",
  },
  help: HELP,
} as const satisfies OptionTable;

export type DevOptions = OptionValues<typeof DEV_OPTIONS>;

export const DEV_HELP: HelpParts<typeof DEV_OPTIONS> = {
  usage: ["npm run dev", "npm run dev -- [options]"],
  intro:
    "The whole system on this machine, until Ctrl-C, for trying things by hand: database, cloud, server, functions and machines,\n" +
    "with listing 28 and people who can sign in. Prints lines to paste, then the logs of all parts. A change of a file below\n" +
    "server/, lambdas/ or system/ is taken up; what is in the cloud and in the database stays. Nothing listens beyond 127.0.0.1.",
  options: DEV_OPTIONS,
  examples: [
    "npm run dev",
    "npm run dev -- --system incident",
    "npm run dev -- --config ../backend/harness.config.ts --system mine",
    "npm run dev -- --defect D8 --verbose",
    "npm run dev -- --clock virtual",
    "npm run dev -- --port 0 --server-port 0 --database-port 0",
  ],
  closing: [
    "Typed while it runs: +15m (with --clock virtual), restart (the server), lines (those to paste, once more).",
    "Exit status: 0 stopped by a signal, 2 usage, 3 this machine lacks something (a port, a database), 70 a bug of the harness.",
    "More: docs/dev.md",
  ],
};
