import { EXIT } from "../system/exit-status.ts";
import { RuntimeApiGone, serveRuntimeApi } from "./bootstrap.ts";
import { LAMBDA_NAMES, loadLambda } from "./load.ts";
import { dependenciesOfProcess, s3OfProcess, sfnOfProcess } from "./process.ts";
import { systemOfVariables, UsageError } from "./system-variables.ts";

const HELP = `npm run lambda -- NAME      one Lambda as a process under the Lambda Runtime API

NAME is one of ${LAMBDA_NAMES.join(", ")}.

From the environment, as on AWS: AWS_LAMBDA_RUNTIME_API (host:port), AWS_REGION and credentials; AWS_ENDPOINT_URL for
another endpoint; REVISION (incident, current or fixed; default current) and DEFECTS (D6,-D8: on, off).
Exit status: 2 usage, 3 the Runtime API does not answer, 70 a bug. docs/running-alone.md tells the rest.`;

/**
 * Runs one Lambda as a process under the Lambda Runtime API: `node lambdas/main.ts zip`, with the variables that AWS
 * sets (AWS_LAMBDA_RUNTIME_API, AWS_REGION, credentials), AWS_ENDPOINT_URL for another endpoint, REVISION (incident,
 * current or fixed) and DEFECTS (`D6,-D8`).
 */
async function main(): Promise<void> {
  const [given] = process.argv.slice(2);
  if (given === "--help" || given === "-h") {
    console.log(HELP);
    return;
  }
  const name = LAMBDA_NAMES.find((known) => known === given);
  if (!name) throw new UsageError(`which Lambda? Say one of ${LAMBDA_NAMES.join(", ")}`);
  const api = process.env.AWS_LAMBDA_RUNTIME_API;
  if (!api) throw new UsageError("AWS_LAMBDA_RUNTIME_API is not set; it names host and port of the Runtime API");
  const system = systemOfVariables(process.env);
  const createLambda = await loadLambda(name);
  await serveRuntimeApi(api, createLambda(dependenciesOfProcess(system, { s3: s3OfProcess, sfn: sfnOfProcess })));
}

try {
  await main();
} catch (error) {
  const told = error instanceof UsageError || error instanceof RuntimeApiGone;
  console.error(told ? `lambdas/main.ts: ${error.message}` : error);
  process.exitCode =
    error instanceof UsageError ? EXIT.usage : error instanceof RuntimeApiGone ? EXIT.environment : EXIT.ourBug;
}
