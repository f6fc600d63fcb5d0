import type { ContainerSettings } from "./container-settings.ts";
import { type Environment, localStackImage } from "./images.ts";
import { KIND_LABEL, type Labels } from "./labels.ts";

const SERVICES = ["s3", "sqs", "lambda", "stepfunctions", "logs", "sts", "iam", "events"];

/**
 * How LocalStack is started: only what the system uses, no telemetry, nothing downloaded.
 *
 * @param dockerSocket path of Docker's socket where Docker runs: functions of the original image are containers beside
 * it.
 */
export function localStackSettings(environment: Environment, dockerSocket: string | undefined): ContainerSettings {
  const token = environment.LOCALSTACK_AUTH_TOKEN;
  return {
    image: localStackImage(environment),
    environment: {
      SERVICES: SERVICES.join(","),
      // Queue URLs then have the host and port of the request; with "path" they have a port that is not published.
      SQS_ENDPOINT_STRATEGY: "dynamic",
      DISABLE_EVENTS: "1",
      SKIP_SSL_CERT_DOWNLOAD: "1",
      LAMBDA_REMOVE_CONTAINERS: "1",
      // Otherwise testcontainers chooses the host; this is its choice on this machine.
      LOCALSTACK_HOST: "localhost",
      ...(token ? { LOCALSTACK_AUTH_TOKEN: token } : {}),
    },
    command: [],
    memoryFolders: {},
    mounts: dockerSocket === undefined ? [] : [{ source: dockerSocket, target: "/var/run/docker.sock" }],
  };
}

/**
 * Docker flags for the containers of LocalStack's functions: they reach this machine by name, and carry the labels of
 * their LocalStack, so that they are found when it could not remove them.
 */
export function functionFlags(labels: Labels): string {
  const flags = Object.entries({ ...labels, [KIND_LABEL]: "function" }).map(([name, value]) => `-l ${name}=${value}`);
  return ["--add-host=host.docker.internal:host-gateway", ...flags].join(" ");
}
