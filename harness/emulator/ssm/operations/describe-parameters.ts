import { z } from "zod";
import { cutPage } from "../../gateway/cut-page.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { invalidToken } from "../errors.ts";
import { filterSchema, matches } from "../filters.ts";
import { MAXIMUM_LISTED, MINIMUM_LISTED } from "../limits.ts";
import { newest, type ParameterStore, type ParameterVersion, type StoredParameter } from "../parameter-store.ts";
import { shownValue } from "../shown-value.ts";

const page = {
  MaxResults: optional(z.number().int().min(MINIMUM_LISTED).max(MAXIMUM_LISTED)),
  NextToken: optional(z.string()),
};
const describeSchema = z.object({
  /** The older filters, which are equal or not. */
  Filters: optional(z.array(z.object({ Key: z.string(), Values: z.array(z.string()) }))),
  ParameterFilters: optional(z.array(filterSchema)),
  ...page,
});
const historySchema = z.object({ Name: z.string(), WithDecryption: optional(z.boolean()), ...page });

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html */
export const describeParameters = (store: ParameterStore): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(describeSchema, input);
    const older = (given.Filters ?? []).map((filter) => ({ ...filter, Option: "Equals" }));
    const found = store.all().filter((one) => matches(one, [...older, ...(given.ParameterFilters ?? [])]));
    const { items, nextToken } = cutPage(found, given.MaxResults ?? MAXIMUM_LISTED, given.NextToken, invalidToken);
    const described = items.map((one) => ({ ...describe(one, newest(one)), ARN: store.arn(one.name) }));
    return { Parameters: described, NextToken: nextToken };
  });

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameterHistory.html */
export const getParameterHistory = (store: ParameterStore): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(historySchema, input);
    const parameter = store.named(given.Name);
    const size = given.MaxResults ?? MAXIMUM_LISTED;
    const { items, nextToken } = cutPage(parameter.versions, size, given.NextToken, invalidToken);
    const described = items.map((version) => ({
      ...describe(parameter, version),
      Value: shownValue(version, given.WithDecryption ?? false),
      ...(version.labels.size > 0 && { Labels: [...version.labels] }),
    }));
    return { Parameters: described, NextToken: nextToken };
  });

function describe({ name }: StoredParameter, version: ParameterVersion): object {
  const { keyId, description, allowedPattern } = version;
  return {
    Name: name,
    Type: version.type,
    ...(keyId !== undefined && { KeyId: keyId }),
    LastModifiedDate: version.modifiedAtMs / 1000,
    LastModifiedUser: version.modifiedBy,
    ...(description !== undefined && { Description: description }),
    ...(allowedPattern !== undefined && { AllowedPattern: allowedPattern }),
    Version: version.version,
    Tier: version.tier,
    Policies: [],
    DataType: version.dataType,
  };
}
