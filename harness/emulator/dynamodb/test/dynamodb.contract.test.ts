import { expect, test } from "vitest";
import { DYNAMODB } from "../../lazy-rooms/foretold-services.ts";
import { inJsonCloud, type JsonCloud } from "../../lazy-rooms/test/json-cloud.ts";
import { createDynamoDb } from "../index.ts";

const TableName = "jobs";
const HOUR_MS = 3_600_000;

/** A table with hash key `id`, range key `seq`, and a global index by `state`. */
const inTable = (scene: (at: JsonCloud) => Promise<void>) => () =>
  inJsonCloud(DYNAMODB, createDynamoDb, async (at) => {
    await at.call("CreateTable", {
      TableName,
      KeySchema: [
        { AttributeName: "id", KeyType: "HASH" },
        { AttributeName: "seq", KeyType: "RANGE" },
      ],
      AttributeDefinitions: [
        { AttributeName: "id", AttributeType: "S" },
        { AttributeName: "seq", AttributeType: "N" },
        { AttributeName: "state", AttributeType: "S" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "by-state",
          KeySchema: [
            { AttributeName: "state", KeyType: "HASH" },
            { AttributeName: "seq", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "KEYS_ONLY" },
        },
      ],
      BillingMode: "PAY_PER_REQUEST",
    });
    await scene(at);
  });

const key = (id: string, seq: number) => ({ id: { S: id }, seq: { N: String(seq) } });
const ats = (answer: Readonly<Record<string, unknown>>) =>
  (answer.Items as { seq: { N: string } }[]).map(({ seq }) => Number(seq.N));

test(
  "an item is put, read in part, updated and deleted, with the values of before and after",
  inTable(async ({ call }) => {
    const Item = { ...key("a", 1), n: { N: "1.50" }, tags: { SS: ["x"] }, parts: { L: [{ S: "0" }, { S: "1" }] } };
    expect(await call("PutItem", { TableName, Item, ReturnConsumedCapacity: "TOTAL" })).toEqual({
      ConsumedCapacity: { TableName, CapacityUnits: 1 },
    });
    const Key = key("a", 1);
    const read = { TableName, Key, ProjectionExpression: "#n, parts[1]", ExpressionAttributeNames: { "#n": "n" } };
    expect(await call("GetItem", read)).toEqual({ Item: { n: { N: "1.5" }, parts: { L: [{ S: "1" }] } } });
    const updated = await call("UpdateItem", {
      TableName,
      Key,
      UpdateExpression:
        "SET n = n + :one, #l[0] = :x, m = if_not_exists(m, :map) REMOVE #l[1] ADD tags :more, hits :one DELETE gone :more",
      ExpressionAttributeNames: { "#l": "parts" },
      ExpressionAttributeValues: {
        ":one": { N: "0.1" },
        ":x": { S: "new" },
        ":map": { M: {} },
        ":more": { SS: ["y", "x"] },
      },
      ReturnValues: "ALL_NEW",
    });
    expect(updated.Attributes).toEqual({
      ...Key,
      n: { N: "1.6" },
      parts: { L: [{ S: "new" }] },
      m: { M: {} },
      tags: { SS: ["x", "y"] },
      hits: { N: "0.1" },
    });
    const old = await call("DeleteItem", { TableName, Key, ReturnValues: "ALL_OLD" });
    expect(old.Attributes).toEqual(updated.Attributes);
    expect(await call("GetItem", { TableName, Key })).toEqual({});
  }),
);

test(
  "a condition decides, and shows what is there when it is asked to",
  inTable(async ({ call }) => {
    const Item = { ...key("a", 1), state: { S: "NEW" } };
    const once = { TableName, Item, ConditionExpression: "attribute_not_exists(id)" };
    await call("PutItem", once);
    await expect(call("PutItem", once)).rejects.toMatchObject({
      name: "ConditionalCheckFailedException",
      message: "The conditional request failed",
    });
    const conditions: [string, boolean][] = [
      ["#s = :new AND NOT seq > :two", true],
      ["#s IN (:two, :new)", true],
      ["seq BETWEEN :two AND :three OR begins_with(#s, :n)", true],
      ["size(#s) > :two", true],
      ["attribute_type(#s, :n)", false],
      ["contains(#s, :n) AND absent = :n", false],
      ["absent <> :n", true],
    ];
    for (const [ConditionExpression, isTrue] of conditions) {
      const values = { ":new": { S: "NEW" }, ":two": { N: "2" }, ":three": { N: "3" }, ":n": { S: "N" } };
      const used = Object.entries(values).filter(([name]) => new RegExp(`${name}\\b`).test(ConditionExpression));
      const wish = {
        TableName,
        Item,
        ConditionExpression,
        ...(ConditionExpression.includes("#s") && { ExpressionAttributeNames: { "#s": "state" } }),
        ExpressionAttributeValues: Object.fromEntries(used),
      };
      const outcome = await call("PutItem", wish).then(
        () => true,
        (error: Error) => error.name !== "ConditionalCheckFailedException" && error.message,
      );
      expect([ConditionExpression, outcome]).toEqual([ConditionExpression, isTrue]);
    }
  }),
);

test(
  "a query walks in the order of the range key, forwards and backwards, in pages, through an index",
  inTable(async ({ call }) => {
    for (const at of [10, 9, 100, -1]) {
      await call("PutItem", {
        TableName,
        Item: { ...key("a", at), state: { S: at > 9 ? "LATE" : "EARLY" }, x: { S: "x" } },
      });
    }
    await call("PutItem", { TableName, Item: key("b", 5) });
    const ExpressionAttributeValues = { ":id": { S: "a" } };
    const wish = { TableName, KeyConditionExpression: "id = :id", ExpressionAttributeValues };
    expect(ats(await call("Query", wish))).toEqual([-1, 9, 10, 100]);
    expect(ats(await call("Query", { ...wish, ScanIndexForward: false }))).toEqual([100, 10, 9, -1]);
    const first = await call("Query", { ...wish, Limit: 3 });
    expect([ats(first), first.LastEvaluatedKey]).toEqual([[-1, 9, 10], key("a", 10)]);
    await call("DeleteItem", { TableName, Key: key("a", 10) });
    const rest = await call("Query", { ...wish, ExclusiveStartKey: first.LastEvaluatedKey });
    expect([ats(rest), rest.LastEvaluatedKey]).toEqual([[100], undefined]);
    const between = { ...wish, KeyConditionExpression: "id = :id AND seq BETWEEN :low AND :high" };
    const bounds = { ...ExpressionAttributeValues, ":low": { N: "0" }, ":high": { N: "100" } };
    expect(ats(await call("Query", { ...between, ExpressionAttributeValues: bounds }))).toEqual([9, 100]);
    const indexed = await call("Query", {
      TableName,
      IndexName: "by-state",
      KeyConditionExpression: "#s = :s",
      ExpressionAttributeNames: { "#s": "state" },
      ExpressionAttributeValues: { ":s": { S: "EARLY" } },
    });
    expect(indexed.Items).toEqual([-1, 9].map((at) => ({ ...key("a", at), state: { S: "EARLY" } })));
    const filtered = { ...wish, FilterExpression: "#s = :s", ExpressionAttributeNames: { "#s": "state" } };
    const values = { ...ExpressionAttributeValues, ":s": { S: "LATE" } };
    expect(await call("Query", { ...filtered, ExpressionAttributeValues: values, Select: "COUNT" })).toEqual({
      Count: 1,
      ScannedCount: 3,
    });
  }),
);

test(
  "a scan finds every item once, in pages and in segments",
  inTable(async ({ call }) => {
    const ids = Array.from({ length: 12 }, (_, index) => `id-${index}`);
    await call("BatchWriteItem", {
      RequestItems: { [TableName]: ids.map((id) => ({ PutRequest: { Item: key(id, 1) } })) },
    });
    const idsOf = (answer: Readonly<Record<string, unknown>>) =>
      (answer.Items as { id: { S: string } }[]).map(({ id }) => id.S);
    const seen: string[] = [];
    let ExclusiveStartKey: unknown;
    do {
      const page = await call("Scan", {
        TableName,
        Limit: 5,
        ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }),
      });
      seen.push(...idsOf(page));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
    expect(seen).not.toEqual(seen.toSorted());
    expect(seen.toSorted()).toEqual(ids.toSorted());
    const segments = await Promise.all(
      [0, 1, 2].map((Segment) => call("Scan", { TableName, Segment, TotalSegments: 3 })),
    );
    expect(segments.flatMap(idsOf).toSorted()).toEqual(ids.toSorted());
    const batch = { RequestItems: { [TableName]: { Keys: [key("id-3", 1), key("none", 1)] } } };
    expect(await call("BatchGetItem", batch)).toEqual({
      Responses: { [TableName]: [key("id-3", 1)] },
      UnprocessedKeys: {},
    });
  }),
);

