import { createHash } from "node:crypto";
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { z } from "zod";
import { System } from "../../../../system/revisions.ts";
import { listingSql } from "../../../database/listing-rows.ts";
import { EXIT } from "../../../support/exit-status.ts";
import { createStandaloneDatabase, type StandaloneDatabase } from "../database.ts";
import { runStandaloneServer, type StandaloneServer, startStandaloneServer } from "../server.ts";
import { standaloneSettings } from "../settings.ts";
import { type ServedCloud, serveCloud } from "./served-cloud.ts";
import { serveRedis } from "./served-redis.ts";

const SYSTEM = new System("current");
const DEVICE = "31e9637f-1d38-4a31-802e-5036a18ebdf2";
const bodySchema = z.looseObject({
  tokens: z.object({ accessToken: z.string() }).optional(),
  files: z.array(z.object({ uploadUrl: z.string(), headers: z.record(z.string(), z.string()) })).optional(),
});
const PHOTO = Buffer.from("not a real photo");

let database: StandaloneDatabase;
let cloud: ServedCloud;
let server: StandaloneServer;

beforeAll(async () => {
  database = await createStandaloneDatabase(inject("engine"), SYSTEM, listingSql(SYSTEM, [{ id: 28, status: 6 }]));
  cloud = await serveCloud(SYSTEM);
  server = await startStandaloneServer({
    settings: standaloneSettings(database.goUri),
    parameters: ["--revision", "current"],
    environment: { AWS_ENDPOINT_URL: cloud.url },
  });
});

afterAll(async () => {
  await server?.stop();
  await cloud?.close();
  await database?.drop();
});

