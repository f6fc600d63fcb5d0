import { expect, test } from "vitest";
import { NotOnThisBackend } from "../../../cloud/backends/not-on-this-backend.ts";
import { ForeignFaults, ForeignLatency, ForeignStreams } from "../unsteerable.ts";

const REACH = {
  isForeignStream: (name: string) => name.startsWith("server/"),
  isOurs: (target: string) => target !== "mysql" && target !== "push",
};
const error = () => new Error("struck");

test("ids that a foreign process draws cannot be pinned, all others can", () => {
  const streams = new ForeignStreams(28, REACH);
  expect(() => streams.stream("server/trace-id").pin("x")).toThrow(NotOnThisBackend);
  expect(() => streams.stream("server/trace-id").pinIntegers(1)).toThrow(/server\/trace-id/);
  streams.stream("lambda/request-id").pin("pinned");
  expect(streams.stream("lambda/request-id").uuid()).toBe("pinned");
});

test("a fault strikes hops of ours, and is refused inside a foreign process", () => {
  const faults = new ForeignFaults(REACH);
  expect(() => faults.arm({ target: "mysql", operation: "COMMIT" }, { name: "lost", error })).toThrow(NotOnThisBackend);
  expect(faults.unspent()).toEqual([]);
  faults.arm({ target: "s3" }, { name: "slow", error });
  expect(faults.strike({ source: "server", target: "s3", operation: "PutObject", resource: "" })?.name).toBe("slow");
});

test("latencies of ours are waited for; instants of arrival need virtual time", () => {
  const latency = new ForeignLatency(REACH, "real");
  expect(() => latency.set("mysql", 3)).toThrow(NotOnThisBackend);
  expect(() => latency.setNext("mysql", [3])).toThrow(NotOnThisBackend);
  expect(() => latency.arriveAt("s3", [])).toThrow(/virtual time/);
  const hop = { source: "server", target: "s3", operation: "PutObject", resource: "" };
  const streams = new ForeignStreams(28, REACH);
  expect(latency.latencyMs(hop, streams, 0)).toBe(0);
  latency.setNext("s3", [7]);
  expect([latency.latencyMs(hop, streams, 0), latency.latencyMs(hop, streams, 0)]).toEqual([7, 0]);
});
