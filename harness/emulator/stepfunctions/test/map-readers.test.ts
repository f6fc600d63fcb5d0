import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { BUCKET, distributed, withMapRoom } from "./map-room.ts";

const PASS = distributed({ Type: "Pass", End: true });
const GET = "arn:aws:states:::s3:getObject";

function reader(ReaderConfig: Record<string, unknown>): Record<string, unknown> {
  return { ...PASS, ItemReader: { Resource: GET, ReaderConfig, Parameters: { Bucket: BUCKET, "Key.$": "$.key" } } };
}

/** What comes out for the first of the files in S3: the execution's output, or its error and cause. */
async function read(
  files: Record<string, string | Buffer>,
  map: Record<string, unknown>,
  input: unknown = {},
): Promise<unknown> {
  let result: unknown;
  await withMapRoom(async ({ call, clock, put, start }) => {
    for (const [key, body] of Object.entries(files)) await put(key, body);
    const executionArn = await start(map, { key: Object.keys(files)[0], ...(input as object) });
    await clock.settle();
    const { body } = await call("DescribeExecution", { executionArn });
    result = body.status === "SUCCEEDED" ? JSON.parse(String(body.output)) : { error: body.error, cause: body.cause };
  });
  return result;
}

/** Rows behind the recordings of test_map_item_reader_*. */
const ROWS = "Value4,Value5,Value6\n,,,\ntrue,1,'HelloWorld'\nNull,None,\n   \n";

test("CSV with given headers; missing columns are empty (recorded: test_map_item_reader_base_csv_headers_decl)", async () => {
  const map = reader({ InputType: "CSV", CSVHeaderLocation: "GIVEN", CSVHeaders: ["H1", "H2", "H3"] });
  expect(await read({ "f.csv": `Value1,Value2,Value3\n${ROWS}` }, map)).toEqual([
    { H1: "Value1", H2: "Value2", H3: "Value3" },
    { H1: "Value4", H2: "Value5", H3: "Value6" },
    { H1: "", H2: "", H3: "" },
    { H1: "true", H2: "1", H3: "'HelloWorld'" },
    { H1: "Null", H2: "None", H3: "" },
    { H1: "   ", H2: "", H3: "" },
  ]);
});

test("CSV headers that repeat (recorded: test_map_item_reader_csv_headers_decl_duplicate_headers)", async () => {
  const map = reader({ InputType: "CSV", CSVHeaderLocation: "GIVEN", CSVHeaders: ["H1", "H1"] });
  expect(await read({ "f.csv": ROWS }, map)).toEqual({
    error: "States.ItemReaderFailed",
    cause: "CSV headers cannot contain duplicates.",
  });
});

test.each([
  [1, [{ a: "1" }]],
  [0, [{ a: "1" }, { a: "2" }]],
  [-1, { error: "States.ItemReaderFailed", cause: "field MaxItems must be positive" }],
  ["1", [{ a: "1" }]],
  ["x", expect.objectContaining({ error: "States.Runtime" })],
])("MaxItemsPath to %j", async (maximum, expected) => {
  const map = reader({ InputType: "CSV", CSVHeaderLocation: "FIRST_ROW", MaxItemsPath: "$.maximum" });
  expect(await read({ "f.csv": "a\n1\n2\n" }, map, { maximum })).toEqual(expected);
});

test("JSON keeps the members' order, JSON Lines and compressed files are read", async () => {
  const json = reader({ InputType: "JSON", MaxItems: 2 });
  expect(await read({ "f.json": '[{"b":1,"a":2},{"c":1.0},3]' }, json)).toEqual([{ b: 1, a: 2 }, { c: 1 }]);
  const lines = reader({ InputType: "JSONL" });
  expect(await read({ "f.jsonl.gz": gzipSync('{"a":1}\n\n{"a":2}\n') }, lines)).toEqual([{ a: 1 }, { a: 2 }]);
});

test("ItemsPointer finds the items inside a JSON file; what is no list fails", async () => {
  const file = '{"inventory":{"a/b":[1,2]},"name":"x"}';
  expect(await read({ f: file }, reader({ InputType: "JSON", ItemsPointer: "/inventory/a~1b" }))).toEqual([1, 2]);
  expect(await read({ f: file }, reader({ InputType: "JSON", ItemsPointer: "/name" }))).toEqual({
    error: "States.ItemReaderFailed",
    cause: "Attempting to map over non-iterable node.",
  });
});

