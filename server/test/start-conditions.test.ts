import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { System } from "../../system/revisions.ts";
import { logStart } from "../boot.ts";
import { readConfigurationFile } from "../configuration-file.ts";
import { Logger } from "../logging/logger.ts";
import {
  logRefusal,
  readStartConditions,
  refuseRedis,
  requireConfiguration,
  requireDependencies,
  StartRefused,
} from "../start-conditions.ts";

/**
 * What happened to the real server when one key was removed: whether it started, and up to three lines of level WARN and
 * ERROR, each with its error, cut off at some length.
 */
const RECORDED = z
  .array(z.object({ removed: z.string(), starts: z.boolean(), lines: z.array(z.string()) }))
  .parse(JSON.parse(readFileSync(new URL("./fixtures/start-conditions.json", import.meta.url), "utf8")));

const SERVICE = { token: "x", url_base: "http://127.0.0.1:9" };
const COMPLETE = {
  http: { port: "127.0.0.1:8080", read_timeout: "10s", write_timeout: "30s", idle_timeout: "60s" },
  db: { uri: "u:p@tcp(127.0.0.1:3306)/toq_db" },
  redis: { url: "redis://127.0.0.1:6379/0" },
  jwt: { secret: "s" },
  auth: { access_ttl_minutes: 15, refresh_ttl_days: 30, max_session_rotations: 10 },
  security: { hmac: { secret: "s", algorithm: "SHA256", encoding: "HEX", skew_seconds: 300 } },
  sms: { account_sid: "x", auth_token: "x" },
  email: { smtp_server: "127.0.0.1", smtp_user: "x" },
  cep: SERVICE,
  cpf: SERVICE,
  cnpj: SERVICE,
  fcm: { credentials_file: "fcm.json" },
  s3: { region: "us-east-1", listing_bucket_name: "b" },
  media_processing: {
    workflow: { finalization_state_machine_arn: "arn", region: "us-east-1" },
    queue: { url: "q", region: "us-east-1" },
  },
  profiles: { homo: { workers: { enabled: false } } },
};

function without(key: string): Record<string, unknown> {
  // Not structuredClone, which would keep the three services one object.
  const file: Record<string, unknown> = JSON.parse(JSON.stringify(COMPLETE));
  let place: Record<string, unknown> = file;
  const path = key.split(".");
  for (const name of path.slice(0, -1)) place = place[name] as Record<string, unknown>;
  delete place[path.at(-1) ?? ""];
  return file;
}

/** The lines of level WARN and ERROR of a start with this file. */
function start(file: unknown, redisProblem?: string): { starts: boolean; lines: readonly string[] } {
  const lines: string[] = [];
  const log = new Logger(({ level, message, fields }) => {
    const { error = "" } = Object.fromEntries(fields);
    if (level === "WARN" || level === "ERROR") lines.push(`${level} ${message} ${error}`);
  });
  try {
    const conditions = readStartConditions(file, {});
    requireConfiguration(conditions);
    const { server, warnings } = readConfigurationFile(file, {});
    for (const { message, fields } of warnings) log.warn(message, fields);
    if (conditions.redis.url === "" || redisProblem) throw refuseRedis(conditions.redis.url, redisProblem ?? "");
    requireDependencies(conditions);
    logStart(server, new System("current"), log);
    return { starts: true, lines };
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    logRefusal(log, error);
    return { starts: false, lines };
  }
}

/** That an unreachable database is only told is tested with the server alone. */
test.each(RECORDED.filter(({ removed }) => removed !== "(db unreachable)"))("$removed: starts $starts", (recorded) => {
  const { removed } = recorded;
  const refused = "dial tcp 127.0.0.1:9: connect: connection refused";
  const found = removed === "(redis unreachable)" ? start(COMPLETE, refused) : start(without(removed));
  expect(found.starts).toBe(recorded.starts);
  expect(found.lines.length).toBeGreaterThanOrEqual(recorded.lines.length);
  for (const [index, line] of recorded.lines.map((line) => line.trimEnd()).entries()) {
    expect(found.lines[index]?.slice(0, line.length)).toBe(line);
  }
  if (recorded.starts) expect(found.lines).toHaveLength(recorded.lines.length);
});

test("all that the second phase finds is told at once; a text of blanks is none, and a number may be a text of digits", () => {
  const file = { ...COMPLETE, db: { uri: "" }, jwt: { secret: "  " }, http: { port: null } };
  const [first, second, third, fourth] = start(file).lines;
  expect([first, second, third]).toEqual([
    "WARN Validação falhou database URI is required",
    "WARN Validação falhou HTTP port is required",
    "WARN Validação falhou jwt.secret is required and must not be empty",
  ]);
  expect(fourth).toContain(
    "configuration validation failed with 3 errors: [database_config: database URI is required http_config: HTTP port is required security_config: jwt.secret is required and must not be empty]",
  );
});

