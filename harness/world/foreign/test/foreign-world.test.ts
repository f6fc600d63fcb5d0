import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { schemaSql } from "../../../../server/database/schema.ts";
import { FUNCTIONS } from "../../../../system/infrastructure.ts";
import { System } from "../../../../system/revisions.ts";
import { NotOnThisBackend } from "../../../cloud/backends/not-on-this-backend.ts";
import { catchOutboundHttp } from "../../../network/outbound-http.ts";
import { loseCallbackAnswers, loseCallbacks } from "../../../scenario/faults.ts";
import { invokeFunction } from "../../../scenario/invoke-function.ts";
import { createWorld } from "../../create-world.ts";
import { CALLBACK_PATH, type World } from "../../world.ts";
import type { WorldOptions } from "../../world-options.ts";
import type { ForeignServer, ForeignSystem } from "../foreign-system.ts";
import { replicaSystem } from "./replica-system.ts";
import { scratchDirectory, smallServer } from "./small-server.ts";

// As after a world in which a Lambda of the replica has called back.
await catchOutboundHttp();

const server = (changes: Partial<ForeignServer> = {}): ForeignServer => ({
  command: smallServer(),
  files: [],
  environment: { PORT: "{{server.port}}" },
  ready: { kind: "port" },
  ...changes,
});

async function worldOf(foreign: Partial<ForeignSystem>, options: Partial<WorldOptions> = {}): Promise<World> {
  const world = await createWorld({
    name: "foreign-world",
    seed: 1,
    startAt: "2025-12-03T10:00:00Z",
    system: new System("current"),
    engine: inject("engine"),
    foreign: replicaSystem("current", { lambdas: {}, server: server(), ...foreign }),
    ...options,
  });
  onTestFinished(() => world.dispose().catch(() => {}));
  return world;
}

const ask = async (world: World, path = "/", source = "photographer"): Promise<string> => {
  const request = { method: "GET", path, headers: { host: world.serverUrl.host }, body: Buffer.alloc(0) };
  return (await world.sendToServer(source, request)).body.toString();
};

test("files, command and variables of the server hold the world's values", async () => {
  const folder = scratchDirectory();
  mkdirSync(join(folder, "keys"));
  writeFileSync(join(folder, "keys", "fcm.json"), '{"key":1}');
  const [node = "", flag = "", script = ""] = smallServer(
    "response.end(JSON.stringify([read('configs/env.yaml'), read('keys/fcm.json'), process.argv[1], process.cwd(), process.env]))",
    "const read = (path) => require('fs').readFileSync(path, 'utf8');",
  );
  const world = await worldOf({
    server: server({
      command: [node, flag, script, "{{database.go}}"],
      files: [
        {
          path: "configs/env.yaml",
          content: { kind: "template", text: "queue: {{queue.url}}", from: "env.yaml" },
        },
        { path: "keys", content: { kind: "copy", from: join(folder, "keys") } },
      ],
      environment: { PORT: "{{server.port}}", ARN: "{{stateMachine.finalization.arn}}", AWS_REGION: "eu-west-1" },
    }),
  });
  let directory = "";
  await world.run(async () => {
    const [settings, key, parameter, cwd, environment] = JSON.parse(await ask(world));
    directory = cwd;
    expect(settings).toMatch(/^queue: http:\/\/127\.0\.0\.1:\d+\/123456789012\/listing-media-processing-staging$/);
    expect(key).toBe('{"key":1}');
    expect(parameter).toMatch(/^toq:toq@tcp\(127\.0\.0\.1:\d+\)\/toq_db\?parseTime=true&loc=UTC$/);
    expect(environment).toMatchObject({
      ARN: "arn:aws:states:us-east-1:123456789012:stateMachine:listing-media-finalization-sm-staging",
      AWS_ENDPOINT_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      AWS_EC2_METADATA_DISABLED: "true",
      // What the user says comes last.
      AWS_REGION: "eu-west-1",
    });
    // Nothing of the harness's own: neither its cache nor npm's settings.
    expect(Object.keys(environment).filter((name) => /^(npm_|NODE_|VITEST|XDG_)/.test(name))).toEqual([]);
  });
  expect(existsSync(directory)).toBe(true);
  await world.dispose();
  expect(existsSync(directory)).toBe(false);
});

test("what the server writes is in the trace: structured lines as such, other text as it is", async () => {
  const line = JSON.stringify({ time: "x", level: "WARN", msg: "slow", ms: 7 });
  const answer = `console.log(${JSON.stringify(line)}); console.error("plain text"); response.end("fine")`;
  const world = await worldOf({ server: server({ command: smallServer(answer) }) });
  await world.run(async () => void (await ask(world)));
  await world.dispose();
  expect(world.logs("server").map(({ level, message, fields }) => ({ level, message, fields }))).toEqual(
    expect.arrayContaining([
      { level: "WARN", message: "slow", fields: [["ms", 7]] },
      { level: "INFO", message: "plain text", fields: [] },
    ]),
  );
});

