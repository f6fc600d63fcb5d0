import { loopbackPort } from "../../../support/loopback-port.ts";
import { DEFAULT_PORTS } from "../../dev/dev-options.ts";
import type { Finding } from "../finding.ts";

/** Whether this user may listen on 127.0.0.1 at all, and whether the ports that commands take by themselves are free. */
export async function checkPorts(ports: Readonly<Record<string, number>> = DEFAULT_PORTS): Promise<Finding> {
  if ((await loopbackPort(0)) === undefined) {
    return {
      subject: "ports",
      state: "lacks",
      told: "this user may not listen on 127.0.0.1",
      mend: "allow it in the sandbox or container that this runs in",
    };
  }
  const found = await Promise.all(
    Object.entries(ports).map(async ([name, port]) => ({ name, port, free: (await loopbackPort(port)) !== undefined })),
  );
  const taken = found.filter(({ free }) => !free).map(({ name, port }) => `${port} (${name})`);
  if (taken.length === 0) {
    const all = found.map(({ name, port }) => `${port} (${name})`).join(", ");
    return { subject: "ports", state: "ok", told: `127.0.0.1 is ours to listen on; free are ${all}` };
  }
  return {
    subject: "ports",
    state: "without",
    told: `taken: ${taken.join(", ")}; npm run scenario needs none of them, npm run dev and cloud do`,
    mend: "end what listens there, or name others: npm run dev -- --help",
  };
}
