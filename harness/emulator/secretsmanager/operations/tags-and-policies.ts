import { z } from "zod";
import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { parseMembers, tagList } from "../../gateway/service-input.ts";
import { foretoldOperation } from "../../lazy-rooms/foretold-operation.ts";
import { SecretId } from "../input.ts";
import type { SecretDirectory } from "../secret-directory.ts";

const onlyId = z.object({ SecretId });

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_TagResource.html */
export const tagResource = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(z.object({ SecretId, Tags: tagList }), input);
    const secret = secrets.usable(given.SecretId);
    for (const { Key, Value } of given.Tags) secret.tags.set(Key, Value);
    return undefined;
  });

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UntagResource.html */
export const untagResource = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(z.object({ SecretId, TagKeys: z.array(z.string()) }), input);
    const secret = secrets.usable(given.SecretId);
    for (const key of given.TagKeys) secret.tags.delete(key);
    return undefined;
  });

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetResourcePolicy.html */
export const getResourcePolicy = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const { arn, name, policy } = secrets.described(parseMembers(onlyId, input).SecretId);
    return { ARN: arn, Name: name, ...(policy !== undefined && { ResourcePolicy: policy }) };
  });

/** Kept, and never asked (https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html). */
export const putResourcePolicy = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const given = parseMembers(z.object({ SecretId, ResourcePolicy: z.string() }), input);
    const secret = secrets.usable(given.SecretId);
    try {
      JSON.parse(given.ResourcePolicy);
    } catch {
      throw new AwsError("MalformedPolicyDocumentException", "This resource policy contains invalid Json");
    }
    secret.policy = given.ResourcePolicy;
    return { ARN: secret.arn, Name: secret.name };
  });

/** https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteResourcePolicy.html */
export const deleteResourcePolicy = (secrets: SecretDirectory): JsonOperation =>
  foretoldOperation((input) => {
    const secret = secrets.usable(parseMembers(onlyId, input).SecretId);
    secret.policy = undefined;
    return { ARN: secret.arn, Name: secret.name };
  });
