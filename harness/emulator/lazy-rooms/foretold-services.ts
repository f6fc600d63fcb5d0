import type { ForetoldService } from "./foretold-room.ts";

type JsonService = Extract<ForetoldService, { protocol: "json" }>;

/** What is known of the services whose rooms are loaded when they are first used: their wires (from botocore's service-2.json), and ARNs. */
export const SSM: JsonService = {
  service: "ssm",
  title: "SSM",
  protocol: "json",
  targetPrefix: "AmazonSSM",
  version: "1.1",
  namespace: "com.amazonaws.ssm",
  labelMembers: ["Name", "Path", "ResourceId"],
  resource: (name) => `parameter/${name.replace(/^\//, "")}`,
};

export const DYNAMODB: JsonService = {
  service: "dynamodb",
  title: "DynamoDB",
  protocol: "json",
  targetPrefix: "DynamoDB_20120810",
  version: "1.0",
  namespace: "com.amazonaws.dynamodb.v20120810",
  labelMembers: ["TableName", "ResourceArn"],
  resource: (name) => `table/${name}`,
};

export const SNS: Extract<ForetoldService, { protocol: "query" }> = {
  service: "sns",
  title: "SNS",
  protocol: "query",
  version: "2010-03-31",
  xmlNamespace: "http://sns.amazonaws.com/doc/2010-03-31/",
  labelMembers: ["TopicArn", "TargetArn", "SubscriptionArn", "ResourceArn", "Name"],
  resource: (name) => name,
};

export const EVENTS: JsonService = {
  service: "events",
  title: "EventBridge",
  protocol: "json",
  targetPrefix: "AWSEvents",
  version: "1.1",
  namespace: "com.amazonaws.events",
  labelMembers: ["Rule", "Name", "ResourceARN"],
  resource: (name) => `rule/${name}`,
};

export const KMS: JsonService = {
  service: "kms",
  title: "KMS",
  protocol: "json",
  targetPrefix: "TrentService",
  version: "1.1",
  namespace: "com.amazonaws.kms",
  labelMembers: ["KeyId", "AliasName", "TargetKeyId"],
  resource: (name) => (name.startsWith("alias/") ? name : `key/${name}`),
};

export const SECRETS_MANAGER: JsonService = {
  service: "secretsmanager",
  title: "Secrets Manager",
  protocol: "json",
  targetPrefix: "secretsmanager",
  version: "1.1",
  namespace: "com.amazonaws.secretsmanager",
  labelMembers: ["SecretId", "Name"],
  resource: (name) => `secret:${name}`,
};
