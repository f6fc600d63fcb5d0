import { serveRuntimeApi } from "./bootstrap.ts";
import { LAMBDA_NAMES, loadLambda } from "./load.ts";
import { dependenciesOfProcess, s3OfProcess, sfnOfProcess } from "./process.ts";
import { systemOfVariables, UsageError } from "./system-variables.ts";

/**
 * Runs one Lambda as a process under the Lambda Runtime API: `node lambdas/main.ts zip`, with the variables that AWS
 * sets (AWS_LAMBDA_RUNTIME_API, AWS_REGION, credentials), AWS_ENDPOINT_URL for another endpoint, REVISION (incident,
 * current or fixed) and DEFECTS (`D6,-D8`).
 */
async function main(): Promise<void> {
  const [given] = process.argv.slice(2);
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
  console.error(error instanceof UsageError ? `lambdas/main.ts: ${error.message}` : error);
  process.exitCode = 1;
}
