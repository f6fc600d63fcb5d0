import { describe, expect, test } from "vitest";
import type { Fact } from "../../../scenario/facts/fact.ts";
import { readLines } from "./read-lines.ts";

const read = (text: string) => readLines({ file: "report.md", text: text.split("\n") });
const factsIn = (text: string): readonly Partial<Fact>[] => read(text).facts.map(({ place: _, ...fact }) => fact);

const JOB = {
  id: 21,
  listing_identity_id: 28,
  status: "SUCCEEDED",
  last_error: "it's “so”\n\\ done",
  started_at: null,
};
const ROW = { kind: "row", table: "media_processing_jobs", columns: JOB };

describe("a row is the same", () => {
  test.each([
    [
      "as MySQL Workbench copies it",
      `# id, listing_identity_id, status, last_error, started_at
'21', '28', 'SUCCEEDED', 'it\\'s “so”\\n\\\\ done', NULL`,
    ],
    [
      "with a real line end in its quotes",
      `# id, listing_identity_id, status, last_error, started_at
'21', '28', 'SUCCEEDED', 'it\\'s “so”
\\\\ done', NULL`,
    ],
    [
      "as CSV",
      `id,listing_identity_id,status,last_error,started_at
21,28,SUCCEEDED,"it's “so”
\\ done",NULL`,
    ],
    [
      "as CSV with quotes around everything and semicolons",
      `"id";"listing_identity_id";"status";"last_error";"started_at"
"21";"28";"SUCCEEDED";"it's “so”
\\ done";`,
    ],
    [
      "as mysql --batch prints it",
      "id\tlisting_identity_id\tstatus\tlast_error\tstarted_at\n21\t28\tSUCCEEDED\tit's “so”\\n\\\\ done\tNULL",
    ],
    [
      "as mysql's \\G",
      `*************************** 1. row ***************************
                 id: 21
listing_identity_id: 28
             status: SUCCEEDED
         last_error: it's “so”
\\ done
         started_at: NULL
1 row in set (0.00 sec)`,
    ],
    [
      "as an INSERT",
      `INSERT INTO \`toq\`.\`media_processing_jobs\` (\`id\`, \`listing_identity_id\`, \`status\`, \`last_error\`, \`started_at\`)
VALUES (21, 28, 'SUCCEEDED', 'it''s “so”\\n\\\\ done', NULL);`,
    ],
    ["as JSON", `[${JSON.stringify(JOB)}]`],
    ["as JSON under its table's name", JSON.stringify({ media_processing_jobs: [JOB] }, undefined, 2)],
  ])("%s", (_, text) => {
    expect(read(text)).toMatchObject({ problems: [], words: [] });
    expect(factsIn(text)).toEqual([ROW]);
  });
});

test("tables of mysql and of Markdown are rows, an empty cell of a wide character's row too", () => {
  const drawn = `+----+---------------------+-----------+
| id | listing_identity_id | last_error |
+----+---------------------+-----------+
| 20 |                  28 | NULL      |
| 21 |                  28 | a | b     |
+----+---------------------+-----------+
2 rows in set (0.01 sec)`.replace("last_error |", "last_error|");
  const columns = (fact: Partial<Fact>) => (fact.kind === "row" ? fact.columns : undefined);
  expect(factsIn(drawn).map(columns)).toEqual([
    { id: 20, listing_identity_id: 28, last_error: null },
    { id: 21, listing_identity_id: 28, last_error: "a | b" },
  ]);
  const markdown = `| id | listing_identity_id | last_error |
|----|:-------------------:|---|
| 20 | 28 | NULL |`;
  expect(factsIn(markdown).map(columns)).toEqual([{ id: 20, listing_identity_id: 28, last_error: null }]);
});

const LINE =
  '{"time":"2025-12-03T10:13:16.1Z","level":"WARN","msg":"service.media.callback.received","job_id":21,"status":"X"}';

test("log lines are found behind a prefix, and the part that wrote them is known by it or by their words", () => {
  expect(factsIn(`toq-server-1  | ${LINE}`)).toEqual([
    {
      kind: "log",
      source: "server",
      level: "WARN",
      message: "service.media.callback.received",
      at: "2025-12-03T10:13:16.1Z",
      fields: { job_id: 21, status: "X" },
    },
  ]);
  const events = {
    events: [
      { logStreamName: "a", timestamp: 1, message: "START RequestId: 1\n" },
      {
        logStreamName: "a",
        timestamp: 1,
        message: '{"time":"t","level":"INFO","msg":"lambda.zip.start","job_id":21}\n',
      },
    ],
  };
  expect(factsIn(JSON.stringify(events, undefined, 4))).toMatchObject([
    { kind: "log", source: "listing-media-zip-staging", message: "lambda.zip.start" },
  ]);
});