test("a pointer to nothing is the state's own failure", async () => {
  expect(await read({ f: "{}" }, reader({ InputType: "JSON", ItemsPointer: "/none" }))).toEqual({
    error: "States.ItemReaderFailed",
    cause:
      "An error occurred while executing the state 'Each' (entered at the event id #2). The provided ReaderConfig.ItemsPointer does not match any valid path in the JSON structure.",
  });
});

test("a missing object is States.ItemReaderFailed with S3's words", async () => {
  expect(await read({}, reader({ InputType: "JSON" }), { key: "none" })).toEqual({
    error: "States.ItemReaderFailed",
    cause: expect.stringContaining("The specified key does not exist."),
  });
});

test("listed objects are items, or are opened", async () => {
  const files = { "in/1.json": "[1,2]", "in/2.json": "[3]", "other.json": "[4]" };
  const list = (ReaderConfig: Record<string, unknown>) => ({
    ...PASS,
    ItemReader: {
      Resource: "arn:aws:states:::s3:listObjectsV2",
      ReaderConfig,
      Parameters: { Bucket: BUCKET, Prefix: "in/" },
    },
    ItemSelector: { "value.$": "$$.Map.Item.Value", "source.$": "$$.Map.Item.Source" },
  });
  expect(await read(files, list({ MaxItems: 1 }))).toEqual([
    {
      value: {
        Etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
        Key: "in/1.json",
        LastModified: 1_764_756_000,
        Size: 5,
        StorageClass: "STANDARD",
      },
      source: "S3://data",
    },
  ]);
  expect(await read(files, list({ InputType: "JSON", Transformation: "LOAD_AND_FLATTEN" }))).toEqual([
    { value: 1, source: "S3://data/in/1.json" },
    { value: 2, source: "S3://data/in/1.json" },
    { value: 3, source: "S3://data/in/2.json" },
  ]);
});

test("an S3 inventory lists objects with the columns of its schema", async () => {
  const manifest = {
    destinationBucket: `arn:aws:s3:::${BUCKET}`,
    fileFormat: "CSV",
    fileSchema: "Bucket, Key, Size",
    files: [{ key: "part.csv.gz", size: 1, MD5checksum: "-" }],
  };
  const files = { "manifest.json": JSON.stringify(manifest), "part.csv.gz": gzipSync('"b","k 1","0"\n"b","k2","5"\n') };
  expect(await read(files, reader({ InputType: "MANIFEST" }))).toEqual([
    { Bucket: "b", Key: "k 1", Size: "0" },
    { Bucket: "b", Key: "k2", Size: "5" },
  ]);
});

test("an Athena manifest lists files of items", async () => {
  const files = { "m.csv": `s3://${BUCKET}/1.jsonl\ns3://${BUCKET}/2.jsonl\n`, "1.jsonl": "1\n2\n", "2.jsonl": "3\n" };
  const map = reader({ InputType: "JSONL", ManifestType: "ATHENA_DATA", MaxItems: 3 });
  expect(await read(files, map)).toEqual([1, 2, 3]);
});

test("results are exported with a manifest, also those of a map run that failed", () =>
  withMapRoom(async ({ call, clock, read: readObject, s3, start }) => {
    const ResultWriter = { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: BUCKET, Prefix: "out" } };
    const map = { ...distributed({ Type: "Wait", SecondsPath: "$", End: true }), MaxConcurrency: 1, ResultWriter };
    const executionArn = await start(map, [1, "x", 2]);
    await clock.settle();
    expect((await call("DescribeExecution", { executionArn })).body.error).toBe(
      "States.ExceedToleratedFailureThreshold",
    );
    const { body } = await call("ListMapRuns", { executionArn });
    const mapRunArn = String((body.mapRuns as Record<string, string>[])[0]?.mapRunArn);
    const folder = `out/${mapRunArn.split(":").at(-1)}`;
    expect(readObject(`${folder}/manifest.json`)).toEqual({
      DestinationBucket: BUCKET,
      MapRunArn: mapRunArn,
      ResultFiles: {
        FAILED: [{ Key: `${folder}/FAILED_0.json`, Size: s3.read(BUCKET, `${folder}/FAILED_0.json`)?.length }],
        PENDING: [{ Key: `${folder}/PENDING_0.json`, Size: s3.read(BUCKET, `${folder}/PENDING_0.json`)?.length }],
        SUCCEEDED: [{ Key: `${folder}/SUCCEEDED_0.json`, Size: s3.read(BUCKET, `${folder}/SUCCEEDED_0.json`)?.length }],
      },
    });
    expect(readObject(`${folder}/SUCCEEDED_0.json`)).toEqual([
      expect.objectContaining({ Output: "1", Status: "SUCCEEDED" }),
    ]);
    expect(readObject(`${folder}/FAILED_0.json`)).toEqual([
      expect.objectContaining({ Error: "States.Runtime", Input: '"x"' }),
    ]);
    expect(readObject(`${folder}/PENDING_0.json`)).toEqual([
      { Input: "2", InputDetails: { Included: true }, Status: "PENDING" },
    ]);
  }));

