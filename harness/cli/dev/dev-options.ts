import type { HelpParts } from "../framework/help-text.ts";
import type { OptionTable, OptionValues } from "../framework/options.ts";
import { readClock } from "../framework/read-clock.ts";
import { anySystem, CONFIG, DEFECT, HELP, port } from "../framework/shared-options.ts";

/** Where all is served when nothing else is said. The database's port is one that no installed MySQL takes. */
export const DEFAULT_PORTS = { cloud: 4566, server: 8080, database: 13306 } as const;

/** The options of `npm run dev`. */
export const DEV_OPTIONS = {
  system: anySystem("server, Lambdas, machines and tables"),
  config: CONFIG,
  defect: DEFECT,
  port: port("port", { of: "of the cloud", usually: DEFAULT_PORTS.cloud }),
  "server-port": port("server-port", { of: "of the server", usually: DEFAULT_PORTS.server }),
  "database-port": port("database-port", {
    of: "of the database, unless DATABASE_URL names one",
    usually: DEFAULT_PORTS.database,
  }),
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