test("what the AWS CLI prints of executions, histories, objects and messages", () => {
  const arn =
    "arn:aws:states:us-east-1:123456789012:execution:listing-media-finalization-sm-staging:finalization-28-21";
  expect(
    factsIn(
      JSON.stringify({
        executionArn: arn,
        stateMachineArn: "m",
        status: "FAILED",
        error: "E",
        startDate: 1764756794.5,
      }),
    ),
  ).toEqual([{ kind: "execution", arn, status: "FAILED", error: "E", startedAt: "2025-12-03T10:13:14.500Z" }]);
  expect(factsIn(JSON.stringify({ executions: [{ executionArn: arn, status: "RUNNING" }] }))).toMatchObject([{ arn }]);
  expect(
    factsIn(
      JSON.stringify({ events: [{ id: 3, type: "TaskFailed", taskFailedEventDetails: { error: "E", cause: "C" } }] }),
    ),
  ).toEqual([{ kind: "history-event", history: 1, id: 3, type: "TaskFailed", error: "E", cause: "C" }]);
  const key = "28/raw/photo/horizontal/horizontal-01-a b.jpg";
  expect(factsIn(JSON.stringify({ Contents: [{ Key: key, Size: 7 }] }))).toEqual([{ kind: "object", key, size: 7 }]);
  expect(factsIn(`2025-12-03 10:11:20     123456 ${key}\n\nTotal Objects: 1`)).toEqual([
    { kind: "object", key, size: 123456, modifiedAt: "2025-12-03 10:11:20" },
  ]);
  expect(factsIn(JSON.stringify({ Messages: [{ MessageId: "1", Body: '{"jobId":20}' }] }))).toEqual([
    { kind: "message", body: '{"jobId":20}' },
  ]);
});

test("a row of id, listing and status alone is a job's where the status is one of jobs", () => {
  const rows = factsIn("id\tlisting_identity_id\tstatus\n90\t44\tRUNNING\n91\t44\t7");
  expect(rows.map((fact) => fact.kind === "row" && fact.table)).toEqual(["media_processing_jobs", "listing_versions"]);
});

test("a text in an open table may hold bars", () => {
  const text = ` id | status | last_error      | provider
----+--------+-----------------+----------------
 20 | FAILED | code=X | a | b  | STEP_FUNCTIONS
(1 row)`;
  expect(read(text).problems).toEqual([]);
  expect(factsIn(text)).toMatchObject([{ columns: { last_error: "code=X | a | b", provider: "STEP_FUNCTIONS" } }]);
});

test("a processing callback that names its execution is a callback", () => {
  const body = {
    executionArn: "arn:aws:states:us-east-1:1:execution:m:e",
    jobId: 20,
    provider: "P",
    status: "SUCCEEDED",
  };
  expect(factsIn(JSON.stringify(body))).toMatchObject([{ kind: "callback", body }]);
});

test("a callback's body keeps its bytes", () => {
  const text = '{"jobId":21, "status":"SUCCEEDED","provider":"STEP_FUNCTIONS"}';
  expect(factsIn(text)).toEqual([{ kind: "callback", text, body: JSON.parse(text) as object }]);
});

test("curl with its answer, and an HTTP archive, are requests to the server", () => {
  const path = "/api/v2/listings/media/uploads/complete";
  const request = '{"listingIdentityId":28}';
  const body = '{"code":409,"details":null,"message":"x"}';
  const answer = { kind: "answer", method: "POST", path, request, status: 409, body };
  const command = `$ curl -i -X POST 'https://api.example${path}' \\
  -H 'Content-Type: application/json' \\
  -d '${request}'
HTTP/1.1 409 Conflict
Content-Type: application/json

${body}`;
  expect(read(command)).toMatchObject({ problems: [], words: [] });
  expect(factsIn(command)).toEqual([answer]);
  const archive = {
    log: {
      entries: [
        {
          request: { method: "POST", url: `https://api.example${path}?x=1`, postData: { text: request } },
          response: { status: 409, content: { text: body } },
        },
        { request: { method: "GET", url: "https://cdn.example/logo.svg" }, response: { status: 200, content: {} } },
      ],
    },
  };
  expect(factsIn(JSON.stringify(archive))).toEqual([answer]);
});

