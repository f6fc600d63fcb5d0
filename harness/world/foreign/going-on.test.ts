import { expect, test } from "vitest";
import { QUEUE } from "../../../system/infrastructure.ts";
import { RandomStreams } from "../../clock/random-streams.ts";
import { RealClock } from "../../clock/real-clock.ts";
import { createEmbeddedCloud } from "../../cloud/backends/embedded.ts";
import { FaultPlan } from "../../network/faults.ts";
import { LatencyModel } from "../../network/latency.ts";
import { Network } from "../../network/network.ts";
import { Trace } from "../../network/trace.ts";
import { goingOnIn } from "./going-on.ts";

function cloudAtRest() {
  const [clock, random] = [new RealClock(), new RandomStreams(1)];
  const trace = new Trace(
    () => 0,
    () => 0,
  );
  const network = new Network({ clock, trace, faults: new FaultPlan(), latency: new LatencyModel("instant"), random });
  const at = { accountId: "123456789012", region: "us-east-1" };
  const rooms = createEmbeddedCloud({ clock, random, network, ...at, policies: {}, credentials: [] });
  rooms.sqs.createQueue(QUEUE, {});
  const note = () => void trace.record({ kind: "note", source: "server", message: "news" });
  return { look: goingOnIn(rooms, trace), note, rooms };
}

test("a server is at work while there is news of it, and at rest when there is none", async () => {
  const { look, note } = cloudAtRest();
  note();
  expect(await look()).toEqual(["what the server does"]);
  expect(await look()).toEqual([]);
  note();
  expect(await look()).toEqual(["what the server does"]);
  expect(await look()).toEqual([]);
});

test("a server that is never silent does not keep a story from ending", async () => {
  const { look, note } = cloudAtRest();
  const looks: number[] = [];
  for (let number = 0; number < 40; number++) {
    note();
    looks.push((await look()).length);
  }
  expect(looks).toEqual([...Array(30).fill(1), ...Array(10).fill(0)]);
});
