import { EXIT } from "../../support/exit-status.ts";
import { UsageError } from "../../support/usage-error.ts";
import type { Command } from "../framework/command.ts";
import { untilSignal } from "../framework/until-signal.ts";
import { DEV_HELP, type DEV_OPTIONS } from "./dev-options.ts";
import { findDevPorts } from "./dev-ports.ts";

/** `npm run dev`: the whole system on loopback, by hand, until a signal comes. */
export const devCommand: Command<typeof DEV_OPTIONS> = {
  name: "dev",
  help: DEV_HELP,
  async run({ values, positionals }) {
    const [surplus] = positionals;
    if (surplus !== undefined) throw new UsageError(`"${surplus}": the command takes options only.`);
    // From the first moment on: whoever presses Ctrl-C while all comes up wants it to go down in order, too.
    const signalled = untilSignal();
    const wanted = { cloud: values.port, server: values["server-port"], database: values["database-port"] };
    const ports = await findDevPorts(wanted, !process.env.DATABASE_URL);
    // Cloud and database take a while to load, and the sentences above should not.
    const { serveDev } = await import("./serve-dev.ts");
    await serveDev(values, ports, signalled);
    return EXIT.green;
  },
};
