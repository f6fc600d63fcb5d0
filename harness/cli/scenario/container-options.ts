import { UsageError } from "../../support/usage-error.ts";
import type { OptionTable, OptionValues } from "../framework/options.ts";
import type { RunServices } from "./run-services.ts";

/** Options of every command that may need containers. */
export const CONTAINER_OPTIONS = {
  endpoint: {
    kind: "value",
    placeholder: "URL",
    description: "use this running LocalStack in place of a container of our own",
    read: (text: string) => text,
  },
  database: {
    kind: "value",
    placeholder: "NAME",
    description: "local (a server of this machine) or mysql (a container; default with localstack)",
    read: (text: string) => readChoice("database", text, ["local", "mysql"]),
  },
  "reuse-containers": { kind: "switch", description: "leave containers running and use them in the next run" },
} as const satisfies OptionTable;

/** What a run on `backend` needs. With LocalStack the default database is MySQL, as in the real system. */
export function servicesFor(
  backend: RunServices["backend"],
  values: OptionValues<typeof CONTAINER_OPTIONS>,
): RunServices {
  const { endpoint, "reuse-containers": reuse } = values;
  if (backend === "embedded") return { backend, database: values.database ?? "local", reuse };
  const database = values.database ?? (endpoint === undefined ? "mysql" : "local");
  return { backend, database, reuse, ...(endpoint !== undefined && { endpoint }) };
}

export function readChoice<const Choice extends string>(
  name: string,
  text: string,
  choices: readonly Choice[],
): Choice {
  const chosen = choices.find((choice) => choice === text);
  if (chosen === undefined) throw new UsageError(`--${name}: "${text}" is none of ${choices.join(", ")}.`);
  return chosen;
}
