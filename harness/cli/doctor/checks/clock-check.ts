import { statSync } from "node:fs";
import { join } from "node:path";
import { machineTime } from "../../../clock/machine-time.ts";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import type { Finding } from "../finding.ts";

const MS_PER_DAY = 86_400_000;
/** What MySQL's TIMESTAMP ends with, and so does time in here. */
const LAST = Date.parse("2038-01-19T03:14:07Z");

/**
 * Worlds have a time of their own, but kept runs are named by the machine's, downloads need a certificate that is valid now, and
 * systems of the user's own may live in it.
 */
export async function checkClock(now: () => number = machineTime.now): Promise<Finding> {
  const at = now();
  // A file cannot be younger than now.
  const newest = Math.max(...["package.json", "README.md"].map((name) => statSync(join(PROJECT_ROOT, name)).mtimeMs));
  const told = new Date(at).toISOString();
  const mend = "set the machine's clock, for example: sudo timedatectl set-ntp true";
  if (at < newest - MS_PER_DAY) {
    const than = new Date(newest).toISOString();
    return { subject: "clock", state: "lacks", told: `${told} is before this project's files (${than})`, mend };
  }
  if (at > LAST)
    return { subject: "clock", state: "lacks", told: `${told} is behind the end of MySQL's TIMESTAMP`, mend };
  return { subject: "clock", state: "ok", told };
}
