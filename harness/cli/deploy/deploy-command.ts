import { describeInfrastructure } from "../../../system/infrastructure.ts";
import { System } from "../../../system/revisions.ts";
import { createClients } from "../../cloud/backends/clients.ts";
import { functionCode } from "../../cloud/backends/localstack/function-code.ts";
import { provisionThroughApi } from "../../cloud/backends/localstack/provision.ts";
import { EXIT } from "../../support/exit-status.ts";
import { UsageError } from "../../support/usage-error.ts";
import { CALLBACK_PATH } from "../../world/world.ts";
import { DEFAULT_REGION } from "../../world/world-options.ts";
import type { Command } from "../framework/command.ts";
import { DEPLOY_HELP, type DEPLOY_OPTIONS, type DeployOptions } from "./deploy-options.ts";

/** The server of docker-compose.yml, as functions reach it. */
const COMPOSE_SERVER = "http://localstack:8080";
/** Of server/configs/compose.yaml, whose server checks the signatures. */
const COMPOSE_SECRET = "only-for-this-machine";

/** `npm run deploy`: provisions a running LocalStack from the one description of the infrastructure. */
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
  const { useLocalStack } = await import("../../cloud/containers/start-containers.ts");
  const localstack = await useLocalStack(options.endpoint ?? "http://127.0.0.1:4566", process.env);
  const { account: accountId = "000000000000", region = DEFAULT_REGION } = options;
  const system = new System(options.system ?? "fixed").with({ added: options.defect });
  const callbackUrl = options["callback-url"] ?? `${COMPOSE_SERVER}${CALLBACK_PATH}`;
  const infrastructure = describeInfrastructure(system, {
    accountId,
    region,
    callbackUrl,
    callbackSecret: options["callback-secret"] ?? COMPOSE_SECRET,
  });
  const clients = createClients({
    endpoint: localstack.endpoint,
    region,
    credentials: { accessKeyId: accountId, secretAccessKey: "test" },
  });
  const bootstraps = Object.fromEntries(options.bootstrap);
  const queueUrls = await provisionThroughApi(clients, infrastructure, system, (description) =>
    functionCode(description, { system, localstack, bootstraps }),
  );
  const lines = [
    `bucket    ${infrastructure.bucket.name}`,
    ...[...queueUrls.values()].map((url) => `queue     ${url}`),
    ...infrastructure.functions.map(({ name }) => `function  ${name}`),
    ...infrastructure.stateMachines.map(({ name }) => `machine   ${name}`),
    `Functions call back at ${callbackUrl}`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
