import { RandomStreams } from "../../../clock/random-streams.ts";
import { createGateway, type Gateway, type GatewayOptions } from "../../../emulator/gateway/gateway.ts";
import type { RoomDependencies } from "../../../emulator/room.ts";
import { createS3, type S3 } from "../../../emulator/s3/index.ts";
import type { BodyShelf } from "../../../network/body-shelf.ts";
import { FaultPlan } from "../../../network/faults.ts";
import type { HttpRequest, HttpResponse } from "../../../network/http.ts";
import { LatencyModel } from "../../../network/latency.ts";
import { Network } from "../../../network/network.ts";
import { Trace } from "../../../network/trace.ts";
import { type Clients, createClients } from "../clients.ts";
import { isObjectWrite } from "../large-bodies.ts";
import { startListener } from "../listener.ts";
import { inProcessRequestHandler } from "../request-handler.ts";
import { TestClock } from "./test-clock.ts";

export const REGION = "us-east-1";
export const ACCOUNT = "123456789012";
export const ADMINISTRATOR = { accessKeyId: "AKIDADMINISTRATOR", secretAccessKey: "administrator/secret" };
const BACKEND = { accessKeyId: "AKIDBACKEND", secretAccessKey: "backend+secret" };
export const BUCKET = "toq-listing-medias";

/** The two ways into one cloud; a suite over both keeps them equal. */
export const FRONTS = ["in-process", "loopback"] as const;
export type Front = (typeof FRONTS)[number];

export interface TestCloud {
  readonly clock: TestClock;
  readonly network: Network;
  readonly gateway: Gateway;
  readonly s3: S3;
  /** Where a client over a socket or a presigned URL would go. */
  readonly url: string;
  /** Clients of the administrator, or of the role `backend`, which may read and write objects. */
  readonly clients: Clients;
  readonly backendClients: Clients;
  /** Every request as it arrived, and every answer as it left. */
  readonly exchanges: { request: HttpRequest; response: HttpResponse }[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

export async function startTestCloud(
  front: Front,
  { shelf, ...options }: Partial<GatewayOptions> & { shelf?: BodyShelf } = {},
): Promise<TestCloud> {
  const clock = new TestClock();
  const random = new RandomStreams(28);
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel(), random });
  const dependencies: RoomDependencies = { clock, random, network, accountId: ACCOUNT, region: REGION };
  const s3 = createS3(dependencies, { shelf });
  const gateway = createGateway({
    ...dependencies,
    policies: {
      backend: [{ actions: ["s3:GetObject", "s3:PutObject"], resources: [`arn:aws:s3:::${BUCKET}/*`] }],
    },
    credentials: [
      { ...ADMINISTRATOR, role: "administrator" },
      { ...BACKEND, role: "backend" },
    ],
    rooms: [s3],
    ...options,
  });
  const exchanges: TestCloud["exchanges"] = [];
  const handle = async (request: HttpRequest): Promise<HttpResponse> => {
    const response = await gateway.send("test", request);
    exchanges.push({ request, response });
    return response;
  };

  const listener =
    front === "loopback"
      ? await startListener({ port: 0, handle, ...(shelf && { largeBodies: { shelf, mayBring: isObjectWrite } }) })
      : undefined;
  const url = listener?.url ?? "http://127.0.0.1:4566";
  const reach = {
    endpoint: url,
    region: REGION,
    ...(!listener && { requestHandler: inProcessRequestHandler(handle) }),
  };
  return {
    clock,
    network,
    gateway,
    s3,
    url,
    clients: createClients({ ...reach, credentials: ADMINISTRATOR }),
    backendClients: createClients({ ...reach, credentials: BACKEND }),
    exchanges,
    [Symbol.asyncDispose]: async () => {
      await listener?.destroy();
    },
  };
}
