import { createServer } from "node:net";

/**
 * A port of 127.0.0.1 for a program that is about to listen there: the given one, or a free one for 0. `undefined` when
 * the given one is taken or may not be used.
 */
export function loopbackPort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(undefined));
    probe.listen(wanted, "127.0.0.1", () => {
      const address = probe.address();
      const port = address !== null && typeof address === "object" ? address.port : undefined;
      probe.close(() => resolve(port));
    });
  });
}
