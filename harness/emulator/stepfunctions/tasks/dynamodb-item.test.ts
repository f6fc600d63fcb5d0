import { expect, test } from "vitest";
import { inWholeCloud, outputOf, taskMachine, type WholeCloud } from "../test/whole-cloud.ts";

const Key = { id: { S: "a" } };

const inTable = (scene: (at: WholeCloud, run: (action: string, more?: object) => Promise<unknown>) => Promise<void>) =>
  inWholeCloud(async (at) => {
    await at.call("dynamodb", "CreateTable", {
      TableName: "jobs",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
    });
    const run = async (action: string, more: object = {}) => {
      const Parameters = { TableName: "jobs", ...more };
      const definition = taskMachine({ Resource: `arn:aws:states:::${action}`, Parameters });
      const last = (await at.finish(await at.start(definition))).at(-1);
      return last?.type === "ExecutionSucceeded" ? outputOf(last) : last?.details;
    };
    await scene(at, run);
  });

test("the optimised integration puts, updates, gets and deletes, with the call's metadata", () =>
  inTable(async (_at, run) => {
    const metadata = { SdkHttpMetadata: expect.anything(), SdkResponseMetadata: { RequestId: expect.any(String) } };
    expect(await run("dynamodb:putItem", { Item: { ...Key, done: { BOOL: false } } })).toEqual(metadata);
    const update = {
      Key,
      UpdateExpression: "SET done = :yes, n = :n",
      ExpressionAttributeValues: { ":yes": { BOOL: true }, ":n": { N: "2" } },
    };
    await run("dynamodb:updateItem", update);
    const Item = { ...Key, done: { BOOL: true }, n: { N: "2" } };
    expect(await run("dynamodb:getItem", { Key })).toEqual({ Item, ...metadata });
    const old = { Attributes: Item, ...metadata };
    expect(await run("dynamodb:deleteItem", { Key, ReturnValues: "ALL_OLD" })).toEqual(old);
  }));

test("its refusals are worded as the first Java SDK words them", () =>
  inTable(async (_at, run) => {
    const once = { Item: Key, ConditionExpression: "attribute_not_exists(id)" };
    await run("dynamodb:putItem", once);
    expect(await run("dynamodb:putItem", once)).toMatchObject({
      error: "DynamoDB.ConditionalCheckFailedException",
      cause: expect.stringMatching(
        /^The conditional request failed \(Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException; Request ID: .+; Proxy: null\)$/,
      ),
    });
    expect(await run("dynamodb:getItem", { Key: { no: { S: "a" } } })).toMatchObject({
      error: "DynamoDB.AmazonDynamoDBException",
    });
  }));

test("the SDK integration takes values as Java spells them or the wire does, and answers as Java does", () =>
  inTable(async (_at, run) => {
    await run("aws-sdk:dynamodb:putItem", {
      Item: { ...Key, a: { Bool: true }, b: { BOOL: true }, Bool: { M: {} }, s: { Ss: ["x"] } },
    });
    const values = { a: { Bool: true }, b: { Bool: true }, Bool: { M: {} }, s: { Ss: ["x"] } };
    expect(await run("aws-sdk:dynamodb:getItem", { Key })).toEqual({ Item: { ...Key, ...values } });
    expect(await run("dynamodb:getItem", { Key })).toMatchObject({ Item: { a: { BOOL: true }, s: { SS: ["x"] } } });
    expect(await run("aws-sdk:dynamodb:getItem", { Key: { no: { S: "a" } } })).toMatchObject({
      error: "DynamoDb.DynamoDbException",
    });
  }));
