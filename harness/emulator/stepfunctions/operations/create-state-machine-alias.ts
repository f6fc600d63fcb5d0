import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonInput, JsonOperation } from "../../gateway/json-protocol.ts";
import { labelOfArn, machineArnOf } from "../arns.ts";
import { MAXIMUM_DESCRIPTION_CHARACTERS, MAXIMUM_NAME_CHARACTERS, MINIMUM_CHARACTERS } from "../limits.ts";
import type { Alias } from "../publications.ts";
import { missing, optionalText, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { wireDate } from "./operation.ts";
import { parseRouting } from "./routing.ts";

/** Recorded: test_error_create_alias_invalid_name. A name of digits alone would be a version's. */
const NAME = {
  minimum: MINIMUM_CHARACTERS,
  maximum: MAXIMUM_NAME_CHARACTERS,
  pattern: "^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$",
};

/** Idempotent on name, description and routing (recorded: test_error_create_alias_not_idempotent). */
export function createStateMachineAlias(service: StepFunctionsService): JsonOperation {
  return {
    resource: routedMachineResource,
    perform(input) {
      const name = requiredText(input, "name", NAME);
      const description = optionalText(input, "description", { maximum: MAXIMUM_DESCRIPTION_CHARACTERS });
      const routes = parseRouting(input, service);
      const first = routes?.[0];
      if (!routes || !first) throw missing("routingConfiguration");
      const machineArn = machineArnOf(first.versionArn);
      const arn = `${machineArn}:${name}`;
      const existing = service.publications.aliases.get(arn);
      const createdAt = existing?.createdAt ?? service.clock.now();
      const alias: Alias = { arn, machineArn, name, description, routes, createdAt, updatedAt: createdAt };
      if (existing && !sameAlias(existing, alias)) {
        throw new AwsError(
          "ConflictException",
          "Failed to create alias because an alias with the same name and a different routing configuration already exists.",
        );
      }
      if (!existing) service.publications.aliases.set(arn, alias);
      return { creationDate: wireDate(createdAt), stateMachineAliasArn: arn };
    },
  };
}

/** Description and routing are the same. */
export function sameAlias(left: Alias, right: Alias): boolean {
  return left.description === right.description && JSON.stringify(left.routes) === JSON.stringify(right.routes);
}

/** The machine of the first version that the alias is to point to. */
function routedMachineResource(input: JsonInput): { arn: string; label: string } {
  const routing: unknown = input.routingConfiguration;
  const first: unknown = Array.isArray(routing) ? routing[0] : undefined;
  const versionArn =
    typeof first === "object" && first !== null && "stateMachineVersionArn" in first
      ? first.stateMachineVersionArn
      : "";
  const arn = typeof versionArn === "string" ? machineArnOf(versionArn) : "";
  return { arn, label: labelOfArn(arn) };
}
