import { expect, test } from "vitest";
import { readLines } from "../read-lines.ts";

const ARN = "arn:aws:states:us-east-1:123456789012:execution:listing-media-processing-sm-staging:finalization-28-21";
const MACHINE = ARN.replace(":execution:", ":stateMachine:").replace(/:[^:]+$/, "");
const INPUT = '{"jobId":21,"assets":[{"key":"28/raw/a | b.jpg"}]}';
const KEY = "28/processed/photo/horizontal/large/horizontal-01-sala de estar.jpg";
const OTHER = "28/raw/video/horizontal/horizontal-01-tour.mp4";

function read(text: string) {
  const { facts, problems, words } = readLines({ file: "r", text: text.split("\n") });
  expect({ problems, words }).toEqual({ problems: [], words: [] });
  return facts.map(({ place: _, ...fact }) => fact);
}

const border = (width: number): string => `+${"-".repeat(width - 2)}+`;

test.each([
  [
    "--output table",
    `${"-".repeat(150)}
|${"DescribeExecution".padStart(80).padEnd(148)}|
${border(150)}
|  executionArn   |  ${ARN}  |
|  input          |  ${INPUT}  |
|  status         |  SUCCEEDED  |
${border(150)}
||${"inputDetails".padStart(80).padEnd(146)}||
|${border(148)}|
||  included       |  True  ||
|${border(148)}|`.replace("inputDetails", "InputDetails"),
  ],
  [
    "--output text",
    `${ARN}\t${INPUT}\tfinalization-28-21\t2026-11-24T02:58:15.444000-03:00\t${MACHINE}\tSUCCEEDED\nINPUTDETAILS\tTrue`,
  ],
])("an execution is the same with %s", (_, text) => {
  expect(read(text)).toEqual([{ kind: "execution", arn: ARN, status: "SUCCEEDED", input: INPUT }]);
});

test.each([
  [
    "a table of one row each",
    `${"-".repeat(80)}
|${"ListExecutions".padStart(50).padEnd(78)}|
${border(80)}
||  executionArn  |  name  |  status  ||
|${border(78)}|
||  ${ARN}  |  finalization-28-21  |  RUNNING  ||
||  ${ARN}2  |  finalization-28-212  |  FAILED  ||
|${border(78)}|`,
  ],
  ["text", `EXECUTIONS\t${ARN}\tfinalization-28-21\tRUNNING\nEXECUTIONS\t${ARN}2\tfinalization-28-212\tFAILED`],
])("listed executions are read from %s", (_, text) => {
  expect(read(text)).toEqual([
    { kind: "execution", arn: ARN, status: "RUNNING" },
    { kind: "execution", arn: `${ARN}2`, status: "FAILED" },
  ]);
});

test.each([
  ["s3 ls --human-readable", `2026-11-24 02:58:16   93.1 KiB ${KEY}\n2026-11-24 02:58:16    7 Bytes ${OTHER}`],
  ["--query 'Contents[].Key'", JSON.stringify([KEY, OTHER], undefined, 4)],
  [
    "--query 'Contents[].[Key,Size]'",
    JSON.stringify(
      [
        [KEY, 95338],
        [OTHER, 7],
      ],
      undefined,
      4,
    ),
  ],
  [
    "--query 'Contents[].{Key:Key,Size:Size}'",
    JSON.stringify([
      { Key: KEY, Size: 9 },
      { Key: OTHER, Size: 7 },
    ]),
  ],
  [
    "--output text",
    `CONTENTS\t"e"\t2026-11-24T05:58:16+00:00\t${KEY}\t9\tSTANDARD\nCONTENTS\t"f"\t2026-11-24T05:58:16+00:00\t${OTHER}\t7\tSTANDARD`,
  ],
  [
    "--output table",
    `${"-".repeat(80)}
|${"ListObjectsV2".padStart(50).padEnd(78)}|
${border(80)}
|  ${KEY}  |  9  |
|  ${OTHER}  |  7  |
${border(80)}`,
  ],
])("objects are read from %s", (_, text) => {
  expect(read(text).map((fact) => fact.kind === "object" && fact.key)).toEqual([KEY, OTHER]);
});

test("a table of something else is named, and a list of other texts too", () => {
  const table = `${"-".repeat(40)}\n|           ListBuckets              |\n${border(40)}\n|  some  |  bucket  |  x  |\n${border(40)}`;
  const { facts, problems } = readLines({ file: "r", text: [...table.split("\n"), '["a", "b"]'] });
  expect(facts).toEqual([]);
  expect(problems.map(({ place }) => place.line)).toEqual([2, 6]);
});

test("a row of a database that has lost its head is no execution and no object", () => {
  const row = `21\t28\tSUCCEEDED\tSTEP_FUNCTIONS\t${ARN}\t0`;
  expect(readLines({ file: "r", text: [row, `1\t28\tPHOTO_HORIZONTAL\t1\t${KEY}`] }).facts).toMatchObject([
    // The ARN alone, as in any sentence.
    { kind: "execution", arn: ARN },
  ]);
});
