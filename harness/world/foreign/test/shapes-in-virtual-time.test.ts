import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { System } from "../../../../system/revisions.ts";
import { works } from "../../../clock/process/test/programs.ts";
import { NotOnThisBackend } from "../../../cloud/backends/not-on-this-backend.ts";
import { createWorld } from "../../create-world.ts";
import type { World } from "../../world.ts";
import { replicaSystem } from "./replica-system.ts";
import { scratchDirectory } from "./small-server.ts";

const LINUX_X64 = process.platform === "linux" && process.arch === "x64";
const WITHOUT = LINUX_X64 ? "" : " (skipped: needs Linux on x64)";
const onLinux = test.runIf(LINUX_X64);
const HOUR_MS = 3_600_000;
/** Of a busy machine. */
const APART_MS = 60_000;

const SERVE = `require("node:http").createServer((_request, response) => response.end(String(Date.now()))).listen(+process.env.PORT, "127.0.0.1")`;
const CLUSTER = `const cluster = require("node:cluster"); if (cluster.isPrimary) { cluster.fork(); cluster.fork(); } else ${SERVE}`;
const PYTHON = `
import http.server, os, time
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = str(int(time.time() * 1000)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
http.server.HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
`;

async function worldAround(command: readonly string[]): Promise<World> {
  const server = { command, files: [], environment: { PORT: "{{server.port}}" }, ready: { kind: "port" } } as const;
  const world = await createWorld({
    name: "shapes",
    seed: 1,
    startAt: "2025-12-03T10:00:00Z",
    system: new System("current"),
    engine: inject("engine"),
    foreign: replicaSystem("current", { lambdas: {}, server, clock: "virtual" }),
  });
  onTestFinished(() => world.dispose().catch(() => {}));
  return world;
}

/** By how much the server's clock is ahead of the world's. */
async function aheadMs(world: World): Promise<number> {
  const request = { method: "GET", path: "/", headers: { host: world.serverUrl.host }, body: Buffer.alloc(0) };
  return Number((await world.sendToServer("photographer", request)).body.toString()) - world.clock.now();
}

async function followsForAnHour(command: readonly string[]): Promise<World> {
  const world = await worldAround(command);
  await world.run(async () => {
    expect(Math.abs(await aheadMs(world))).toBeLessThan(APART_MS);
    await world.advance(HOUR_MS);
    expect(Math.abs(await aheadMs(world))).toBeLessThan(APART_MS);
    world.requireOneTime();
  });
  return world;
}

const inFolder = (name: string, content: string): string => {
  const path = join(scratchDirectory(), name);
  writeFileSync(path, content);
  return path;
};

const packageJson = () => JSON.stringify({ scripts: { serve: `exec "${process.execPath}" -e '${SERVE}'` } });

onLinux.each<readonly [string, () => readonly string[]]>([
  ["behind npm run", () => ["npm", "--prefix", join(inFolder("package.json", packageJson()), ".."), "run", "serve"]],
  ["behind env", () => ["env", "ANY=1", process.execPath, "-e", SERVE]],
  ["a child of a script that stays", () => ["/bin/sh", "-c", '"$0" -e "$1" & wait', process.execPath, SERVE]],
  ["whose workers answer", () => [process.execPath, inFolder("server.cjs", CLUSTER)]],
])(
  `a server has the world's time: %s${WITHOUT}`,
  async (_shape, command) => {
    const { pace } = await followsForAnHour(command());
    expect(pace).toMatchObject({ lost: [], realWaits: [] });
  },
  120_000,
);

const PYTHON_WORKS = LINUX_X64 && works("python3", "--version");

test.runIf(PYTHON_WORKS)(
  `a server in Python sees it, and the run says that it waits in real time${PYTHON_WORKS ? "" : " (skipped: needs python3)"}`,
  async () => {
    const { pace } = await followsForAnHour(["python3", "-c", PYTHON]);
    expect(pace).toMatchObject({ lost: [], realWaits: [expect.stringMatching(/^python/)] });
  },
  120_000,
);

const COMPILES = LINUX_X64 && works("cc", "--version");

test.runIf(COMPILES)(
  `a server that asks the kernel by itself makes the story not applicable, with a sentence${COMPILES ? "" : " (skipped: needs cc)"}`,
  async () => {
    const program = join(scratchDirectory(), "server");
    execFileSync("cc", ["-O1", "-o", program, join(import.meta.dirname, "fixtures/asks-kernel.c")]);
    const world = await worldAround([program]);
    const run = world.run(async () => void (await aheadMs(world)));
    await expect(run).rejects.toThrow(NotOnThisBackend);
    await expect(run).rejects.toThrow(/^needs virtual time: the server keeps the machine's \(it dates an answer 20/);
  },
  120_000,
);
