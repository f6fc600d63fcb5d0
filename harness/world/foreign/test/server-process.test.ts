import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { connectDirectly } from "../../../network/direct-connection.ts";
import { catchOutboundHttp } from "../../../network/outbound-http.ts";
import { sendOverSocket } from "../server-connection.ts";
import { ForeignServerNotReady } from "../server-failure.ts";
import { smallServer, startServer } from "./small-server.ts";

// As in a thread where a part of the replica has sent HTTP by itself: that must not touch what is said to the server.
await catchOutboundHttp();

const GET = { method: "GET", path: "/", headers: { host: "h" }, body: Buffer.alloc(0) };

/** Says how it ends. */
async function failureOf(command: readonly string[], changes: Parameters<typeof startServer>[1] = {}): Promise<string> {
  const failed = await startServer(command, changes).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failed).toBeInstanceOf(ForeignServerNotReady);
  return failed instanceof Error ? failed.message : "";
}

test.each([
  ["its port takes connections", { kind: "port" }],
  ["a path answers", { kind: "path", path: "/health" }],
  ["a line matches", { kind: "line", pattern: "^up: \\d+$" }],
] as const)("a server is ready when %s", async (_when, ready) => {
  const more = "setTimeout(() => console.log('up: 1'), 20);";
  const answer = "response.writeHead(request.url === '/health' ? 404 : 200).end('fine')";
  const { port } = await startServer(smallServer(answer, more), { ready });
  expect((await sendOverSocket(port, GET)).body.toString()).toBe("fine");
});

test("a path that answers 500 and above is not ready yet", async () => {
  const answer = "response.writeHead(++asked < 3 ? 503 : 200).end(String(asked))";
  const { port } = await startServer(smallServer(answer, "let asked = 0;"), { ready: { kind: "path", path: "/" } });
  expect((await sendOverSocket(port, GET)).body.toString()).toBe("4");
});

test("what it writes comes line by line, from both outputs", async () => {
  const { server, lines } = await startServer(smallServer("", "console.log('one'); console.error('two');"));
  await server.stop();
  expect(lines.toSorted()).toEqual(["one", "two"]);
});

test("a server that ends before it is ready: how, and its last lines", async () => {
  const command = [process.execPath, "-e", "for (let i = 1; i < 9; i++) console.log('line', i); process.exitCode = 3"];
  expect(await failureOf(command)).toBe(
    [
      'The server of the system "mine" ended with exit code 3 before it was ready; its last line was: line 8',
      "Before that:",
      ...[4, 5, 6, 7].map((number) => `    line ${number}`),
    ].join("\n"),
  );
});

test("a program that does not exist is named by the shell that looks for it", async () => {
  expect(await failureOf(["/nowhere/toq_server"])).toMatch(/ended with exit code 127 .*\/nowhere\/toq_server/);
});

test.each([
  [{ kind: "port" }, /nothing listens at 127\.0\.0\.1:\d+/],
  [{ kind: "path", path: "/health" }, /GET \/health at 127\.0\.0\.1:\d+ gets no answer below 500/],
  [{ kind: "line", pattern: "^up" }, /no line matches \/\^up\//],
] as const)(
  "a server that is never ready (%j) is ended, and it is said what was waited for",
  async (ready, sentence) => {
    const command = [process.execPath, "-e", "setInterval(() => {}, 1000)"];
    const message = await failureOf(command, { ready, limits: { startMs: 200 } });
    expect(message).toMatch(/^The server of the system "mine" was not ready after 0\.2 s \(/);
    expect(message).toMatch(sentence);
    expect(message).toMatch(/; it has written nothing\.$/);
  },
);

test.each([
  ["exit code 7", "process.exit(7)"],
  ["signal SIGKILL", "process.kill(process.pid, 'SIGKILL')"],
])("a server that ends in mid-story (%s) is lost, and its request is a broken connection", async (how, death) => {
  const { server, port } = await startServer(smallServer(`require("fs").writeSync(1, "panic\\n"); ${death}`));
  await expect(sendOverSocket(port, GET)).rejects.toMatchObject({ name: "ServerUnreachable", code: "ECONNRESET" });
  await expect(server.lost).rejects.toThrow(
    `The server of the system "mine" ended by itself with ${how} in the middle of the story; its last line was: panic`,
  );
});

test("it is asked to end, and may say so", async () => {
  const goodbye = "process.on('SIGTERM', () => { console.log('goodbye'); process.exit(0); });";
  const { server, lines } = await startServer(smallServer("", goodbye));
  await server.stop();
  expect(lines).toEqual(["goodbye"]);
});

test("who does not listen is killed after the grace, with all that it has started", async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void holder.close());
  const address = holder.address();
  const child = `require('net').connect(${typeof address === "object" ? address?.port : 0}, '127.0.0.1')`;
  const stubborn = `process.on('SIGTERM', () => {});
    require("child_process").spawn(process.execPath, ["-e", ${JSON.stringify(child)}], { stdio: "ignore" });`;
  const { server } = await startServer(smallServer("", stubborn), { limits: { graceMs: 100 } });
  const [connection] = (await once(holder, "connection")) as [Socket];
  const childGone = once(connection.on("error", () => {}).resume(), "close");
  await server.stop();
  await childGone;
});

test("a wrapper that is gone leaves no server behind", async () => {
  const [node = "", ...rest] = smallServer();
  const { server, port } = await startServer(["/bin/sh", "-c", '"$@" & wait', "sh", node, ...rest]);
  // Not by its port, which another program may be given at once.
  const connection = connectDirectly({ host: "127.0.0.1", port });
  connection.on("error", () => {}).resume();
  await once(connection, "connect");
  // A reset is an end, too.
  const gone = new Promise((resolve) => connection.once("close", resolve));
  await server.stop();
  await gone;
});

test("a server ends with the harness, however that ends", async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void holder.close());
  const address = holder.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const command = [
    process.execPath,
    "-e",
    `require('net').connect(${port}, '127.0.0.1'); process.on('SIGTERM', () => {})`,
  ];
  const harness = `
    import { ServerProcess } from ${JSON.stringify(new URL("../server-process.ts", import.meta.url).href)};
    await ServerProcess.start({ systemName: "mine", command: ${JSON.stringify(command)}, directory: "/", environment: {},
      ready: { kind: "line", pattern: "never" }, port: 0, onLine() {} });
  `;
  const parent = spawn(process.execPath, ["--input-type=module", "-e", harness], { stdio: "inherit" });
  const [connection] = (await once(holder, "connection")) as [Socket];
  const closed = once(connection.on("error", () => {}).resume(), "close");
  parent.kill("SIGKILL");
  await closed;
  expect(parent.killed).toBe(true);
});
