import { describeInfrastructure } from "../../../../system/infrastructure.ts";
import type { System } from "../../../../system/revisions.ts";
import { machineTime } from "../../../clock/machine-time.ts";
import { RandomStreams } from "../../../clock/random-streams.ts";
import { RealClock } from "../../../clock/real-clock.ts";
import { createEmbeddedCloud, type EmbeddedCloud, provision } from "../../../cloud/backends/embedded.ts";
import { startListener } from "../../../cloud/backends/listener.ts";
import { FaultPlan } from "../../../network/faults.ts";
import type { HttpRequest } from "../../../network/http.ts";
import { LatencyModel } from "../../../network/latency.ts";
import { Network } from "../../../network/network.ts";
import { Trace } from "../../../network/trace.ts";

export interface ServedCloud {
  readonly url: string;
  readonly rooms: EmbeddedCloud;
  /** Every request that came over the wire. */
  readonly requests: readonly HttpRequest[];
  close(): Promise<void>;
}

/** The embedded cloud on loopback, in the machine's time; its functions do nothing. */
export async function serveCloud(system: System): Promise<ServedCloud> {
  const random = new RandomStreams(28);
  const clock = new RealClock();
  const trace = new Trace(() => clock.now(), machineTime.monotonicMs);
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel("instant"), random });
  const place = { accountId: "123456789012", region: "us-east-1" };
  const rooms = createEmbeddedCloud({
    clock,
    random,
    network,
    ...place,
    policies: {},
    credentials: [],
    unknownAccessKeys: "accept-unverified",
    alsoSignedAt: machineTime.now,
  });
  const infrastructure = describeInfrastructure(system, {
    ...place,
    callbackUrl: "http://127.0.0.1:9",
    callbackSecret: "",
  });
  provision(rooms, { ...infrastructure, eventSourceMappings: [] }, system, () => async () => "null");
  const requests: HttpRequest[] = [];
  const listener = await startListener({
    port: 0,
    handle: (request) => {
      requests.push(request);
      return rooms.gateway.send("client", request);
    },
  });
  return { url: listener.url, rooms, requests, close: () => listener.destroy() };
}