test(
  "a transaction is done wholly or not at all, and once for a token",
  inTable(async ({ call }) => {
    const put = { Put: { TableName, Item: key("a", 1), ConditionExpression: "attribute_not_exists(id)" } };
    const add = {
      Update: {
        TableName,
        Key: key("b", 1),
        UpdateExpression: "ADD n :one",
        ExpressionAttributeValues: { ":one": { N: "1" } },
      },
    };
    const once = { TransactItems: [put, add], ClientRequestToken: "token" };
    await call("TransactWriteItems", once);
    await call("TransactWriteItems", once);
    await expect(call("TransactWriteItems", { TransactItems: [add, put] })).rejects.toMatchObject({
      name: "TransactionCanceledException",
      message:
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]",
    });
    expect(await call("TransactGetItems", { TransactItems: [{ Get: { TableName, Key: key("b", 1) } }] })).toEqual({
      Responses: [{ Item: { ...key("b", 1), n: { N: "1" } } }],
    });
    await expect(call("TransactWriteItems", { TransactItems: [add, add] })).rejects.toThrow(
      "Transaction request cannot include multiple operations on one item",
    );
  }),
);

test(
  "what has expired is gone two days later, by the world's clock",
  inTable(async ({ call, cloud }) => {
    const TimeToLiveSpecification = { AttributeName: "ends", Enabled: true };
    await call("UpdateTimeToLive", { TableName, TimeToLiveSpecification });
    const ends = { N: String(Math.floor(cloud.clock.now() / 1000)) };
    await call("PutItem", { TableName, Item: { ...key("a", 1), ends } });
    await cloud.clock.sleep(47 * HOUR_MS, "almost two days");
    expect((await call("Scan", { TableName })).Count).toBe(1);
    await cloud.clock.sleep(2 * HOUR_MS, "two days");
    expect((await call("Scan", { TableName })).Count).toBe(0);
  }),
);