async function call(method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${server.url}/api/v2${path}`, {
    method,
    headers: { "Content-Type": "application/json", "X-Device-Id": DEVICE, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: bodySchema.parse(await answer.json()) };
}

async function signIn(): Promise<Record<string, string>> {
  const credentials = { nationalID: "52998224725", password: "Test-Passw0rd!", deviceToken: "device" };
  const { body } = await call("POST", "/auth/signin", credentials);
  return { Authorization: `Bearer ${body.tokens?.accessToken}` };
}

test("it says how it is set up, in the order of the real server, before it listens", () => {
  const lines = server.lines().map(({ level, msg }) => `${level} ${msg}`);
  expect(lines.slice(0, 6)).toEqual([
    "INFO cache.memory",
    "INFO adapter.s3.creating",
    "INFO adapter.s3.created",
    "INFO adapter.sqs.media.created",
    "INFO adapter.stepfunctions.workflow.created",
    "INFO server.listening",
  ]);
});

test("a photo is uploaded to the cloud behind AWS_ENDPOINT_URL and sent to the queue", async () => {
  const token = await signIn();
  const file = {
    assetType: "PHOTO_HORIZONTAL",
    orientation: "LANDSCAPE",
    filename: "a.jpg",
    contentType: "image/jpeg",
    bytes: PHOTO.length,
    checksum: createHash("sha256").update(PHOTO).digest("hex"),
    sequence: 1,
  };
  const uploads = await call("POST", "/listings/media/uploads", { listingIdentityId: 28, files: [file] }, token);
  expect(uploads.status).toBe(201);
  const { uploadUrl = "", headers = {} } = uploads.body.files?.[0] ?? {};
  expect(uploadUrl).toContain(`${cloud.url}/toq-listing-medias/28/raw/photo/horizontal/`);
  const put = await fetch(uploadUrl, { method: "PUT", headers, body: PHOTO });
  expect(put.status).toBe(200);

  const started = await call("POST", "/listings/media/uploads/process", { listingIdentityId: 28 }, token);
  expect(started).toEqual({ status: 202, body: { status: "processing_started" } });
  const targets = cloud.requests.map(({ headers: sent }) => sent["x-amz-target"]);
  expect(targets).toContain("AmazonSQS.SendMessage");
  expect(await database.rows("SELECT status FROM media_assets")).toEqual([{ status: "PROCESSING" }]);
});

test("a token that was signed out is refused, without Redis", async () => {
  const token = await signIn();
  const list = () => call("GET", "/listings/media?listingIdentityId=28", undefined, token);
  expect((await list()).status).toBe(200);
  expect((await call("POST", "/user/signout", {}, token)).status).toBe(200);
  expect(await list()).toEqual({
    status: 401,
    body: { code: 401, details: null, message: "Access token revoked" },
  });
});

test("a preflight has a line for each value of Vary, a broken escape is refused as Go does", async () => {
  const preflight = await fetch(`${server.url}/api/v2/listings/media`, {
    method: "OPTIONS",
    headers: { Origin: "http://localhost:3000" },
  });
  expect(preflight.headers.get("vary")).toBe("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
  const broken = await fetch(`${server.url}/api/v2/%zz`);
  expect([broken.status, await broken.text()]).toEqual([400, "400 Bad Request"]);
});

test("SIGTERM ends it: what is under way is answered, nothing else is taken, and the status is 0", async () => {
  const other = await startStandaloneServer({
    settings: standaloneSettings(database.goUri),
    environment: { AWS_REGION: "x" },
  });
  const body = JSON.stringify({ nationalID: "39053344705", password: "Test-Passw0rd!", deviceToken: "d" });
  const outgoing = request(`${other.url}/api/v2/auth/signin`, {
    method: "POST",
    agent: new Agent({ keepAlive: true }),
    headers: { "X-Device-Id": DEVICE, Expect: "100-continue", "Content-Length": body.length },
  });
  outgoing.flushHeaders();
  await once(outgoing, "continue");
  const ended = other.stop();
  await expect.poll(() => other.lines().map(({ msg }) => msg)).toContain("server.stopping");
  await expect(fetch(other.url)).rejects.toThrow("fetch failed");
  outgoing.end(body);
  const [answer] = (await once(outgoing, "response")) as [IncomingMessage];
  answer.resume();
  expect(answer.statusCode).toBe(200);
  expect(await ended).toMatchObject({ code: 0, stderr: "" });
});

test("a client that never ends its request does not keep a stopping server longer than the read time-out", async () => {
  const settings = standaloneSettings(database.goUri);
  const other = await startStandaloneServer({
    settings: { ...settings, http: { ...settings.http, read_timeout: "300ms" } },
  });
  const outgoing = request(`${other.url}/api/v2/auth/signin`, {
    method: "POST",
    headers: { Expect: "100-continue", "Content-Length": 10 },
  });
  outgoing.flushHeaders();
  await once(outgoing, "continue");
  const cutOff = once(outgoing, "error");
  expect((await other.stop()).code).toBe(0);
  await cutOff;
});

test("without its database it starts and says so; a request fails as it does on the real server", async () => {
  const lonely = await startStandaloneServer({ settings: standaloneSettings("root:x@tcp(127.0.0.1:9)/toq") });
  const answer = await fetch(`${lonely.url}/api/v2/auth/signin`, {
    method: "POST",
    headers: { "X-Device-Id": DEVICE },
    body: JSON.stringify({ nationalID: "1", password: "x", deviceToken: "d" }),
  });
  expect(await answer.json()).toEqual({ code: 500, details: null, message: "Internal server error" });
  expect((await lonely.stop()).code).toBe(0);
  const errors = lonely.lines().filter(({ level }) => level === "ERROR");
  expect(errors.map(({ msg, error, error_message }) => [msg, error ?? error_message])).toEqual([
    ["Failed to ping database", "dial tcp 127.0.0.1:9: connect: connection refused"],
    ["mysql.common.transaction.begin_error", "dial tcp 127.0.0.1:9: connect: connection refused"],
    ["global.transaction.start_error", undefined],
    ["auth.signin.tx_start_error", "HTTP 500: Failed to start transaction"],
    ["HTTP Error", "Internal server error"],
  ]);
});

test("without a queue the media service is not built, and it says so in the real server's words", async () => {
  const settings = standaloneSettings(database.goUri);
  const unbuilt = await startStandaloneServer({
    settings: { ...settings, media_processing: { ...settings.media_processing, queue: {} } },
  });
  const ended = await unbuilt.stop();
  const warnings = ended.stderr
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).msg);
  expect(warnings).toEqual([
    "adapter.sqs.media.queue_url_missing",
    "media processing queue adapter returned nil (configuration missing?)",
    "MediaProcessingQueue not available - service will be nil",
  ]);
});

test("a setting that it cannot use ends it with one sentence", async () => {
  const settings = standaloneSettings(database.goUri);
  const taken = new URL(server.url).host;
  const cases: [Readonly<Record<string, unknown>>, readonly string[], string, number?][] = [
    [
      { ...settings, jwt: {} },
      [],
      "Configuration key jwt.secret is wrong: Invalid input: expected string, received undefined.\n",
    ],
    [
      { ...settings, http: { ...settings.http, port: taken } },
      [],
      `The server cannot listen at ${taken}: somebody else listens there; set http.port or TOQ_HTTP_PORT.\n`,
      EXIT.environment,
    ],
    [settings, ["--revision", "old"], "--revision is old; it must be one of incident, current, fixed.\n"],
    [{ ...settings, db: { uri: "toq" } }, [], 'db.uri must look like "user:password@tcp(host:port)/database".\n'],
  ];
  for (const [given, parameters, sentence, status = EXIT.usage] of cases) {
    const { code, stderr } = await runStandaloneServer({ settings: given, parameters });
    expect({ code, stderr }).toEqual({ code: status, stderr: sentence });
  }
  const missing = await runStandaloneServer({ settings, parameters: ["--config", "/nowhere/env.yaml"] });
  expect(missing.stderr).toBe("The configuration file /nowhere/env.yaml cannot be read: name another with --config.\n");
});

const SERVICE = { token: "x", url_base: "http://127.0.0.1:9" };

/** What the real server asks for beside; where Redis is comes from the test. */
function strictSettings(databaseUri: string, redisUrl: string): Record<string, unknown> {
  return standaloneSettings(databaseUri, {
    redis: { url: redisUrl },
    auth: { access_ttl_minutes: 15, refresh_ttl_days: 30, max_session_rotations: 10 },
    security: { hmac: { secret: "s", algorithm: "SHA256", encoding: "HEX", skew_seconds: 300 } },
    email: { smtp_server: "127.0.0.1", smtp_user: "x" },
    sms: { account_sid: "x", auth_token: "x" },
    cep: SERVICE,
    cpf: SERVICE,
    cnpj: SERVICE,
    fcm: { credentials_file: "fcm.json" },
  });
}

test("with all that the real server asks for it starts without a warning", async () => {
  const redis = await serveRedis();
  const strict = await startStandaloneServer({ settings: strictSettings(database.goUri, redis.url), lenient: false });
  expect(strict.lines().filter(({ level }) => level !== "INFO")).toEqual([]);
  expect(strict.lines().some(({ msg }) => msg === "cache.memory")).toBe(false);
  expect((await strict.stop()).code).toBe(0);
  await redis.close();
});

test("without Redis it refuses as the real server does, and says how it would start", async () => {
  const settings = strictSettings(database.goUri, "redis://127.0.0.1:9/0");
  const { code, stdout, stderr } = await runStandaloneServer({ settings, lenient: false });
  const [first = "", second = "", third = "", sentence] = stderr.trim().split("\n");
  const error =
    "[Phase03] cache: Failed to initialize Redis cache ([Phase03] redis_connection: Failed to initialize Redis cache (failed to connect to Redis: dial tcp 127.0.0.1:9: connect: connection refused))";
  const phase = "Phase03_InitializeInfrastructure";
  expect([first, second].map((line) => JSON.parse(line))).toMatchObject([
    { level: "ERROR", msg: "❌ Fase falhou", phase, error },
    { level: "ERROR", msg: "❌ Falha na fase de inicialização", phase, error },
  ]);
  expect(JSON.parse(third).error).toBe(`bootstrap failed at phase ${phase}: ${error}`);
  expect(sentence).toBe(
    "The server does not start, as the real one does not: Redis does not answer: dial tcp 127.0.0.1:9: connect: connection refused. --lenient starts without it.",
  );
  expect({ code, stdout }).toEqual({ code: EXIT.environment, stdout: "" });
});

test("--help says what it takes", async () => {
  const { code, stdout } = await runStandaloneServer({ settings: {}, parameters: ["--help"] });
  expect(code).toBe(0);
  expect(stdout).toContain("--lenient");
});
