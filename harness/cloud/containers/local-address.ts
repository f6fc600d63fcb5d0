import { createServer, isIP } from "node:net";

/**
 * Whether an address belongs to this machine: then a server can listen on it. The list of interfaces is not enough,
 * because it omits a bridge without containers, as Docker's is before the first one starts.
 */
export function isLocalAddress(address: string): Promise<boolean> {
  if (isIP(address) === 0) return Promise.resolve(false);
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(0, address, () => server.close(() => resolve(true)));
  });
}
