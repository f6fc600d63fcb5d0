import { expect, test } from "vitest";
import { RandomStreams } from "../../clock/random-streams.ts";
import { VirtualClock } from "../../clock/virtual-clock.ts";
import { FaultPlan } from "../../network/faults.ts";
import { LatencyModel } from "../../network/latency.ts";
import { Network } from "../../network/network.ts";
import { Trace } from "../../network/trace.ts";
import { createMediaConvert, type MediaConvert } from "./index.ts";

function newRoom(): { clock: VirtualClock; network: Network; room: MediaConvert } {
  const clock = new VirtualClock({ name: "mediaconvert", epochMs: Date.UTC(2025, 11, 3) });
  const random = new RandomStreams(1);
  const trace = new Trace(
    () => clock.now(),
    () => 0,
  );
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel(), random });
  const room = createMediaConvert({ clock, random, network, accountId: "123456789012", region: "us-east-1" });
  return { clock, network, room };
}

const REQUEST = { Role: "toq-media-processing-mediaconvert-staging", Settings: { Inputs: [{}], OutputGroups: [{}] } };

test("Step Functions' createJob is a hop and answers a submitted job", async () => {
  const { clock, network, room } = newRoom();
  const { response } = await clock.drive(() => room.createJob({ request: REQUEST, source: "states" }));
  expect(response).toMatchObject({ Job: { Status: "SUBMITTED", Role: REQUEST.Role, Settings: REQUEST.Settings } });
  expect(network.trace.of("operation")).toMatchObject([{ source: "states", target: "mediaconvert", outcome: "ok" }]);
});

test("a job without inputs is refused by the name of what is missing", async () => {
  const { clock, room } = newRoom();
  const request = { Role: "role", Settings: { OutputGroups: [{}] } };
  await expect(clock.drive(() => room.createJob({ request, source: "states" }))).rejects.toThrow("/Settings/Inputs");
});

test("an operation that is not emulated is refused by its name", () => {
  const { room } = newRoom();
  const refusal = room.identify({ method: "GET", path: "/2017-08-29/queues", headers: {}, body: Buffer.alloc(0) });
  expect(refusal).toMatchObject({ status: 501 });
  expect(String("body" in refusal && refusal.body)).toContain("ListQueues is not emulated");
});
