import { availableParallelism } from "node:os";
import type { Finding } from "../finding.ts";

const NEEDED_MAJOR = 24;

/** An older Node ends before this is read (harness/support/require-node.mjs); a script of one's own may go round that. */
export async function checkNode(): Promise<Finding> {
  const { node } = process.versions;
  const told = `${node} at ${process.execPath}, ${process.platform} ${process.arch}, ${availableParallelism()} cores`;
  if (Number(node.split(".")[0]) >= NEEDED_MAJOR) return { subject: "Node", state: "ok", told };
  return {
    subject: "Node",
    state: "lacks",
    told: `${told}; Node ${NEEDED_MAJOR} is needed`,
    mend: "npm install, and start commands with npm run",
  };
}
