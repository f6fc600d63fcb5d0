import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, onTestFinished, test, vi } from "vitest";
import { Trace } from "../../network/trace.ts";
import type { World } from "../../world/world.ts";
import type { ScenarioResult } from "../result.ts";
import { recordedBodySchema, scenarioHeaderSchema } from "./format.ts";
import { keepScenario } from "./keep-scenario.ts";
import { recordScenario } from "./record-scenario.ts";
import { Redaction } from "./redaction.ts";

const folder = mkdtempSync(join(tmpdir(), "record-"));
afterEach(() => rmSync(join(folder, "scenarios"), { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RESULT: ScenarioResult = {
  id: "a/story",
  title: "a story",
  system: "fixed",
  seed: 1,
  realMs: 12,
  traceHash: "abc",
  events: 1,
  engine: "MariaDB",
  node: "24",
};

/** Records a trace with one operation for each body and reads what lies on disk. */
async function recorded(bodies: readonly Buffer[], wallMs = 0, result = RESULT) {
  const trace = new Trace(
    () => 5,
    () => wallMs,
  );
  for (const body of bodies) {
    const request = trace.keep(body);
    trace.record({ kind: "operation", source: "a", target: "b", operation: "Put", resource: "", request });
  }
  await recordScenario(folder, { trace, result, redaction: new Redaction([]) });
  const lines = (name: string) =>
    readFileSync(join(folder, "scenarios", "a", name), "utf8")
      .trimEnd()
      .split("\n");
  return {
    events: lines("story.events.ndjson").map((line) => JSON.parse(line) as Record<string, unknown>),
    bodies: lines("story.bodies.ndjson")
      .filter((line) => line !== "")
      .map((line) => recordedBodySchema.parse(JSON.parse(line))),
    bytes: readdirSync(join(folder, "scenarios", "a")).map((name) => lines(name).join("\n")),
  };
}

test("header, events and result stand in one file, each body once in another", async () => {
  const { events, bodies } = await recorded([Buffer.from("x"), Buffer.from("y"), Buffer.from("x")]);
  expect(scenarioHeaderSchema.parse(events[0])).toMatchObject({ id: "a/story", seed: 1 });
  expect(events.slice(1, -1).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  expect(events.at(-1)).toMatchObject({ kind: "result", traceHash: "abc" });
  expect(bodies.map((body) => body.kind === "text" && body.text)).toEqual(["x", "y"]);
});

test("nothing real is written: the same run gives the same bytes", async () => {
  const first = await recorded([Buffer.from("x")]);
  rmSync(join(folder, "scenarios"), { recursive: true });
  const second = await recorded([Buffer.from("x")], 99, { ...RESULT, realMs: 7 });
  expect(second.bytes).toEqual(first.bytes);
});

test("a secret of one body is found in the others and in events", async () => {
  const { bytes } = await recorded([Buffer.from("opensesame"), Buffer.from('{"password":"opensesame"}')]);
  expect(bytes.join("\n")).not.toContain("opensesame");
  expect(bytes.join("\n")).toContain("‹password 1›");
});

test.each([
  ["a text that is too long", Buffer.from("é".repeat(300_000)), { kind: "text", cutAt: 262_144, bytes: 600_000 }],
  ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x00]), { kind: "binary", bytes: 3 }],
  ["a PNG", pngHead(20, 10), { kind: "image", format: "png", width: 20, height: 10 }],
  ["a cut JPEG", Buffer.from("ffd8ffe000", "hex"), { kind: "binary", bytes: 5 }],
  ["a broken ZIP", Buffer.from("PK\u0003\u0004\u0000\u0000", "latin1"), { kind: "binary" }],
])("%s is told by its facts", async (_what, body, facts) => {
  const { bodies } = await recorded([body]);
  expect(bodies).toMatchObject([facts]);
});

test("scenarios of one file each have a file", async () => {
  await recorded([]);
  await recorded([]);
  expect(readdirSync(join(folder, "scenarios", "a")).sort()).toEqual([
    "story.bodies.ndjson",
    "story.events.ndjson",
    "story~2.bodies.ndjson",
    "story~2.events.ndjson",
  ]);
});

test("a picture has a small one beside it, which is upright and the same each time; a damaged one has none", async () => {
  const { default: sharp } = await import("sharp");
  const raw = { create: { width: 300, height: 200, channels: 3, background: "#a04020" } } as const;
  const photo = await sharp(raw).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  const { bodies } = await recorded([photo, photo.subarray(0, photo.length - 40)]);
  const [whole, damaged] = bodies.map((body) => (body.kind === "image" ? body : undefined));
  const small = Buffer.from(whole?.thumbnail ?? "", "base64");
  expect(await sharp(small).metadata()).toMatchObject({ format: "jpeg", width: 43, height: 64 });
  expect(small.length).toBeLessThan(1_500);
  expect(damaged).toMatchObject({ kind: "image", width: 300 });
  expect(damaged).not.toHaveProperty("thumbnail");
  rmSync(join(folder, "scenarios"), { recursive: true });
  expect((await recorded([photo])).bodies).toEqual([whole]);
});

test("a small picture is kept from run to run, for the sharp that is installed", async () => {
  const cache = join(folder, "cache");
  vi.stubEnv("XDG_CACHE_HOME", cache);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { default: sharp } = await import("sharp");
  const photo = await sharp({ create: { width: 31, height: 17, channels: 3, background: "#204060" } })
    .png()
    .toBuffer();
  const [first] = (await recorded([photo])).bodies;
  const [small = "", ...others] = readdirSync(cache, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".jpg"),
  );
  expect(others).toEqual([]);
  expect(small).toContain(`thumbnails-v1-sharp-${sharp.versions.sharp}/`);
  expect(first).toMatchObject({ thumbnail: readFileSync(join(cache, small)).toString("base64") });
});

test.skipIf(process.platform !== "linux")("a full disk costs the record and leaves nothing half written", async () => {
  const place = join(folder, "scenarios", "a");
  mkdirSync(place, { recursive: true });
  // Linux answers each write to it as a full disk does (skipped elsewhere: there is no such device).
  symlinkSync("/dev/full", join(place, "story.events.ndjson"));
  const { trace } = newTrace();
  const kept = await keepScenario({ world: { trace } as World, result: RESULT }, { folder, redact: [] });
  expect(kept).toEqual({ notKept: expect.stringContaining("ENOSPC") });
  expect(readdirSync(place)).toEqual([]);
});

function newTrace(): { readonly trace: Trace } {
  const trace = new Trace(
    () => 0,
    () => 0,
  );
  trace.record({ kind: "operation", source: "a", target: "b", operation: "Put", resource: "", outcome: "ok" });
  return { trace };
}

test("a folder that cannot be written is said", async () => {
  writeFileSync(join(folder, "file"), "");
  const trace = new Trace(
    () => 0,
    () => 0,
  );
  await expect(
    recordScenario(join(folder, "file"), { trace, result: RESULT, redaction: new Redaction([]) }),
  ).rejects.toThrow(/ENOTDIR/);
});

function pngHead(width: number, height: number): Buffer {
  const head = Buffer.alloc(24);
  head.write("89504e470d0a1a0a", "hex");
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
}
