import { Readable } from "node:stream";
import { RandomStreams } from "../../../clock/random-streams.ts";
import { VirtualClock } from "../../../clock/virtual-clock.ts";
import { FaultPlan } from "../../../network/faults.ts";
import { LatencyModel } from "../../../network/latency.ts";
import { Network } from "../../../network/network.ts";
import type { Policies } from "../../../network/permissions.ts";
import { Trace } from "../../../network/trace.ts";
import { createGateway } from "../../gateway/gateway.ts";
import { checkedRoom } from "../../published-model/checked-room.ts";
import type { Room, RoomDependencies } from "../../room.ts";

export const ACCOUNT = "123456789012";
/** Somebody of another account. */
export const OTHER = { accountId: "210987654321", arn: "arn:aws:iam::210987654321:user/ann" };
const REGION = "us-east-1";
const EPOCH = Date.UTC(2025, 11, 3, 10);

/**
 * Some rooms behind the real gateway, in a world of their own, for contract tests with the real SDK clients. Every answer is held
 * against AWS's published models.
 */
export function smallCloud<R extends Room>(build: (deps: RoomDependencies) => R[], policies: Policies = {}) {
  const random = new RandomStreams(7);
  const clock = new VirtualClock({ name: "small cloud", epochMs: EPOCH, globalRandom: random.stream("global") });
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel(), random });
  const deps: RoomDependencies = { clock, random, network, accountId: ACCOUNT, region: REGION };
  const gateway = createGateway({
    clock,
    random,
    network,
    policies,
    credentials: [
      { accessKeyId: "AKIDADMIN", secretAccessKey: "secret", role: "administrator" },
      { accessKeyId: "AKIDBACKEND", secretAccessKey: "secret", role: "backend" },
      { ...OTHER, accessKeyId: "AKIDOTHER", secretAccessKey: "secret", role: "administrator" },
    ],
    rooms: build(deps).map((room) => checkedRoom(room)),
    region: REGION,
    accountId: ACCOUNT,
  });
  const exchanges: { status: number; headers: Readonly<Record<string, string>>; body: string }[] = [];

  return {
    clock,
    trace,
    send: gateway.send,
    sendAs: gateway.sendAs,
    faults: network.faults,
    latency: network.latency,
    /** Raw answers in the order given. */
    exchanges,
    /** Configuration for an SDK client whose requests come here. */
    client: (accessKeyId = "AKIDADMIN") => ({
      region: REGION,
      endpoint: "http://cloud.test:4566",
      credentials: { accessKeyId, secretAccessKey: "secret" },
      maxAttempts: 1,
      systemClockOffset: 0,
      requestHandler: {
        handle: async (request: SdkRequest) => {
          const response = await gateway.send("client", {
            method: request.method,
            path: request.path + queryString(request.query),
            headers: Object.fromEntries(
              Object.entries({ host: "cloud.test:4566", ...request.headers }).map(([name, value]) => [
                name.toLowerCase(),
                value,
              ]),
            ),
            body: bytesOf(request.body),
          });
          exchanges.push({ ...response, body: response.body.toString("utf8") });
          return {
            response: { statusCode: response.status, headers: response.headers, body: Readable.from([response.body]) },
          };
        },
      },
    }),
  };
}

interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

function queryString(query: SdkRequest["query"]): string {
  const parts = Object.entries(query ?? {}).flatMap(([name, value]) =>
    [value ?? ""].flat().map((text) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`),
  );
  return parts.length === 0 ? "" : `?${parts.join("&")}`;
}

function bytesOf(body: unknown): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (typeof body === "string") return Buffer.from(body);
  throw new Error("Only texts and bytes are sent in these tests.");
}
