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

test("on the wire members are in camel case, and a job can be read again", async () => {
  const { room } = newRoom();
  const call = async (method: string, path: string, body?: unknown) => {
    const http = {
      method,
      path,
      headers: { host: "cloud.test:4566" },
      body: Buffer.from(body === undefined ? "" : JSON.stringify(body)),
    };
    const operation = room.identify(http);
    if ("status" in operation) throw new Error(`${method} ${path} was refused.`);
    const principal = { role: "administrator", accessKeyId: "AKIDADMIN" };
    const response = await room.handle({ http, operation, principal, requestId: "1", receivedAt: 0 });
    return [response.status, JSON.parse(response.body.toString("utf8")) as { job?: { id?: string } }] as const;
  };
  const [status, { job }] = await call("POST", "/2017-08-29/jobs", {
    role: "arn:aws:iam::123456789012:role/video",
    settings: { inputs: [{ fileInput: "s3://bucket/a.mp4" }], outputGroups: [{}] },
  });
  expect(status).toBe(201);
  expect(job).toMatchObject({
    arn: expect.stringMatching(/^arn:aws:mediaconvert:us-east-1:123456789012:jobs\//),
    status: "SUBMITTED",
    settings: { inputs: [{ fileInput: "s3://bucket/a.mp4" }] },
  });
  expect(await call("GET", `/2017-08-29/jobs/${job?.id}`)).toEqual([200, { job }]);
  expect(await call("GET", "/2017-08-29/jobs")).toEqual([200, { jobs: [job] }]);
  expect(await call("GET", "/2017-08-29/jobs/other")).toEqual([404, { message: "The job other does not exist." }]);
  expect(await call("POST", "/2017-08-29/jobs", { role: "r" })).toMatchObject([
    400,
    { message: expect.stringMatching(/^\/Settings: /) },
  ]);
  expect(await call("POST", "/2017-08-29/endpoints")).toEqual([
    200,
    { endpoints: [{ url: "http://cloud.test:4566" }] },
  ]);
});
