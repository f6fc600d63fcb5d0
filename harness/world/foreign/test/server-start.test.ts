import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ForeignServerNotReady } from "../server-failure.ts";
import type { ServerStart } from "../server-process.ts";
import { scratchDirectory, smallServer, startServer } from "./small-server.ts";

interface Case {
  /** Makes the command; what it needs goes with the test. */
  readonly command: () => readonly string[] | Promise<readonly string[]>;
  readonly start?: Partial<ServerStart>;
  /** What follows `The server of the system "mine" `. */
  readonly says: RegExp;
}

const script = (text: string): readonly string[] => [process.execPath, "-e", text];

function file(content: string | Buffer, mode = 0o755): readonly string[] {
  const path = join(scratchDirectory(), "toq_server");
  writeFileSync(path, content);
  chmodSync(path, mode);
  return [path];
}

/** This Node's own binary for a processor that nobody has here. */
function forAnotherProcessor(): readonly string[] {
  const head = readFileSync(process.execPath).subarray(0, 4_096);
  // e_machine of IBM's S/390.
  head.writeUInt16LE(22, 18);
  return file(head);
}

async function takenPort(): Promise<number> {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void holder.close());
  const address = holder.address();
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}

const CASES: Readonly<Record<string, Case>> = {
  "a port of its own is taken": {
    command: async () => script(`require("http").createServer().listen(${await takenPort()}, "127.0.0.1")`),
    says: /^ended with exit code 1 before it was ready; it has written: Error: listen EADDRINUSE: address already in use 127\.0\.0\.1:\d+; its last line was: Node\.js v/,
  },
  "its configuration is refused": {
    command: () => script(`console.error("config: db.uri is required"); process.exit(78)`),
    says: /^ended with exit code 78 before it was ready; its last line was: config: db\.uri is required$/,
  },
  "it panics, with a stack of a hundred lines": {
    command: () =>
      script(`console.error("panic: assignment to entry in nil map\\n\\ngoroutine 1 [running]:");
        for (let i = 0; i < 50; i++) console.error("main.start(...)\\n\\t/src/main.go:" + i);
        process.exit(2)`),
    says: /^ended with exit code 2 before it was ready; it has written: panic: assignment to entry in nil map; its last line was: \t\/src\/main\.go:49\n/,
  },
  "it is killed while it starts": {
    command: () => script(`process.kill(process.pid, "SIGKILL")`),
    says: /^ended with signal SIGKILL before it was ready; it has written nothing\.$/,
  },
  "it goes into the background": {
    command: () => ["/bin/sh", "-c", "sleep 1000 &"],
    says: /^ended with exit code 0 before it was ready \(it must stay in the foreground\); it has written nothing\.$/,
  },
  "it hangs, and says nothing": {
    command: () => script("setInterval(() => {}, 1000)"),
    start: { limits: { startMs: 200 } },
    says: /^was not ready after 0\.2 s \(nothing listens at 127\.0\.0\.1:\d+\); it has written nothing\.$/,
  },
  "it answers, and only with errors": {
    command: () => smallServer("response.writeHead(503).end()"),
    start: { ready: { kind: "path", path: "/healthz" }, limits: { startMs: 1_000 } },
    says: /^was not ready after 1 s \(GET \/healthz at 127\.0\.0\.1:\d+ gets no answer below 500\); it has written nothing\.$/,
  },
  "it prints megabytes, some without an end of line, and ends": {
    command: () =>
      script(`for (let i = 0; i < 80000; i++) console.log("line " + i + " " + "x".repeat(100));
        process.stdout.write("y".repeat(3000000)); process.exitCode = 3`),
    says: /^ended with exit code 3 before it was ready; its last line was: y{400}…\nBefore that:\n(.{1,420}(\n|$)){4}$/,
  },
  "it prints megabytes, and is not ready": {
    // A shell is there at once, also on a busy machine.
    command: () => ["/bin/sh", "-c", `while :; do echo ${"x".repeat(50_000)}; done`],
    start: { ready: { kind: "line", pattern: "^up" }, limits: { startMs: 1_000 } },
    says: /^was not ready after 1 s \(no line matches \/\^up\/\); its last line was: x{400}…\n/,
  },
  "it ends after its readiness line": {
    command: () => script(`console.log("up"); process.exitCode = 4`),
    start: { ready: { kind: "line", pattern: "^up" } },
    says: /^ended with exit code 4 before it was ready; its last line was: up$/,
  },
  "it writes its readiness line, and listens nowhere": {
    command: () => ["/bin/sh", "-c", "echo up; exec sleep 1000"],
    start: { ready: { kind: "line", pattern: "^up" }, limits: { startMs: 1_000 } },
    says: /^was not ready after 1 s \(nothing listens at 127\.0\.0\.1:\d+\); its last line was: up$/,
  },
  "it was built for another processor": {
    command: forAnotherProcessor,
    says: /^ended with exit code 126 before it was ready \(toq_server is a program for processor 22 of ELF's list, and this machine is \w+ \w+; Go builds that with GOOS=\w+ GOARCH=\w+\); its last line was: .*Exec format error$/,
  },
  "it was built for another system": {
    command: () => file(Buffer.from("cffaedfe07000001", "hex")),
    says: /^ended with exit code 126 before it was ready \(toq_server is a program for macOS, and this machine is /,
  },
  "it is damaged": {
    command: () => file(Buffer.alloc(64)),
    says: /^ended with exit code 126 before it was ready \(toq_server is no program, and this machine is /,
  },
  "it may not be executed": {
    command: () => file("#!/bin/sh\n", 0o644),
    says: /^ended with exit code 126 before it was ready \((\S+) may not be executed; say chmod \+x \1\); /,
  },
  "its interpreter is not there": {
    command: () => file("#!/nowhere/sh\n"),
    says: /^ended with exit code 127 before it was ready \(\S+ is there, and what it needs to run is not: \/nowhere\/sh of its first line\); /,
  },
  "it is not there": {
    command: () => ["/nowhere/toq_server"],
    says: /^ended with exit code 127 before it was ready \(there is no file \/nowhere\/toq_server\); /,
  },
  "no folder of PATH has it": {
    command: () => ["no-such-toq-server"],
    says: /^ended with exit code 127 before it was ready \(there is no program no-such-toq-server in PATH\); /,
  },
};

test.for(Object.entries(CASES))("a server does not start: %s", async ([what, { command, start, says }], { skip }) => {
  if (what.startsWith("it was built") && process.platform !== "linux") skip("needs Linux, whose binaries are known");
  const failed = await startServer(await command(), start).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failed).toBeInstanceOf(ForeignServerNotReady);
  const message = failed instanceof Error ? failed.message : "";
  expect(message.startsWith('The server of the system "mine" ')).toBe(true);
  expect(message.replace('The server of the system "mine" ', "")).toMatch(says);
});

test("a server that ends after it was ready is lost, and its readiness line is its last", async () => {
  const { server } = await startServer(
    smallServer("", `setTimeout(() => { console.log("up"); setTimeout(() => process.exit(4), 100); }, 50);`),
    { ready: { kind: "line", pattern: "^up" } },
  );
  await expect(server.lost).rejects.toThrow(
    'The server of the system "mine" ended by itself with exit code 4 in the middle of the story; its last line was: up',
  );
});
