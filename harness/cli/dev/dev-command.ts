import type { RevisionName } from "../../../system/revisions.ts";
import { EXIT } from "../../support/exit-status.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { ForeignSystem } from "../../world/foreign/foreign-system.ts";
import type { Command } from "../framework/command.ts";
import { findConfiguration, findSystem } from "../framework/find-system.ts";
import { untilSignal } from "../framework/until-signal.ts";
import { DEV_HELP, type DEV_OPTIONS, type DevOptions } from "./dev-options.ts";
import { findDevPorts } from "./dev-ports.ts";

/** `npm run dev`: the whole system on loopback, by hand, until a signal comes. */
export const devCommand: Command<typeof DEV_OPTIONS> = {
  name: "dev",
  help: DEV_HELP,
  async run({ values, positionals }) {
    const [surplus] = positionals;
    if (surplus !== undefined) throw new UsageError(`"${surplus}": the command takes options only.`);
    const { foreign, ...chosen } = await systemOf(values);
    // From the first moment on: whoever presses Ctrl-C while all comes up wants it to go down in order, too.
    const signalled = untilSignal();
    const wanted = { cloud: values.port, server: values["server-port"], database: values["database-port"] };
    const ports = await findDevPorts(wanted, foreign !== undefined || !process.env.DATABASE_URL);
    // Cloud and database take a while to load, and the sentences above should not.
    const { serveDev } = await import("./serve-dev.ts");
    const { system: _name, config: _file, ...options } = values;
    await serveDev({ ...options, ...chosen, foreign }, ports, signalled);
    return EXIT.green;
  },
};

/**
 * The system that is brought up.
 *
 * @throws UsageError for one that is not there, or for what only the replica's server can do.
 */
async function systemOf({
  system: name = "fixed",
  config,
  defect,
}: DevOptions): Promise<{ readonly revision: RevisionName; readonly foreign?: ForeignSystem }> {
  const found = await findSystem("system", name, await findConfiguration(config, process.cwd()));
  if ("revision" in found) return found;
  const { foreign } = found;
  if (foreign.server && defect.length > 0) {
    throw new UsageError(`--defect switches a defect of the replica on, and the server of ${name} is your own.`);
  }
  return { revision: foreign.revision, foreign };
}
