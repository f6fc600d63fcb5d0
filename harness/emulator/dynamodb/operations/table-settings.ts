import { z } from "zod";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { optional, parseMembers, tagList } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { invalid, tableForBackupsNotFound } from "../errors.ts";
import type { TableDirectory } from "../tables/table-directory.ts";

const named = z.object({ TableName: z.string() });
const specification = z.object({ AttributeName: z.string(), Enabled: z.boolean() });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html */
export const updateTimeToLive = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(named.extend({ TimeToLiveSpecification: specification }), input);
    const { settings } = tables.named(given.TableName);
    const { AttributeName, Enabled } = given.TimeToLiveSpecification;
    if (Enabled === (settings.expiresBy !== undefined)) {
      throw invalid(`TimeToLive is already ${Enabled ? "enabled" : "disabled"}`);
    }
    settings.expiresBy = Enabled ? AttributeName : undefined;
    return { TimeToLiveSpecification: { Enabled, AttributeName } };
  });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html */
export const describeTimeToLive = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const { expiresBy } = tables.named(parseMembers(named, input).TableName).settings;
    const enabled = { TimeToLiveStatus: "ENABLED", AttributeName: expiresBy };
    return { TimeToLiveDescription: expiresBy === undefined ? { TimeToLiveStatus: "DISABLED" } : enabled };
  });

/** There are none (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html). */
export const describeContinuousBackups = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const { TableName } = parseMembers(named, input);
    if (!tables.find(TableName)) throw tableForBackupsNotFound(TableName);
    return {
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: "ENABLED",
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "DISABLED" },
      },
    };
  });

const arn = { ResourceArn: z.string() };

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html */
export const tagResource = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(z.object({ ...arn, Tags: tagList }), input);
    const { tags } = tables.of(given.ResourceArn);
    for (const { Key, Value } of given.Tags) tags.set(Key, Value);
    return undefined;
  });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html */
export const untagResource = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(z.object({ ...arn, TagKeys: z.array(z.string()) }), input);
    const { tags } = tables.of(given.ResourceArn);
    for (const key of given.TagKeys) tags.delete(key);
    return undefined;
  });

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html */
export const listTagsOfResource = (tables: TableDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(z.object({ ...arn, NextToken: optional(z.string()) }), input);
    const { tags } = tables.of(given.ResourceArn);
    // All tags are in the first answer, so nobody was given a token.
    if (given.NextToken !== undefined) throw invalid("Invalid NextToken");
    return { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) };
  });