test(
  "a table is described, listed, changed and deleted",
  inTable(async ({ call }) => {
    const { Table } = (await call("DescribeTable", { TableName })) as { Table: Record<string, unknown> };
    expect(Table).toMatchObject({
      TableStatus: "ACTIVE",
      TableArn: "arn:aws:dynamodb:us-east-1:123456789012:table/jobs",
      GlobalSecondaryIndexes: [{ IndexName: "by-state", IndexStatus: "ACTIVE" }],
    });
    await call("UpdateTable", {
      TableName,
      DeletionProtectionEnabled: true,
      GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "by-state" } }],
    });
    await expect(call("DeleteTable", { TableName })).rejects.toThrow("protected against deletion");
    await call("UpdateTable", { TableName, DeletionProtectionEnabled: false });
    await call("TagResource", { ResourceArn: Table.TableArn, Tags: [{ Key: "a", Value: "1" }] });
    expect(await call("ListTagsOfResource", { ResourceArn: Table.TableArn })).toEqual({
      Tags: [{ Key: "a", Value: "1" }],
    });
    expect(await call("ListTables")).toEqual({ TableNames: [TableName] });
    expect(await call("DeleteTable", { TableName })).toMatchObject({ TableDescription: { TableStatus: "DELETING" } });
    await expect(call("DescribeTable", { TableName })).rejects.toThrow(
      "Requested resource not found: Table: jobs not found",
    );
    await expect(call("GetItem", { TableName, Key: key("a", 1) })).rejects.toThrow(/^Requested resource not found$/);
  }),
);

const Key = key("a", 1);
const set = (UpdateExpression: string, ExpressionAttributeValues?: object) => ({
  TableName,
  Key,
  UpdateExpression,
  ...(ExpressionAttributeValues && { ExpressionAttributeValues }),
});
const X = { ":x": { S: "x" } };