/** Not recorded, but of the same kind: what was read beside the recordings (golden/README). */
test.each([
  ["security.hmac.algorithm", "security.hmac.algorithm is required and must not be empty"],
  ["security.hmac.encoding", "security.hmac.encoding is required and must not be empty"],
  ["cpf.url_base", "failed to create CPF adapter: CPF URL base is required"],
  ["cnpj.url_base", "failed to create CNPJ adapter: CNPJ URL base is required"],
  ["security", "security.hmac.secret is required and must not be empty"],
  ["auth", "auth.access_ttl_minutes must be > 0"],
  ["redis", "Redis URL not configured"],
  ["fcm", "fcm credentials file is required"],
  ["cep", "cep token is required"],
  ["cpf", "CPF token is required"],
])("without %s it does not start either: %s", (removed, reason) => {
  const { starts, lines } = start(without(removed));
  expect(starts).toBe(false);
  expect(lines.at(-1)).toContain(reason);
});

test("the port may come from the environment or the profile", () => {
  const file = without("http.port");
  expect(readStartConditions(file, { TOQ_HTTP_PORT: "1" }).http.port).toBe("1");
  const profiles = { dev: { http: { port: 2 } } };
  expect(readStartConditions({ ...file, profiles }, { ENVIRONMENT: "dev" }).http.port).toBe("2");
});

test.each([
  ["auth", { access_ttl_minutes: "15" }, "auth.access_ttl_minutes must be > 0"],
  ["auth", "15", "auth.access_ttl_minutes must be > 0"],
  ["auth", { ...COMPLETE.auth, refresh_ttl_days: -1 }, "auth.refresh_ttl_days must be > 0"],
  ["auth", { ...COMPLETE.auth, max_session_rotations: 0 }, "auth.max_session_rotations must be > 0"],
  ["security", { hmac: { ...COMPLETE.security.hmac, skew_seconds: 0 } }, "security.hmac.skew_seconds must be > 0"],
  ["security", { hmac: { ...COMPLETE.security.hmac, encoding: " " } }, "security.hmac.encoding is required"],
  ["jwt", { secret: ["s"] }, "jwt.secret is required and must not be empty"],
  ["db", [], "database URI is required"],
  ["email", { smtp_server: "s" }, "smtp user is required"],
  ["sms", { account_sid: "a", auth_token: null }, "sms auth token is required"],
  ["cnpj", { url_base: "u" }, "failed to create CNPJ adapter: CNPJ token is required"],
])("%s: %j is as good as none of it: %s", (key, value, reason) => {
  const { starts, lines } = start({ ...COMPLETE, [key]: value });
  expect(starts).toBe(false);
  expect(lines.at(-1)).toContain(reason);
});

test("texts may be numbers, and what is no mapping at all is an empty file", () => {
  expect(start({ ...COMPLETE, sms: { account_sid: 1, auth_token: 2 } }).starts).toBe(true);
  for (const content of [null, undefined, "text", 1, []]) {
    expect(readStartConditions(content, {})).toMatchObject({
      http: { port: "" },
      db: { uri: "" },
      fcm: { credentials_file: "" },
    });
  }
});

test("each phase has its lines, and says its name in them", () => {
  const [, ...lines] = start({ ...COMPLETE, db: {} }).lines;
  const error =
    "[Phase02] validation: Configuration validation failed (configuration validation failed with 1 errors: [database_config: database URI is required])";
  expect(lines).toEqual([
    `ERROR ❌ Fase falhou ${error}`,
    `ERROR ❌ Falha na fase de inicialização ${error}`,
    `ERROR ❌ Falha crítica durante inicialização bootstrap failed at phase Phase02_LoadConfiguration: ${error}`,
  ]);
  const of = (refused: StartRefused) => [refused.phase, refused.message, refused.reason];
  expect(of(refuseRedis("", "x"))).toEqual([
    "Phase03_InitializeInfrastructure",
    "[Phase03] cache: Failed to initialize Redis cache ([Phase03] redis_config: Redis URL not configured)",
    "Redis URL not configured",
  ]);
  expect(of(refuseRedis("redis://h", "no route"))).toEqual([
    "Phase03_InitializeInfrastructure",
    "[Phase03] cache: Failed to initialize Redis cache ([Phase03] redis_connection: Failed to initialize Redis cache (failed to connect to Redis: no route))",
    "Redis does not answer: no route",
  ]);
});
