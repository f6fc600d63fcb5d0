import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { call, failed, keptScenario, recordedEvents } from "../../../report/test/kept-run.ts";
import { writeRun } from "../../../report/test/written-run.ts";
import { commandRoom } from "../../framework/test/command-room.ts";
import { traceCommand } from "../trace-command.ts";

const ID = "20261201-100000-000";

const room = commandRoom("trace-command");
beforeEach(() => {
  const request = { sha256: "aa", bytes: 2 };
  const events = recordedEvents([
    call("owner", "server", "GET /x", { request }),
    call("server", "s3", "HeadObject", { cause: 1, at: 4, outcome: "404" }),
  ]);
  const result = failed("it is there", { divergence: { at: "", sequence: 2, event: "" } });
  writeRun(join(room.folder, "runs"), ID, [
    keptScenario("a/b", events, { bodies: [{ ...request, kind: "text", text: "[7]" }], result }),
    keptScenario("a/c", recordedEvents([call("owner", "server", "GET /y")])),
  ]);
});

const trace = (...argv: readonly string[]): Promise<number> =>
  traceCommand({ argv, environment: {}, runs: join(room.folder, "runs") });

test("the events of the newest run, scenario by scenario", async () => {
  expect(await trace()).toBe(0);
  expect(room.output).toBe(
    [
      "a/b",
      "#1     0.000 s  owner → server GET /x = ok (1 ms)",
      "#2     0.004 s  server → s3 HeadObject = 404 (1 ms)",
      "a/c",
      "#1     0.000 s  owner → server GET /y = ok (1 ms)",
      "",
    ].join("\n"),
  );
});

test("of one scenario, what led to its failure, with bodies", async () => {
  expect(await trace(ID, "a/b", "--cause-of", "failure", "--bodies")).toBe(0);
  expect(room.output).toContain("    request\n      [\n        7\n      ]\n#2");
});

test("what is asked for as JSON, a line each; and it is said when there is nothing", async () => {
  expect(await trace("--service", "s3", "--json")).toBe(0);
  expect(JSON.parse(room.output)).toMatchObject({ scenario: "a/b", operation: "HeadObject" });
  room.output = "";
  expect(await trace("--service", "sqs")).toBe(0);
  expect(room.output).toBe("");
  expect(room.errors).toBe("No event is what was asked for. Parts are: owner, s3, server.\n");
});

test.each([
  [["a/d"], /kept no scenario "a\/d"\. Did you mean/],
  [["--cause-of", "1"], /--cause-of needs one scenario/],
  [["a/b", "--cause-of", "9"], /has no event 9/],
  [["--cause-of", "x"], /cause-of/],
  [["--grep", "("], /--grep: not a regular expression/],
  [["--otlp", "http://"], /--otlp: http:\/\/ is no address/],
])("%j: usage", async (argv, message) => {
  expect(await trace(...argv)).toBe(2);
  expect(room.errors).toMatch(message);
});

test("spans and Chrome's events into files", async () => {
  const [spans, events] = [join(room.folder, "out", "otlp.json"), join(room.folder, "out", "trace.json")];
  expect(await trace("a/b", "--otlp", spans, "--perfetto", events)).toBe(0);
  expect(JSON.parse(readFileSync(spans, "utf8"))).toHaveProperty("resourceSpans");
  expect(JSON.parse(readFileSync(events, "utf8"))).toHaveProperty("traceEvents");
  expect(room.output).toContain("3 spans: ");
});

test("a file that cannot be written, and a collector that is not there: the machine's fault", async () => {
  writeFileSync(join(room.folder, "file"), "");
  expect(await trace("--perfetto", join(room.folder, "file", "x"))).toBe(3);
  // No program is given this port, as it may be given one that was just free; fetch refuses port 1.
  expect(await trace("--otlp", "http://127.0.0.1:2")).toBe(3);
  expect(room.errors).toMatch(/cannot be reached \(.*ECONNREFUSED/);
});

let received: { readonly url: string; readonly type: string; readonly text: string }[] = [];

function collector(status: number, answer: string): Promise<Server> {
  received = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += String(chunk);
    });
    request.on("end", () => {
      received.push({ url: request.url ?? "", type: request.headers["content-type"] ?? "", text });
      response.writeHead(status, { "content-type": "application/json" }).end(answer);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

test.each([
  [200, "{}", 0, ""],
  [200, "", 0, ""],
  [200, '{"partialSuccess":{"rejectedSpans":"2","errorMessage":"too old"}}', 3, "refused 2 spans: too old"],
  [400, "bad", 3, "answered 400: bad"],
])("a collector that answers %i %s", async (status, answer, code, message) => {
  const server = await collector(status, answer);
  onTestFinished(() => closed(server));
  const { port } = server.address() as AddressInfo;
  expect(await trace("a/b", "--otlp", `http://127.0.0.1:${port}`)).toBe(code);
  expect(room.errors).toContain(message);
  expect(received.map(({ url, type }) => [url, type])).toEqual([["/v1/traces", "application/json"]]);
  expect(JSON.parse(received[0]?.text ?? "")).toHaveProperty("resourceSpans");
});
