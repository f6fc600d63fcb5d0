import type { Infrastructure } from "../../../system/infrastructure.ts";
import { functionCode } from "../../cloud/backends/localstack/function-code.ts";
import type { LocalStackDescription } from "../../cloud/backends/localstack/localstack.ts";
import { provisionThroughApi } from "../../cloud/backends/localstack/provision.ts";
import type { LocalStackParts } from "../localstack-parts.ts";
import type { ForeignWorldOptions } from "./foreign-world.ts";
import { ownParts } from "./own-parts.ts";

interface Target {
  readonly infrastructure: Infrastructure;
  readonly parts: Pick<LocalStackParts, "endpoint" | "clients" | "cloud">;
  readonly localstack: LocalStackDescription;
}

/**
 * Makes bucket, queues, functions and machines in a world's namespace of a LocalStack: what the system names is the user's, the rest
 * the replica's. Returns the URLs of the queues, by name.
 *
 * @throws UsageError for a definition or package that is none, or a placeholder of what a container cannot reach.
 */
export async function deployOnLocalStack(
  { system, foreign }: ForeignWorldOptions,
  { infrastructure, parts, localstack }: Target,
): Promise<ReadonlyMap<string, string>> {
  const own = await ownParts(foreign, infrastructure, {
    endpoint: parts.endpoint.origin,
    endpointForFunctions: localstack.endpointForFunctions ?? parts.endpoint.origin,
    inContainers: true,
  });
  const queueUrls = await provisionThroughApi(
    parts.clients,
    infrastructure,
    system,
    async (description) => (await own.codeOf(description)) ?? functionCode(description, { system, localstack }),
    own.definitions,
  );
  parts.cloud.provisioned(queueUrls, infrastructure);
  return queueUrls;
}
