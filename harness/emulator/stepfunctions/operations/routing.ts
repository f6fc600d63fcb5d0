import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonInput } from "../../gateway/json-protocol.ts";
import { machineArnOf } from "../arns.ts";
import { MAXIMUM_ROUTES, MINIMUM_COUNT, MINIMUM_ROUTES, TOTAL_WEIGHT } from "../limits.ts";
import type { Route } from "../publications.ts";
import { missing, optionalInteger, optionalList, outOfBounds, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";

const VERSION_ARN = /^arn:[^:]+:states:[^:]*:[^:]*:stateMachine:[^:]+:\d+$/;

/**
 * `routingConfiguration` of an alias: one or two versions of one machine whose weights sum up to 100; `undefined` when it
 * is not given. Words of all refusals are recorded (test_error_create_alias_invalid_router_configs), but for versions of
 * several machines (third parties) and versions that do not exist (as UpdateStateMachineAlias has it).
 */
export function parseRouting(input: JsonInput, service: StepFunctionsService): readonly Route[] | undefined {
  const items = optionalList(input, "routingConfiguration");
  if (items === undefined) return undefined;
  const routes = items.map((item, index): Route => {
    const at = (member: string): string => `routingConfiguration.${index + 1}.member.${member}`;
    const versionArn = requiredText(item, "stateMachineVersionArn", { path: at("stateMachineVersionArn") });
    const weight = optionalInteger(item, "weight", {
      minimum: MINIMUM_COUNT,
      maximum: TOTAL_WEIGHT,
      path: at("weight"),
    });
    if (weight === undefined) throw missing(at("weight"));
    return { versionArn, weight };
  });
  checkCount(routes);
  const arns = routes.map(({ versionArn }) => versionArn);
  const received = `Received: [${arns.join(", ")}]`;
  if (new Set(arns).size < arns.length) {
    throw invalid(`Routing configuration must contain distinct state machine version ARNs. ${received}`);
  }
  const weights = routes.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight) !== TOTAL_WEIGHT) {
    throw invalid(`Sum of routing configuration weights must equal ${TOTAL_WEIGHT}. Received: [${weights.join(", ")}]`);
  }
  if (!arns.every((arn) => VERSION_ARN.test(arn))) {
    throw invalid(`Routing configuration must contain state machine version ARNs. ${received}`);
  }
  if (new Set(arns.map(machineArnOf)).size > 1) {
    throw invalid(
      `Routing configuration must contain state machine version ARNs for the same state machine. ${received}`,
    );
  }
  for (const arn of arns) {
    service.changeableMachine(machineArnOf(arn));
    if (!service.publications.versions.has(arn)) throw resourceMissing();
  }
  return routes;
}

/** As UpdateStateMachineAlias refuses an alias that is not there (recorded: test_update_no_such_alias_arn). */
export function resourceMissing(): AwsError {
  return new AwsError("ResourceNotFound", "Request references a resource that does not exist.");
}

/** How the wire shows an alias's routes. */
export function wireRouting(routes: readonly Route[]): Record<string, unknown>[] {
  return routes.map(({ versionArn, weight }) => ({ stateMachineVersionArn: versionArn, weight }));
}

function checkCount(routes: readonly Route[]): void {
  if (routes.length >= MINIMUM_ROUTES && routes.length <= MAXIMUM_ROUTES) return;
  const items = routes.map(
    ({ versionArn, weight }) => `RoutingConfigurationListItem(stateMachineVersionArn=${versionArn}, weight=${weight})`,
  );
  const rule =
    routes.length === 0 ? `greater than or equal to ${MINIMUM_ROUTES}` : `less than or equal to ${MAXIMUM_ROUTES}`;
  throw outOfBounds(`[${items.join(", ")}]`, "routingConfiguration", `Member must have length ${rule}`);
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message, { fields: { reason: "INVALID_ROUTING_CONFIGURATION" } });
}
