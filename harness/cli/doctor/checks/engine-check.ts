import { startEngine } from "../../../database/engine/start-engine.ts";
import { EnvironmentError } from "../../../support/environment-error.ts";
import { reasonOf } from "../../../support/reason.ts";
import type { Finding, Surroundings } from "../finding.ts";

/** Starts one and ends it again, as every run does: that it is installed proves nothing. */
export async function checkEngine({ environment, onProgress }: Surroundings): Promise<Finding> {
  try {
    const engine = await startEngine({ environment, onProgress });
    await engine.stop();
    const flavour = engine.flavour === "mariadb" ? "MariaDB" : "MySQL";
    return { subject: "database", state: "ok", told: `${flavour} ${engine.version} (${engine.origin}) starts` };
  } catch (error) {
    const told = error instanceof EnvironmentError ? error.message : reasonOf(error);
    return { subject: "database", state: "lacks", told, mend: "what its last line says; docs/database-engines.md" };
  }
}