test("sentences tell what was asked for and what came of it; the rest is counted as words", () => {
  const { facts, words, problems } = read(`# A title
Called \`POST /api/v2/listings/media/uploads/complete\` and got a success answer,
but the ZIP was not written.
It rained.`);
  expect(facts).toMatchObject([
    { kind: "claim", claim: "succeeded", path: "/api/v2/listings/media/uploads/complete", place: { line: 2 } },
    { kind: "claim", claim: "no-zip", place: { line: 3 } },
  ]);
  expect({ words, problems }).toEqual({ words: [1, 4], problems: [] });
});

test.each([
  ["'20', '28', 'X'", "a row without the head that names its columns"],
  ['"2026-11-24","i-0af","server","{""level"":""INFO""}"', "a row without the head that names its columns"],
  ["20,28,SUCCEEDED,STEP_FUNCTIONS", "a row without the head that names its columns"],
  ["20\t28\tSUCCEEDED", "a row without the head that names its columns"],
  ['"28/raw/photo/horizontal/horizontal-01-a.jpg",', "a row without the head that names its columns"],
  ['{"a":1}', "JSON of a shape that is not known (a)"],
  ['{"a":', "JSON that does not end"],
  ['{"a": nothing}', "JSON that cannot be read: "],
  ["2025-12-03T10:00:00Z something happened", "a line with a time that is no structured log line"],
  ["SELECT * FROM media_processing_jobs", "SQL of a form that is not read"],
  ["# id, provider, status\n'1', 'X'", "a row that cannot be read: 2 values for 3 columns"],
  ["# id, provider\n'1', 'X", "a row that cannot be read: a text in quotes that does not end"],
  ["| 20 | 28 |", "a part of a table of which no head is known"],
])("what cannot be read is named: %j", (text, reason) => {
  const { facts, problems } = read(text);
  expect(facts).toEqual([]);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.reason).toContain(reason);
  expect(problems[0]?.place).toEqual({ file: "report.md", line: text.split("\n").length });
});

test.each(['"It hangs," she said', "28, 29 and 30 are stuck", "3,5 Stunden gewartet", '"Das ZIP" ist da'])(
  "%j is a sentence",
  (text) => {
    expect(read(text)).toEqual({ facts: [], problems: [], words: [1] });
  },
);

test("of a line that was cut off what is complete is read, and the rest is told", () => {
  const cut = LINE.slice(0, -5);
  const { facts, problems } = read(
    `${cut}\nserver | ${cut}\n{\n  "executions": [\n    {"executionArn": "a:execution:b", "st`,
  );
  const fields = { job_id: 21 };
  expect(facts).toMatchObject([
    { kind: "log", message: "service.media.callback.received", fields, partial: true, place: { line: 1 } },
    { kind: "log", fields, partial: true, place: { line: 2 } },
    { kind: "execution", arn: "a:execution:b", place: { line: 3 } },
  ]);
  expect(problems.map(({ place, reason }) => `${place.line}: ${reason}`)).toEqual(
    [1, 2, 3].map((line) => `${line}: JSON that does not end; what is complete of it is read`),
  );
});

test("what slog's text handler prints is what its JSON says, as far as Go's text tells", () => {
  const text =
    'api-1 | time=2025-12-03T10:13:16.106Z level=WARN msg="Callback request failed" job_id=21 error_codes="map[A:4 B:1]" ' +
    'empty="" none=<nil> ok=true err="it is \\"so\\"\\nhere" errors="[a b]" path=/api/x raw_key=28/raw/a=b.jpg';
  expect(factsIn(text)).toEqual([
    {
      kind: "log",
      source: "listing-media-callback-dispatch-staging",
      level: "WARN",
      message: "Callback request failed",
      at: "2025-12-03T10:13:16.106Z",
      fields: {
        job_id: 21,
        error_codes: { A: 4, B: 1 },
        empty: "",
        none: null,
        ok: true,
        err: 'it is "so"\nhere',
        path: "/api/x",
        raw_key: "28/raw/a=b.jpg",
      },
      partial: true,
    },
  ]);
});

test("a broken value does not swallow the lines behind it", () => {
  const { facts, problems } = read(`{"jobId": 21,\n${LINE}\n${LINE}`);
  expect(facts).toHaveLength(2);
  expect(problems).toHaveLength(1);
});