const filtered = (FilterExpression: string, ExpressionAttributeValues: object) => ({
  TableName,
  FilterExpression,
  ExpressionAttributeValues,
});
const queried = (KeyConditionExpression: string, ExpressionAttributeValues: object) => ({
  TableName,
  KeyConditionExpression,
  ExpressionAttributeValues,
});
const STATE = { ExpressionAttributeNames: { "#s": "state" } };
const ALL = { ProjectionType: "ALL" };
const PROVISIONED = {
  BillingMode: "PROVISIONED",
  ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
};
const withIndex = (projection: object, NonKeyAttributes?: readonly string[]) => ({
  TableName: "other",
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  GlobalSecondaryIndexes: [
    {
      IndexName: "other-index",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      Projection: { ...projection, ...(NonKeyAttributes && { NonKeyAttributes }) },
    },
  ],
});

test.each<[string, string, object]>([
  ["Attribute name is a reserved keyword; reserved keyword: state", "UpdateItem", set("SET state = :x", X)],
  ['Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "="', "UpdateItem", set("SET a =")],
  ["attribute value: :y", "UpdateItem", set("SET a = :y", X)],
  ["ExpressionAttributeValues unused in expressions: keys: {:x}", "UpdateItem", set("REMOVE a", X)],
  ["Two document paths overlap", "UpdateItem", set("SET a = :x REMOVE a.b", X)],
  ["Cannot update attribute seq. This attribute is part of the key", "UpdateItem", set("SET seq = :x", X)],
  ["refers to an attribute that does not exist in the item", "UpdateItem", set("SET a = b")],
  ["The document path provided in the update expression is invalid for update", "UpdateItem", set("SET a.b = :x", X)],
  ["An operand in the update expression has an incorrect data type", "UpdateItem", set("SET a = id + :x", X)],
  ["Missing the key seq in the item", "PutItem", { TableName, Item: { id: { S: "a" } } }],
  [
    "Type mismatch for key seq expected: N actual: S",
    "PutItem",
    { TableName, Item: { id: { S: "a" }, seq: { S: "1" } } },
  ],
  ["cannot contain an empty string value. Key: id", "PutItem", { TableName, Item: key("", 1) }],
  ["cannot be converted to a numeric value: one", "PutItem", { TableName, Item: { ...Key, n: { N: "one" } } }],
  ["more than 38 significant digits", "PutItem", { TableName, Item: { ...Key, n: { N: "1".repeat(39) } } }],
  ["contains duplicates", "PutItem", { TableName, Item: { ...Key, s: { SS: ["a", "a"] } } }],
  [
    "Item size has exceeded the maximum allowed size",
    "PutItem",
    { TableName, Item: { ...Key, s: { S: "x".repeat(409_600) } } },
  ],
  ["The provided key element does not match the schema", "GetItem", { TableName, Key: { id: { S: "a" } } }],
  [
    "Query condition missed key schema element: id",
    "Query",
    { TableName, KeyConditionExpression: "seq = :x", ExpressionAttributeValues: X },
  ],
  [
    "The parameter AttributeUpdates of UpdateItem is not emulated.",
    "UpdateItem",
    { TableName, Key, AttributeUpdates: { a: {} } },
  ],
  ["dynamodb:ExecuteStatement is not emulated.", "ExecuteStatement", { Statement: "SELECT" }],
  ["ExpressionAttributeValues must not be empty", "UpdateItem", { ...set("REMOVE a"), ExpressionAttributeValues: {} }],
  ['ExpressionAttributeValues contains invalid key: Syntax error; key: "x"', "UpdateItem", set("REMOVE a", { x: {} })],
  ["operator: ADD, operand type: STRING, typeSet: ALLOWED_FOR_ADD_OPERAND", "UpdateItem", set("ADD a :x", X)],
  ["The expression has redundant parentheses;", "Scan", { TableName, FilterExpression: "((attribute_exists(a)))" }],
  ["operator: contains, first operand: [a]", "Scan", { TableName, FilterExpression: "contains(a, a)" }],
  ["operator: <, operand type: BOOL", "Scan", filtered("a < :x", { ":x": { BOOL: true } })],
  ["operator or function: size, operand type: N", "Scan", filtered("size(:x) = :x", { ":x": { N: "1" } })],
  [
    "requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:2}",
    "Scan",
    filtered("a BETWEEN :x AND :y", { ":x": { N: "2" }, ":y": { N: "1" } }),
  ],
  ["Condition parameter type does not match schema type", "Query", queried("id = :x", { ":x": { N: "1" } })],
  [
    "outside query boundaries based on provided conditions",
    "Query",
    { ...queried("id = :x", { ":x": { S: "other" } }), ExclusiveStartKey: Key },
  ],
  [
    "Global secondary index by-state does not project [a]",
    "Query",
    { ...queried("#s = :x", X), ...STATE, IndexName: "by-state", ProjectionExpression: "a" },
  ],
  [
    "Select type ALL_ATTRIBUTES is not supported for global secondary index by-state",
    "Query",
    { ...queried("#s = :x", X), ...STATE, IndexName: "by-state", Select: "ALL_ATTRIBUTES" },
  ],
  ["IndexName: by-state, IndexKey: state", "PutItem", { TableName, Item: { ...Key, state: { S: "" } } }],
  ["Unknown ProjectionType: null", "CreateTable", withIndex({})],
  ["ProjectionType is ALL, but NonKeyAttributes is specified", "CreateTable", withIndex(ALL, ["a"])],
  [
    "ProvisionedThroughput must be specified for index: other-index",
    "CreateTable",
    { ...withIndex(ALL), ...PROVISIONED },
  ],
  ["At least one of ProvisionedThroughput, BillingMode", "UpdateTable", { TableName }],
])("%s", (sentence, operation, input) =>
  inTable(async ({ call }) => {
    await call("PutItem", { TableName, Item: Key });
    await expect(call(operation, input)).rejects.toThrow(sentence);
  })(),
);

