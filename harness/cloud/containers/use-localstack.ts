import { isIP } from "node:net";
import { EnvironmentError } from "../../support/environment-error.ts";
import { OWN_EDITION } from "../backends/own-edition.ts";
import { functionArchitecture } from "./architecture.ts";
import { connectToDocker } from "./docker.ts";
import type { Environment } from "./images.ts";
import { type LocalStackAddress, localAddressTowards, returnAddressFrom } from "./localstack-address.ts";
import { readHealth, readSystem } from "./localstack-health.ts";
import { LOCALSTACK_PORT } from "./localstack-port.ts";

const LOOPBACK = /^(?:127\.[\d.]+|localhost(?:\.localstack\.cloud)?|\[::1\])$/;

/**
 * A LocalStack that runs already: a user's `--endpoint`, or the one of `docker compose up`. It is never stopped here.
 *
 * @throws EnvironmentError when the URL is none, or no LocalStack answers there (our own cloud is none).
 */
export async function useLocalStack(endpoint: string, environment: Environment): Promise<LocalStackAddress> {
  if (!URL.canParse(endpoint) || !/^https?:/.test(endpoint)) {
    throw new EnvironmentError(`${endpoint} is no URL of a LocalStack; write it as http://127.0.0.1:4566.`);
  }
  const { origin, hostname, protocol, port } = new URL(endpoint);
  const health = await readHealth(origin);
  if (health === undefined) {
    throw new EnvironmentError(
      `No LocalStack answers at ${origin}: start one (docker compose up --wait), or give the URL of the one that runs.`,
    );
  }
  if (health.edition === OWN_EDITION) {
    throw new EnvironmentError(
      `At ${origin} the harness's own cloud answers, and no LocalStack: leave out --endpoint, or give a LocalStack's URL.`,
    );
  }
  const { processor, inContainer } = await readSystem(origin);
  const seen = {
    endpoint: origin,
    version: health.version,
    architecture: functionArchitecture(processor) ?? functionArchitecture(process.arch) ?? "x86_64",
  };
  const listening = Number(port || (protocol === "https:" ? 443 : 80));
  if (!LOOPBACK.test(hostname)) {
    const ours = (await localAddressTowards(hostname, listening)) ?? "127.0.0.1";
    return { ...seen, endpointForFunctions: origin, hostFromContainer: ours, listenAddress: ours };
  }
  if (!inContainer) {
    return { ...seen, endpointForFunctions: origin, hostFromContainer: "127.0.0.1", listenAddress: "127.0.0.1" };
  }
  const publisher = await publisherOf(listening, environment);
  if (publisher !== undefined) return { ...seen, ...(await returnAddressFrom(publisher)) };
  return {
    ...seen,
    endpointForFunctions: `http://127.0.0.1:${LOCALSTACK_PORT}`,
    hostFromContainer: "host.docker.internal",
    listenAddress: "127.0.0.1",
  };
}

/** Inner address and port of the container that publishes a port of this machine. */
async function publisherOf(
  port: number,
  environment: Environment,
): Promise<{ address: string; port: number } | undefined> {
  const docker = await connectToDocker(environment).catch((error: unknown) => {
    // It may run under something other than Docker; then it is treated like one in a virtual machine.
    if (error instanceof EnvironmentError) return undefined;
    throw error;
  });
  for (const { Ports, NetworkSettings } of (await docker?.container.list()) ?? []) {
    const published = Ports.find(({ PublicPort }) => PublicPort === port);
    const addresses = Object.values(NetworkSettings.Networks).map(({ IPAddress }) => IPAddress);
    const address = addresses.find((candidate) => isIP(candidate) !== 0);
    if (published !== undefined && address !== undefined) return { address, port: published.PrivatePort };
  }
  return undefined;
}
