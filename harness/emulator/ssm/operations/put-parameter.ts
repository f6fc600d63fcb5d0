import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers, tagList } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { invalid, parameterExists, patternMismatch, typeChanged } from "../errors.ts";
import {
  MAXIMUM_ADVANCED_VALUE_BYTES,
  MAXIMUM_LEVELS,
  MAXIMUM_NAME_CHARACTERS,
  MAXIMUM_STANDARD_VALUE_BYTES,
  MINIMUM_NAME_CHARACTERS,
  MINIMUM_VALUE_CHARACTERS,
} from "../limits.ts";
import { newest, type ParameterStore, type ParameterTier } from "../parameter-store.ts";

const schema = z.object({
  Name: z.string().min(MINIMUM_NAME_CHARACTERS).max(MAXIMUM_NAME_CHARACTERS),
  Value: z.string().min(MINIMUM_VALUE_CHARACTERS),
  Type: optional(z.enum(["String", "StringList", "SecureString"])),
  Tier: optional(z.enum(["Standard", "Advanced", "Intelligent-Tiering"])),
  Description: optional(z.string()),
  KeyId: optional(z.string()),
  Overwrite: optional(z.boolean()),
  AllowedPattern: optional(z.string()),
  DataType: optional(z.string()),
  Tags: optional(tagList),
});

/** API_PutParameter.html */
const DATA_TYPES = ["text", "aws:ec2:image", "aws:ssm:integration"];

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
export const putParameter = (store: ParameterStore): JsonOperation =>
  foretoldOperation((input, { principal }) => {
    const given = parseMembers(schema, input);
    const before = store.find(given.Name);
    const last = before && newest(before);
    checkName(given.Name);
    if (given.Tags && given.Tags.length > 0 && given.Overwrite) {
      throw invalid(
        "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
      );
    }
    if (before && !given.Overwrite) throw parameterExists();
    const type = given.Type ?? last?.type;
    if (type === undefined) throw invalid("A parameter type is required when you create a parameter.");
    if (last && type !== last.type) throw typeChanged();
    if (given.Value.includes("{{")) {
      throw invalid('Parameter value can\'t nest another parameter. Do not use "{{}}" in the value.');
    }
    const { DataType } = given;
    if (DataType !== undefined && !DATA_TYPES.includes(DataType)) {
      throw invalid(`The following data type is not supported: ${DataType} (Data type names are all lowercase.)`);
    }
    const { AllowedPattern = last?.allowedPattern } = given;
    checkPattern(AllowedPattern, given.Value);
    const parameter = store.put(given.Name, {
      type,
      value: given.Value,
      tier: tierFor(given.Value, given.Tier, last?.tier),
      dataType: given.DataType ?? last?.dataType ?? "text",
      description: given.Description ?? last?.description,
      allowedPattern: AllowedPattern,
      keyId: type === "SecureString" ? (given.KeyId ?? last?.keyId ?? "alias/aws/ssm") : undefined,
      modifiedBy: principal.arn ?? `arn:aws:iam::${store.deps.accountId}:root`,
    });
    for (const { Key, Value } of given.Tags ?? []) parameter.tags.set(Key, Value);
    const { version, tier } = newest(parameter);
    return { Version: version, Tier: tier };
  });

function checkName(name: string): void {
  if (!/^[a-zA-Z0-9_.\-/]+$/.test(name)) {
    throw invalid(
      'Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  }
  if (/^\/?(?:aws|ssm)/i.test(name)) {
    throw invalid('Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).');
  }
  if (name.includes("/") && !name.startsWith("/")) {
    throw invalid("Parameter name must be a fully qualified name.");
  }
  if (name.split("/").length - 1 > MAXIMUM_LEVELS) {
    throw invalid(`Hierarchy depth is too deep, the maximum is ${MAXIMUM_LEVELS}.`);
  }
}

function checkPattern(pattern: string | undefined, value: string): void {
  if (pattern === undefined || pattern === "") return;
  let expression: RegExp;
  try {
    expression = new RegExp(`^(?:${pattern})$`, "u");
  } catch {
    throw invalid(`The allowed pattern ${pattern} is no regular expression.`);
  }
  if (!expression.test(value)) throw patternMismatch(pattern);
}

/** A parameter stays advanced once it is (user guide, parameter-store-advanced-parameters.html). */
function tierFor(value: string, asked: string | undefined, last: ParameterTier | undefined): ParameterTier {
  const bytes = Buffer.byteLength(value);
  const needed = bytes > MAXIMUM_STANDARD_VALUE_BYTES && asked === "Intelligent-Tiering";
  const tier = asked === "Advanced" || last === "Advanced" || needed ? "Advanced" : "Standard";
  const most = tier === "Advanced" ? MAXIMUM_ADVANCED_VALUE_BYTES : MAXIMUM_STANDARD_VALUE_BYTES;
  if (bytes <= most) return tier;
  throw invalid(
    tier === "Standard"
      ? `Standard tier parameters support a maximum parameter value of ${most} characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html`
      : `Advanced tier parameters support a maximum parameter value of ${most} characters.`,
  );
}
