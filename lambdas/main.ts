import { S3Client } from "@aws-sdk/client-s3";
import { SFNClient } from "@aws-sdk/client-sfn";
import { encodeGoJson } from "../go/json.ts";
import { REVISIONS, type RevisionName, System } from "../system/revisions.ts";
import { serveRuntimeApi } from "./bootstrap.ts";
import { LAMBDA_NAMES, loadLambda } from "./load.ts";
import type { LambdaDependencies, LambdaLogRecord } from "./ports.ts";

/**
 * Runs one Lambda as a process under the Lambda Runtime API: `node lambdas/main.ts zip`, with the variables that AWS sets
 * (AWS_LAMBDA_RUNTIME_API, AWS_REGION, credentials), AWS_ENDPOINT_URL for another endpoint, and REVISION
 * (incident, current or fixed).
 */
async function main(): Promise<void> {
  const [given] = process.argv.slice(2);
  const name = LAMBDA_NAMES.find((known) => known === given);
  if (!name) throw new UsageError(`which Lambda? Say one of ${LAMBDA_NAMES.join(", ")}`);
  const api = process.env.AWS_LAMBDA_RUNTIME_API;
  if (!api) throw new UsageError("AWS_LAMBDA_RUNTIME_API is not set; it names host and port of the Runtime API");
  const createLambda = await loadLambda(name);
  await serveRuntimeApi(api, createLambda(dependenciesOfProcess(new System(revisionOf(process.env.REVISION)))));
}

class UsageError extends Error {}

function revisionOf(name = "current"): RevisionName {
  if (!Object.hasOwn(REVISIONS, name)) {
    throw new UsageError(`REVISION is ${name}; say one of ${Object.keys(REVISIONS).join(", ")}`);
  }
  return name as RevisionName;
}

function dependenciesOfProcess(system: System): LambdaDependencies {
  const endpoint = process.env.AWS_ENDPOINT_URL;
  let s3: S3Client | undefined;
  let sfn: SFNClient | undefined;
  return {
    system,
    environment: process.env,
    s3: () => {
      s3 ??= new S3Client({ forcePathStyle: endpoint !== undefined });
      return s3;
    },
    sfn: () => {
      sfn ??= new SFNClient({});
      return sfn;
    },
    now: Date.now,
    log: (record) => console.log(lineOf(record)),
    compute: (_label, _modelledMs, work) => work(),
    timer: (_label, ms, callback) => {
      const timeout = setTimeout(callback, ms);
      return { cancel: () => clearTimeout(timeout) };
    },
  };
}

/** One line as Go's slog writes it in JSON. */
function lineOf({ level, message, fields }: LambdaLogRecord): string {
  const head = { time: new Date().toISOString(), level, msg: message };
  return encodeGoJson({ ...head, ...Object.fromEntries(fields) });
}

try {
  await main();
} catch (error) {
  console.error(error instanceof UsageError ? `lambdas/main.ts: ${error.message}` : error);
  process.exitCode = 1;
}
