import { readServerConfiguration, type ServerConfigurationInput } from "../../server/configuration.ts";
import { createServer } from "../../server/index.ts";
import type { DatabasePool, ServerDependencies } from "../../server/ports.ts";
import { ROLES } from "../../system/infrastructure.ts";
import { type ClientOptions, createClients } from "../cloud/backends/clients.ts";
import { inProcessRequestHandler } from "../cloud/backends/request-handler.ts";
import { credentialOf } from "./credentials.ts";
import { stackWithoutPaths } from "./stack-without-paths.ts";
import type { CloudAccess, WorldParts } from "./world-parts.ts";

export type ReplicaServer = ReturnType<typeof createServer>;

export interface ReplicaServerOptions {
  readonly configuration: ServerConfigurationInput;
  readonly database: DatabasePool;
}

/** The server's SDK clients; made before virtual time begins, because importing the SDK is real work. */
export async function loadServerClients(
  parts: CloudAccess,
  credentials: ClientOptions["credentials"] = credentialOf(ROLES.backend),
): Promise<ServerDependencies["aws"]> {
  const { accessKeyId, secretAccessKey } = credentials;
  const clients = createClients({
    endpoint: parts.cloudUrl.href,
    region: parts.region,
    credentials: { accessKeyId, secretAccessKey },
    requestHandler: inProcessRequestHandler((request) => parts.sendToCloud("server", request)),
  });
  const [s3Admin, s3Reader, sqs, sfn] = await Promise.all([
    clients.s3({ presigning: true }),
    clients.s3(),
    clients.sqs(),
    clients.sfn(),
  ]);
  return { s3Admin, s3Reader, sqs, sfn };
}

/** A panic's stack is the one field that depends on the machine. */
function ofNoMachine([name, value]: readonly [string, unknown]): readonly [string, unknown] {
  return [name, name === "stack" && typeof value === "string" ? stackWithoutPaths(value) : value];
}

/**
 * The replica's server inside a world.
 *
 * @throws ConfigurationError when the server refuses its configuration.
 */
export function createReplicaServer(
  parts: WorldParts,
  options: ReplicaServerOptions & { readonly aws: ServerDependencies["aws"] },
): ReplicaServer {
  const { clock, random, network } = parts;
  return createServer({
    configuration: readServerConfiguration(options.configuration),
    system: parts.system,
    clock: {
      now: () => clock.now(),
      // The server itself only waits between the rounds of a worker, which must not keep the world alive.
      sleep: (ms, label) => clock.sleep(ms, label, { background: true }),
    },
    ids: {
      uuid: (purpose) => random.stream(`server/${purpose}`).uuid(),
      hex: (purpose, digits) => random.stream(`server/${purpose}`).hex(digits),
    },
    log: ({ level, message, fields }) => {
      network.trace.record({ kind: "log", source: "server", level, message, fields: fields.map(ofNoMachine) });
    },
    database: options.database,
    aws: options.aws,
    push: (message) =>
      network.operation(
        { source: "server", target: "push", operation: "Send", resource: message.deviceToken },
        () => undefined,
      ),
    compute: (label, modelledMs, work) => clock.run(`server: ${label}`, modelledMs, work),
  });
}
