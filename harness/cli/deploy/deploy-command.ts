import { describeInfrastructure, type FunctionDescription } from "../../../system/infrastructure.ts";
import { System } from "../../../system/revisions.ts";
import { createClients } from "../../cloud/backends/clients.ts";
import { functionCode } from "../../cloud/backends/localstack/function-code.ts";
import { provisionThroughApi } from "../../cloud/backends/localstack/provision.ts";
import { EXIT } from "../../support/exit-status.ts";
import { UsageError } from "../../support/usage-error.ts";
import { ownParts } from "../../world/foreign/own-parts.ts";
import { CALLBACK_PATH } from "../../world/world.ts";
import { DEFAULT_REGION } from "../../world/world-options.ts";
import type { Command } from "../framework/command.ts";
import { findConfiguration, findSystem } from "../framework/find-system.ts";
import { DEPLOY_HELP, type DEPLOY_OPTIONS, type DeployOptions } from "./deploy-options.ts";
import { findDeployTarget } from "./deploy-target.ts";

/** Of server/configs/compose.yaml and server/configs/env.yaml, whose servers check the signatures. */
const EXAMPLE_SECRET = "only-for-this-machine";

/** `npm run deploy`: provisions a running cloud from the one description of the infrastructure. */
export const deployCommand: Command<typeof DEPLOY_OPTIONS> = {
  name: "deploy",
  help: DEPLOY_HELP,
  async run({ values, positionals }) {
    const [surplus] = positionals;
    if (surplus !== undefined) throw new UsageError(`"${surplus}": the command takes options only.`);
    await deploy(values);
    return EXIT.green;
  },
};

async function deploy(options: DeployOptions): Promise<void> {
  const configuration = await findConfiguration(options.config, process.cwd());
  const found = await findSystem("system", options.system ?? "fixed", configuration);
  const revision = "foreign" in found ? found.foreign.revision : found.revision;
  const target = await findDeployTarget(options.endpoint ?? "http://127.0.0.1:4566");
  const { account: accountId = "000000000000", region = DEFAULT_REGION } = options;
  const system = new System(revision).with({ added: options.defect });
  const callbackUrl = options["callback-url"] ?? `${target.serverUrl}${CALLBACK_PATH}`;
  const infrastructure = describeInfrastructure(system, {
    accountId,
    region,
    callbackUrl,
    callbackSecret: options["callback-secret"] ?? EXAMPLE_SECRET,
  });
  const clients = createClients({
    endpoint: target.endpoint,
    region,
    credentials: { accessKeyId: accountId, secretAccessKey: "test" },
  });
  const bootstraps = Object.fromEntries(options.bootstrap);
  const variables = Object.fromEntries(options.variable);
  const own = "foreign" in found ? await ownParts(found.foreign, infrastructure, target) : undefined;
  const codeOf = async (description: FunctionDescription) => {
    const code =
      (await own?.codeOf(description)) ?? (await functionCode(description, { system, localstack: target, bootstraps }));
    return { ...code, environment: { ...code.environment, ...variables } };
  };
  const queueUrls = await provisionThroughApi(clients, infrastructure, system, codeOf, own?.definitions);
  const lines = [
    `bucket    ${infrastructure.bucket.name}`,
    ...[...queueUrls.values()].map((url) => `queue     ${url}`),
    ...infrastructure.functions.map(({ name }) => `function  ${name}`),
    ...infrastructure.stateMachines.map(({ name }) => `machine   ${name}`),
    `Functions call back at ${callbackUrl}`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
