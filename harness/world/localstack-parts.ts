import { BUCKET, type Infrastructure, ROLES } from "../../system/infrastructure.ts";
import type { Clock } from "../clock/clock.ts";
import { machineTime } from "../clock/machine-time.ts";
import type { RandomStreams } from "../clock/random-streams.ts";
import { type Clients, createClients } from "../cloud/backends/clients.ts";
import { createEmbeddedCloud } from "../cloud/backends/embedded.ts";
import type { LocalStackDescription } from "../cloud/backends/localstack/localstack.ts";
import { LocalStackCloud } from "../cloud/backends/localstack/localstack-cloud.ts";
import { type Namespace, newNamespace } from "../cloud/backends/localstack/namespace.ts";
import { provisionFunction } from "../cloud/backends/localstack/provision-function.ts";
import { readBackInto } from "../cloud/backends/localstack/read-back.ts";
import { recordedSend } from "../cloud/backends/localstack/recorded-send.ts";
import { zipFiles } from "../cloud/bundles/zip-files.ts";
import { LatencyModel } from "../network/latency.ts";
import { Network } from "../network/network.ts";
import { Trace } from "../network/trace.ts";
import { scenarioClients } from "./scenario-clients.ts";
import { SCENARIO_FUNCTION_TIMEOUT_SECONDS } from "./scenario-function.ts";
import { UnavailableFaults } from "./unavailable-faults.ts";
import type { CloudPlace, WorldBackend } from "./world-backend.ts";
import { DEFAULT_ACCOUNT_ID, DEFAULT_REGION, type WorldOptions } from "./world-options.ts";

/** What every world in a LocalStack is made of, whoever's system runs in it. */
export interface LocalStackParts {
  /** Of LocalStack, for clients on this machine. */
  readonly endpoint: URL;
  readonly namespace: Namespace;
  /** With the names of the namespace. */
  readonly place: CloudPlace;
  readonly clients: Clients;
  readonly cloud: LocalStackCloud;
  readonly network: Network;
  readonly faults: UnavailableFaults;
  /** One request to LocalStack, as a recorded hop. */
  readonly send: LocalStackCloud["send"];
  /** The members of a world's backend that do not depend on whose system it is. */
  backend(infrastructure: Infrastructure, cloudUrl: URL): SharedMembers;
}

type SharedMembers = Pick<
  WorldBackend,
  | "cloud"
  | "cloudUrl"
  | "network"
  | "faults"
  | "latency"
  | "place"
  | "clients"
  | "deployFunction"
  | "readBack"
  | "canonicalText"
  | "canonicalValue"
  | "requireMocksAnswered"
>;

/** A namespace of its own in a running LocalStack, and the network around it. The clock is the machine's. */
export function localStackParts(
  options: Pick<WorldOptions, "accountId" | "region">,
  { clock, random }: { readonly clock: Clock; readonly random: RandomStreams },
  localstack: LocalStackDescription,
): LocalStackParts {
  const { region = DEFAULT_REGION } = options;
  const namespace = newNamespace({ accountId: options.accountId ?? DEFAULT_ACCOUNT_ID, bucketName: BUCKET });
  const { accountId, bucketName, credentials } = namespace;
  const endpoint = new URL(localstack.endpoint);
  const trace = new Trace(() => clock.now(), machineTime.monotonicMs, { canonicalise: namespace.canonicalValue });
  const faults = new UnavailableFaults();
  const network = new Network({ clock, trace, faults, latency: new LatencyModel("instant"), random });
  const emulated = { clock, random, network, accountId, region };
  const names = createEmbeddedCloud({ ...emulated, policies: {}, credentials: [] }).gateway;
  const send = recordedSend(network, endpoint, names);
  const clients = createClients({ endpoint: endpoint.href, region, credentials });
  const cloud = new LocalStackCloud({ clients, endpoint, namespace, canonical: { bucketName: BUCKET }, send });
  const place = { accountId, region, bucketName };
  return {
    endpoint,
    namespace,
    place,
    clients,
    cloud,
    network,
    faults,
    send,
    backend: (infrastructure, cloudUrl) => ({
      cloud,
      cloudUrl,
      network,
      faults,
      // A story may set latencies, but here nothing is modelled.
      latency: new LatencyModel(),
      place,
      clients: () => scenarioClients({ endpoint: cloudUrl, region, credentials, send }),
      async deployFunction({ name, source, timeoutSeconds = SCENARIO_FUNCTION_TIMEOUT_SECONDS }) {
        const zip = await zipFiles([{ name: "index.mjs", content: Buffer.from(source), executable: false }]);
        const description = { name, role: ROLES.functions, timeoutSeconds, memoryMegabytes: 128 };
        const code = { zip, handler: "index.handler", runtime: "nodejs22.x", environment: {} } as const;
        await provisionFunction(await clients.lambda(), { accountId }, description, code);
      },
      readBack: () =>
        readBackInto(trace, {
          executions: cloud.observedExecutions,
          namespace,
          endpoint,
          region,
          functionNames: infrastructure.functions.map(({ name }) => name),
        }),
      canonicalText: namespace.canonicalText,
      canonicalValue: namespace.canonicalValue,
      requireMocksAnswered: () => {},
    }),
  };
}
