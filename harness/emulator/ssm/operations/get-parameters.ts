import { z } from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import { cutPage } from "../../gateway/cut-page.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { invalid, invalidFilter, invalidToken } from "../errors.ts";
import { filterSchema, matches } from "../filters.ts";
import { MAXIMUM_LISTED_BY_PATH, MAXIMUM_NAMES, MINIMUM_LISTED, MINIMUM_NAMES } from "../limits.ts";
import { newest, type ParameterStore, type ParameterVersion, type StoredParameter } from "../parameter-store.ts";
import { shownValue } from "../shown-value.ts";

const WithDecryption = optional(z.boolean());
const oneSchema = z.object({ Name: z.string(), WithDecryption });
const severalSchema = z.object({ Names: z.array(z.string()).min(MINIMUM_NAMES).max(MAXIMUM_NAMES), WithDecryption });
const pathSchema = z.object({
  Path: z.string(),
  Recursive: optional(z.boolean()),
  ParameterFilters: optional(z.array(filterSchema)),
  WithDecryption,
  MaxResults: optional(z.number().int().min(MINIMUM_LISTED).max(MAXIMUM_LISTED_BY_PATH)),
  NextToken: optional(z.string()),
});

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
export const getParameter = (store: ParameterStore): JsonOperation =>
  foretoldOperation((input) => {
    const { Name, WithDecryption = false } = parseMembers(oneSchema, input);
    const { parameter, version, selector } = store.selected(Name);
    return { Parameter: describe(store, parameter, version, WithDecryption, selector) };
  });

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html: what is not there is named, not refused. */
export const getParameters = (store: ParameterStore): JsonOperation =>
  foretoldOperation((input) => {
    const { Names, WithDecryption = false } = parseMembers(severalSchema, input);
    const found = Names.map((name) => ({ name, described: describeIfThere(store, name, WithDecryption) }));
    return {
      Parameters: found.flatMap(({ described }) => described ?? []),
      InvalidParameters: found.filter(({ described }) => !described).map(({ name }) => name),
    };
  });

/** API_GetParametersByPath.html */
const FILTERED_BY_PATH = ["Type", "KeyId", "Label"];

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html */
export const getParametersByPath = (store: ParameterStore): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(pathSchema, input);
    if (!given.Path.startsWith("/")) throw invalid("The parameter path must begin with a slash.");
    const wrong = given.ParameterFilters?.find(({ Key }) => !FILTERED_BY_PATH.includes(Key));
    if (wrong) {
      throw invalidFilter(
        `The following filter key is not valid: ${wrong.Key}. Valid filter keys include: [${FILTERED_BY_PATH.join(", ")}]`,
      );
    }
    const under = given.Path === "/" ? "/" : `${given.Path.replace(/\/$/, "")}/`;
    const isUnder = ({ name }: StoredParameter) =>
      name.startsWith(under) && (given.Recursive === true || !name.slice(under.length).includes("/"));
    const found = store.all().filter((one) => isUnder(one) && matches(one, given.ParameterFilters));
    const page = cutPage(found, given.MaxResults ?? MAXIMUM_LISTED_BY_PATH, given.NextToken, invalidToken);
    const described = page.items.map((one) => describe(store, one, newest(one), given.WithDecryption ?? false));
    return { Parameters: described, NextToken: page.nextToken };
  });

function describeIfThere(store: ParameterStore, name: string, decrypted: boolean): object | undefined {
  try {
    const { parameter, version, selector } = store.selected(name);
    return describe(store, parameter, version, decrypted, selector);
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

function describe(
  store: ParameterStore,
  { name }: StoredParameter,
  version: ParameterVersion,
  decrypted: boolean,
  selector?: string,
): object {
  return {
    Name: name,
    Type: version.type,
    Value: shownValue(version, decrypted),
    Version: version.version,
    ...(selector !== undefined && { Selector: selector }),
    LastModifiedDate: version.modifiedAtMs / 1000,
    ARN: store.arn(name),
    DataType: version.dataType,
  };
}