test("a server that dies in mid-story is why the story fails, whatever the story ran into", async () => {
  const command = smallServer('console.log("panic: index out of range"); process.exit(2)');
  const world = await worldOf({ server: server({ command }) });
  const story = world.run(async () => {
    await ask(world).catch(() => "");
    throw new Error("what the story ran into");
  });
  await expect(story).rejects.toThrow(
    /^The server of the system "replica-\w+" ended by itself with exit code 2 in the middle of the story; its last line was: panic: index out of range$/,
  );
});

test("a story that waits for a server that has died does not wait for ever", async () => {
  const world = await worldOf({ server: server({ command: smallServer("process.exit(1)") }) });
  const story = world.run(async () => {
    await ask(world).catch(() => "");
    await new Promise(() => {});
  });
  await expect(story).rejects.toThrow(/ended by itself with exit code 1/);
});

test("a database that dies in mid-story proves nothing about the system", async ({ skip }) => {
  if (process.platform === "win32") skip("needs a file with the id of the engine's process");
  const world = await worldOf({});
  const story = world.run(async () => {
    const [row] = (await world.database.execute("SELECT @@pid_file AS file")) as { file: string }[];
    process.kill(Number(readFileSync(row?.file ?? "", "utf8")), "SIGKILL");
    await new Promise(() => {});
  });
  await expect(story).rejects.toThrow(/^The database server of this run was ended by SIGKILL while it was needed/);
  await expect(story).rejects.toHaveProperty("name", "EnvironmentError");
});

test("a server that does not start: its last lines, and the placeholders that it may miss", async () => {
  const command = [process.execPath, "-e", "console.log('no configuration'); process.exit(1)"];
  const world = await worldOf({ server: server({ command, environment: { QUEUE: "{{queue.url}}" } }) });
  const story = world.run(async () => {});
  await expect(story).rejects.toThrow(
    /ended with exit code 1 before it was ready; its last line was: no configuration\n/,
  );
  await expect(story).rejects.toThrow(
    /Nothing of its command, files and variables holds \{\{server\.port\}\} or \{\{server\.address\}\} \(the port to listen on\), .*\{\{callback\.secret\}\}/,
  );
  await expect(story).rejects.not.toThrow(/\{\{queue\.url\}\}/);
});

test.each([
  [
    "a service that is not started",
    { environment: { REDIS: "{{redis.url}}" } },
    /The server of the system "replica-\w+" holds \{\{redis\.url\}\}, but names no service "redis"/,
  ],
  ["a placeholder that stands for nothing", { environment: { X: "{{queue.uri}}" } }, /\{\{queue\.uri\}\}/],
  [
    "a file outside of its directory",
    { files: [{ path: "../env.yaml", content: { kind: "template", text: "", from: "env.yaml" } }] },
    /\.\.\/env\.yaml would lie outside/,
  ],
] satisfies [string, Partial<ForeignServer>, RegExp][])(
  "%s is refused before the server starts",
  async (_what, changes, sentence) => {
    const world = await worldOf({ server: server(changes) });
    await expect(world.run(async () => {})).rejects.toThrow(sentence);
  },
);

const MYSQL = createRequire(import.meta.url).resolve("mysql2/promise");

test("two worlds at once have the same database name, and nothing else in common", async () => {
  const command = smallServer(
    `require(${JSON.stringify(MYSQL)}).createConnection(process.env.DATABASE).then(async (connection) => {
       await connection.query("INSERT INTO media_processing_jobs (listing_identity_id, status, provider) VALUES (28, ?, 'X')", [request.url]);
       const [rows] = await connection.query("SELECT id, status, DATABASE() AS db FROM media_processing_jobs");
       await connection.end();
       response.end(JSON.stringify(rows));
     }).catch((error) => response.end(String(error)))`,
  );
  const environment = { PORT: "{{server.port}}", DATABASE: "{{database.url}}" };
  const worlds = await Promise.all(
    [1, 2].map(() => worldOf({ server: server({ command, environment }) }, { nextJobId: 7 })),
  );
  const rows = worlds.map(async (world, index) => {
    let seen: unknown;
    await world.run(async () => {
      seen = JSON.parse(await ask(world, `/of-world-${index}`));
      expect(await world.database.rows("media_processing_jobs")).toMatchObject([
        { id: 7, status: `/of-world-${index}` },
      ]);
    });
    return seen;
  });
  expect(await Promise.all(rows)).toEqual([
    [{ id: 7, status: "/of-world-0", db: "toq_db" }],
    [{ id: 7, status: "/of-world-1", db: "toq_db" }],
  ]);
});