test("moments of listed objects are written as Java writes doubles in JSONPath", () =>
  withMapRoom(async ({ clock, history, put, start }) => {
    await put("a", "");
    const ItemReader = { Resource: "arn:aws:states:::s3:listObjectsV2", Parameters: { Bucket: BUCKET } };
    const executionArn = await start({ ...PASS, ItemReader }, {});
    await clock.settle();
    expect(history(executionArn).at(-1)?.details?.output).toContain('"LastModified":1.764756E9,');
  }));

test("after a redrive the manifest also names what had succeeded before", async () => {
  let broken = true;
  await withMapRoom(
    async ({ call, clock, read: readObject, start }) => {
      const work = { Type: "Task", Resource: "arn:aws:lambda:us-east-1:123456789012:function:work", End: true };
      const ResultWriter = { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: BUCKET } };
      const executionArn = await start({ ...distributed(work), MaxConcurrency: 1, ResultWriter }, [1, 2]);
      await clock.settle();
      broken = false;
      await call("RedriveExecution", { executionArn });
      await clock.settle();
      const { body } = await call("DescribeExecution", { executionArn });
      const { MapRunArn, ResultWriterDetails } = JSON.parse(String(body.output));
      const id = MapRunArn.split(":").at(-1);
      expect(ResultWriterDetails.Key).toBe(`${id}/Redrive-1/manifest.json`);
      expect(readObject(ResultWriterDetails.Key)).toMatchObject({
        ResultFiles: {
          FAILED: [],
          PENDING: [],
          SUCCEEDED: [{ Key: `${id}/SUCCEEDED_0.json` }, { Key: `${id}/Redrive-1/SUCCEEDED_0.json` }],
        },
      });
      expect(readObject(`${id}/Redrive-1/SUCCEEDED_0.json`)).toEqual([
        expect.objectContaining({ Input: "2", RedriveCount: 1, Status: "SUCCEEDED" }),
      ]);
    },
    () => ({
      async invokeLambda({ payload }) {
        if (payload !== "2" || !broken) return { payload, requestId: "request-1" };
        return { payload: '{"errorType":"Broken"}', functionError: "Unhandled", requestId: "request-1" };
      },
    }),
  );
});

test("the state's result names the manifest; a bucket that does not exist is States.ResultWriterFailed", () =>
  withMapRoom(async ({ call, clock, start }) => {
    const writer = { Resource: "arn:aws:states:::s3:putObject", Parameters: { "Bucket.$": "$.bucket" } };
    const map = {
      ...PASS,
      ItemsPath: "$.items",
      ResultWriter: { ...writer, WriterConfig: { OutputType: "JSONL", Transformation: "COMPACT" } },
    };
    const good = await start(map, { items: [1, 2], bucket: BUCKET });
    const bad = await start(map, { items: [1], bucket: "none" });
    await clock.settle();
    const { body } = await call("DescribeExecution", { executionArn: good });
    expect(JSON.parse(String(body.output))).toEqual({
      MapRunArn: expect.any(String),
      ResultWriterDetails: { Bucket: BUCKET, Key: expect.stringMatching(/^[0-9a-f-]{36}\/manifest\.json$/) },
    });
    expect((await call("DescribeExecution", { executionArn: bad })).body).toMatchObject({
      error: "States.ResultWriterFailed",
      cause: expect.stringContaining("The specified bucket does not exist"),
    });
  }));
