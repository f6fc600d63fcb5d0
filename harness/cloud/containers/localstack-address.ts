import { connect } from "node:net";
import type { FunctionArchitecture } from "./architecture.ts";

export interface LocalStackAddress {
  /** URL of LocalStack for clients on this machine. */
  readonly endpoint: string;
  /** URL of the same LocalStack for its functions; LocalStack's own AWS_ENDPOINT_URL works as well. */
  readonly endpointForFunctions: string;
  /** Name or address by which code in LocalStack's container, and in those of its functions, reaches this machine. */
  readonly hostFromContainer: string;
  /**
   * Address of this machine on which a server must listen so that the container reaches it, and nobody else's network.
   */
  readonly listenAddress: string;
  readonly architecture: FunctionArchitecture;
  readonly version: string;
}

type ReturnAddress = Pick<LocalStackAddress, "endpointForFunctions" | "hostFromContainer" | "listenAddress">;

const REACHED_WITHIN_MS = 500;

/**
 * The addresses by which a container reaches this machine. On Linux this machine reaches the container's own address,
 * and the local address of that connection (the bridge's gateway, or our own container) is where the container reaches
 * us. Docker Desktop keeps containers in a virtual machine: there a name leads to this machine's loopback.
 */
export async function returnAddressFrom(inside: {
  readonly address: string;
  readonly port: number;
}): Promise<ReturnAddress> {
  const ours = await localAddressTowards(inside.address, inside.port);
  return {
    endpointForFunctions: `http://${inside.address}:${inside.port}`,
    hostFromContainer: ours ?? "host.docker.internal",
    listenAddress: ours ?? "127.0.0.1",
  };
}

/** The local address of a connection to a server; undefined when it does not answer. */
export function localAddressTowards(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: REACHED_WITHIN_MS });
    const settle = (address: string | undefined) => {
      socket.destroy();
      resolve(address);
    };
    socket.once("connect", () => settle(socket.localAddress));
    socket.once("timeout", () => settle(undefined));
    socket.once("error", () => settle(undefined));
  });
}