test("a schema of the user's is loaded under the name that it must have, with the replica's seeds and the story's listings", async () => {
  const file = join(scratchDirectory(), "schema.sql");
  const statements = [...schemaSql(new System("current")), "CREATE TABLE of_the_user (id INT PRIMARY KEY)"];
  writeFileSync(file, `${statements.join(";\n")};\n`);
  const watch = [{ table: "of_the_user" }];
  const world = await worldOf(
    { database: { name: "their_db", schema: [file], seeds: [], watch } },
    { listings: [{ id: 77, status: 6 }], nextJobId: 9 },
  );
  await world.run(async () => {
    expect(world.database.name).toBe("their_db");
    expect(await world.database.rows("users", { id: 5 })).toHaveLength(1);
    expect(await world.database.rows("listing_versions")).toMatchObject([{ listing_identity_id: 77, status: 6 }]);
    await world.database.execute("INSERT INTO of_the_user VALUES (1)");
    await world.database.execute(
      "INSERT INTO media_processing_jobs (listing_identity_id, status, provider) VALUES (77, 'PENDING', 'X')",
    );
    await expect(world.database.rows("media_outbox")).rejects.toThrow("needs the table media_outbox");
  });
  const rows = world.trace.of("row").map(({ table, key, change }) => [table, key, change]);
  expect(rows).toEqual([
    ["of_the_user", "1", "insert"],
    ["media_processing_jobs", "9", "insert"],
  ]);
});

test("what is wrong with the SQL is said, and nothing is left running", async () => {
  const file = join(scratchDirectory(), "schema.sql");
  writeFileSync(file, "CREATE TABLE a (id INT DEFAULT DEFAULT 1 2);");
  await expect(worldOf({ database: { name: "their_db", schema: [file], seeds: [], watch: [] } })).rejects.toThrow();
  await expect(worldOf({ database: { name: "d", schema: ["/nowhere.sql"], seeds: [], watch: [] } })).rejects.toThrow(
    /\/nowhere\.sql cannot be read/,
  );
});

test("a lost callback is a broken connection to a process that calls back, and so is a lost answer", async () => {
  const command = smallServer(
    `if (request.url !== "/call-back") return response.end("fine");
     fetch(process.env.CALLBACK, { method: "POST", body: "{}" }).then(
       ({ status }) => response.end(String(status)),
       ({ cause }) => response.end(cause.code),
     );`,
  );
  const environment = { PORT: "{{server.port}}", CALLBACK: "{{callback.url}}" };
  const world = await worldOf({ server: server({ command, environment }) });
  await world.run(async () => {
    loseCallbacks(world, { times: 1 });
    expect(await ask(world, "/call-back")).toBe("UND_ERR_SOCKET");
    expect(await ask(world, "/call-back")).toBe("200");
    loseCallbackAnswers(world, { times: 1 });
    expect(await ask(world, "/call-back")).toBe("UND_ERR_SOCKET");
  });
  const callbacks = world.callbacks();
  const hops = world.trace.of("operation").filter(({ operation }) => operation === `POST ${CALLBACK_PATH}`);
  expect(hops.map(({ source, outcome }) => [source, outcome])).toEqual([
    [FUNCTIONS.callback, "ECONNREFUSED"],
    [FUNCTIONS.callback, "200"],
    [FUNCTIONS.callback, "ECONNREFUSED"],
  ]);
  expect(callbacks.map(({ body }) => body)).toEqual(["{}"]);
});

test("an executable of the command line takes the place of a Lambda, here too, and its variables stay", async () => {
  const file = join(scratchDirectory(), "bootstrap");
  writeFileSync(file, '#!/bin/sh\nexit "$STATUS"\n', { mode: 0o755 });
  const zip = { code: { kind: "command", command: ["/nowhere"] }, environment: { STATUS: "7" } } as const;
  const world = await worldOf({ lambdas: { zip } }, { bootstraps: { zip: file } });
  await world.run(async () => {
    expect(await invokeFunction(world, FUNCTIONS.zip, {})).toMatchObject({
      errorMessage: expect.stringContaining("exit status 7"),
    });
  });
});

test("what happens inside the server cannot be steered or seen, and says so", async () => {
  const world = await worldOf({});
  await world.run(async () => {
    expect(() => world.random.stream("server/request-id").pin("x")).toThrow(NotOnThisBackend);
    expect(() => world.faults.arm({ target: "push" }, { name: "lost", error: () => new Error() })).toThrow(
      NotOnThisBackend,
    );
    expect(() => world.pushes()).toThrow(NotOnThisBackend);
    await expect(world.database.rows("media_outbox")).rejects.toThrow(NotOnThisBackend);
    await expect(world.advance(11_000)).rejects.toThrow(NotOnThisBackend);
  });
});

test("a story about the cloud alone does not start anything", async () => {
  const world = await worldOf({ server: server({ command: ["/nowhere"] }) }, { withoutSystem: true });
  await expect(world.run(async () => {})).rejects.toThrow(NotOnThisBackend);
});
