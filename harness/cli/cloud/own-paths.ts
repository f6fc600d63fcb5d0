import { release } from "node:os";
import { OWN_EDITION } from "../../cloud/backends/own-edition.ts";
import type { HttpRequest, HttpResponse } from "../../network/http.ts";
import { reasonOf } from "../../support/reason.ts";

/** A clock that clients may read, and perhaps put forward. */
export interface SteeredClock {
  readonly kind: "real" | "virtual";
  now(): number;
  /** Absent where time cannot be moved. */
  advance?(ms: number): Promise<void>;
}

export interface OwnPathsOptions {
  readonly clock: SteeredClock;
  /** The command that serves: `cloud` or `dev`. */
  readonly command: string;
  readonly version: string;
  /** Makes the cloud as it was when it began. Absent where it may not be. */
  readonly reset?: () => Promise<void>;
}

const SERVICES = [
  "dynamodb",
  "events",
  "iam",
  "kms",
  "lambda",
  "logs",
  "mediaconvert",
  "s3",
  "secretsmanager",
  "sns",
  "sqs",
  "ssm",
  "stepfunctions",
  "sts",
];

/** Ours, and LocalStack's. */
const RESETTING = ["/_harness/reset", "/_localstack/state/reset"];

const THERE = [
  "GET /_localstack/health",
  "GET /_localstack/info",
  "POST /_localstack/state/reset",
  "GET /_harness/health",
  "GET /_harness/clock",
  "POST /_harness/clock",
  "POST /_harness/reset",
];

/**
 * The paths that are the cloud's own and no service's; no bucket may begin with an underscore. Tools that look for a
 * LocalStack find its health report; `edition` says that this is another program.
 */
export function createOwnPaths({ clock, command, version, reset }: OwnPathsOptions) {
  const health = {
    services: Object.fromEntries(SERVICES.map((name) => [name, "running"])),
    edition: OWN_EDITION,
    version,
    command,
    pid: process.pid,
  };
  const info = {
    version,
    edition: OWN_EDITION,
    is_docker: false,
    system: [process.platform, release(), process.arch === "arm64" ? "aarch64" : "x86_64"].join(","),
  };
  const time = () => ({ now: new Date(clock.now()).toISOString(), clock: clock.kind });

  /** `undefined`: the path is not one of these. */
  return async function answerOwnPath({ method, path, body }: HttpRequest): Promise<HttpResponse | undefined> {
    const [own = ""] = path.split("?", 1);
    if (!/^\/_(?:localstack|harness)(?:\/|$)/.test(own)) return undefined;
    const reads = method === "GET" || method === "HEAD";
    if (own === "/_localstack/health" && reads) return json(200, health);
    if (own === "/_localstack/info" && reads) return json(200, info);
    if (own === "/_harness/health" && reads) return json(200, { ...health, ...time() });
    if (RESETTING.includes(own) && method === "POST") return emptied(reset, command);
    if (own === "/_harness/clock" && reads) return json(200, time());
    if (own === "/_harness/clock" && method === "POST") return leap(clock, body, time);
    return json(404, { message: `There is no ${method} ${own}; the cloud's own paths are ${THERE.join(", ")}.` });
  };
}

async function emptied(reset: OwnPathsOptions["reset"], command: string): Promise<HttpResponse> {
  if (!reset) {
    const message = `npm run ${command} has deployed a system that needs this cloud: stop it and start it again instead.`;
    return json(409, { message });
  }
  await reset();
  return json(200, { reset: true });
}

async function leap(clock: SteeredClock, body: Buffer, time: () => object): Promise<HttpResponse> {
  if (!clock.advance) {
    return json(409, { message: "The clock is the machine's and cannot be put forward: start with --clock virtual." });
  }
  const { LONGEST_LEAP_MS, readLeap } = await import("./read-leap.ts");
  const leapMs = readLeap(body);
  if (leapMs === undefined) {
    const example = '{"advanceMs": 900000}';
    return json(400, { message: `Send ${example}: milliseconds from 0 to ${LONGEST_LEAP_MS} by which time goes on.` });
  }
  try {
    await clock.advance(leapMs);
  } catch (error) {
    return json(500, { message: `The clock was not put forward: ${reasonOf(error)}` });
  }
  return json(200, time());
}

function json(status: number, body: object): HttpResponse {
  return { status, headers: { "content-type": "application/json" }, body: Buffer.from(`${JSON.stringify(body)}\n`) };
}
