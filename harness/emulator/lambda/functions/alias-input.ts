import { z } from "zod";
import { recordOf } from "../../gateway/record-of.ts";
import { invalidParameterValue, validationError } from "../errors.ts";
import { MAX_ALIAS_NAME_CHARACTERS, MAX_DESCRIPTION_CHARACTERS, MAX_ROUTED_VERSIONS } from "../limits.ts";
import { optional, parseRequest } from "../request-input.ts";

const routing = z.object({ AdditionalVersionWeights: optional(recordOf(z.number())) });
const settings = {
  Description: optional(z.string().max(MAX_DESCRIPTION_CHARACTERS)),
  RoutingConfig: optional(routing),
};

const createSchema = z.object({ Name: z.string(), FunctionVersion: z.string(), ...settings });
const updateSchema = z.object({
  FunctionVersion: optional(z.string()),
  RevisionId: optional(z.string()),
  ...settings,
});

export function parseCreateAlias(input: unknown) {
  const parsed = parseRequest("CreateAlias", createSchema, input);
  const { Name } = parsed;
  if (!/^(?!\d+$)[a-zA-Z0-9_-]+$/.test(Name) || Name.length > MAX_ALIAS_NAME_CHARACTERS) {
    throw validationError(
      `Value '${Name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ` +
        "(?!^[0-9]+$)([a-zA-Z0-9-_]+)",
    );
  }
  return parsed;
}

export const parseUpdateAlias = (input: unknown) => parseRequest("UpdateAlias", updateSchema, input);

/**
 * What an alias may say of a second version: one, that is not the first, with a share of the invocations; neither may be
 * `$LATEST`. https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
 */
export function checkRouting(functionVersion: string, weights: Readonly<Record<string, number>>): void {
  const entries = Object.entries(weights);
  if (entries.length === 0) return;
  if (entries.length > MAX_ROUTED_VERSIONS) {
    throw invalidParameterValue("Number of items in AdditionalVersionWeights cannot be greater than 1");
  }
  if (functionVersion === "$LATEST") {
    throw invalidParameterValue("$LATEST is not supported for an alias pointing to more than 1 version");
  }
  for (const [version, weight] of entries) {
    if (!/^\d+$/.test(version) || weight < 0 || weight > 1) {
      throw validationError(
        `Value '{${version}=${weight}}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: ` +
          "Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value " +
          "greater than or equal to 0.0, Member must not be null]",
      );
    }
    if (version === functionVersion) {
      throw invalidParameterValue(
        `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
      );
    }
  }
}
