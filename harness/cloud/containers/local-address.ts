import { createServer, isIP } from "node:net";

/**
 * Whether this machine has an address: then it can be listened on. The list of interfaces will not do, for it leaves out
 * a bridge without containers, which is what Docker's is when the first one starts.
 */
export function isLocalAddress(address: string): Promise<boolean> {
  if (isIP(address) === 0) return Promise.resolve(false);
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(0, address, () => server.close(() => resolve(true)));
  });
}