test(
  "a local index fetches the rest from its table, a global one has what it projects",
  inTable(async ({ call }) => {
    const index = (IndexName: string, hash: string) => ({
      IndexName,
      KeySchema: [
        { AttributeName: hash, KeyType: "HASH" },
        { AttributeName: "at", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "KEYS_ONLY" },
    });
    await call("CreateTable", {
      ...withIndex(ALL),
      TableName: "local",
      AttributeDefinitions: ["id", "seq", "at"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
      KeySchema: [
        { AttributeName: "id", KeyType: "HASH" },
        { AttributeName: "seq", KeyType: "RANGE" },
      ],
      LocalSecondaryIndexes: [index("by-at", "id")],
      GlobalSecondaryIndexes: [index("all-by-at", "seq")],
    });
    const [held, rest] = [{ id: { S: "a" }, seq: { S: "1" }, at: { S: "x" } }, { more: { S: "y" } }];
    await call("PutItem", { TableName: "local", Item: { ...held, ...rest } });
    const asked = { ...queried("id = :x", { ":x": { S: "a" } }), TableName: "local", IndexName: "by-at" };
    expect((await call("Query", asked)).Items).toEqual([held]);
    expect((await call("Query", { ...asked, Select: "ALL_ATTRIBUTES" })).Items).toEqual([{ ...held, ...rest }]);
    expect((await call("Query", { ...asked, ProjectionExpression: "more" })).Items).toEqual([rest]);
    expect((await call("Scan", { TableName: "local", IndexName: "all-by-at" })).Items).toEqual([held]);
  }),
);

test(
  "a transaction tells of a key that does not fit as its reason, and a batch does none of its writes then",
  inTable(async ({ call }) => {
    const Put = { TableName, Item: key("a", 1) };
    const TransactItems = [{ Put }, { Delete: { TableName, Key: { id: { S: "a" } } } }];
    await expect(call("TransactWriteItems", { TransactItems })).rejects.toThrow("[None, ValidationError]");
    const RequestItems = {
      [TableName]: [{ PutRequest: { Item: key("a", 1) } }, { PutRequest: { Item: { id: { S: "b" } } } }],
    };
    await expect(call("BatchWriteItem", { RequestItems })).rejects.toThrow("Missing the key seq in the item");
    expect(await call("Scan", { TableName })).toMatchObject({ Count: 0 });
  }),
);

test(
  "backups have a name of their own for a table that is not there",
  inTable(async ({ call }) => {
    await expect(call("DescribeContinuousBackups", { TableName: "none" })).rejects.toThrow("Table not found: none");
    expect(await call("DescribeContinuousBackups", { TableName })).toMatchObject({
      ContinuousBackupsDescription: { ContinuousBackupsStatus: "ENABLED" },
    });
  }),
);
