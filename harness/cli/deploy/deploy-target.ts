import { OWN_EDITION } from "../../cloud/backends/own-edition.ts";
import { functionArchitecture } from "../../cloud/containers/architecture.ts";
import { readHealth } from "../../cloud/containers/localstack-health.ts";
import { EnvironmentError } from "../../support/environment-error.ts";
import { UsageError } from "../../support/usage-error.ts";

/** The running cloud that is deployed to. */
interface DeployTarget {
  readonly endpoint: string;
  /** URL of the cloud for its functions; absent when the cloud itself gives it to them, as ours does. */
  readonly endpointForFunctions?: string;
  readonly architecture: "x86_64" | "arm64";
  /** The server that functions call back when nothing else is said. */
  readonly serverUrl: string;
}

/** The server of docker-compose.yml, as functions in containers reach it. */
const COMPOSE_SERVER = "http://localstack:8080";
/** That of `npm run server`, and of `npm run dev`. */
const SERVER_HERE = "http://127.0.0.1:8080";

/**
 * Our own cloud, or a LocalStack.
 *
 * @throws UsageError when the endpoint is no URL, EnvironmentError when neither answers there.
 */
export async function findDeployTarget(endpoint: string): Promise<DeployTarget> {
  if (!URL.canParse(endpoint) || !/^https?:/.test(endpoint)) {
    throw new UsageError(`--endpoint: "${endpoint}" is no URL of a cloud; write it as http://127.0.0.1:4566.`);
  }
  const { origin } = new URL(endpoint);
  const health = await readHealth(origin);
  if (health === undefined) {
    throw new EnvironmentError(
      `No cloud answers at ${origin}: start one (npm run cloud, or docker compose up --wait), or name the one that runs with --endpoint.`,
    );
  }
  if (health.edition === OWN_EDITION) {
    const architecture = functionArchitecture(process.arch) ?? "x86_64";
    return { endpoint: origin, architecture, serverUrl: SERVER_HERE };
  }
  // Brings Docker's client along, which only a LocalStack needs.
  const { useLocalStack } = await import("../../cloud/containers/use-localstack.ts");
  return { ...(await useLocalStack(origin, process.env)), serverUrl: COMPOSE_SERVER };
}
