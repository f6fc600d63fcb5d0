import { expect, test } from "vitest";
import { constraintViolations } from "./constraint-violations.ts";
import { readPublishedModel } from "./published-model.ts";

const MODEL = readPublishedModel("lambda");
const ROLE = "arn:aws:iam::123456789012:role/worker";
const FUNCTION = { FunctionName: "worker", Role: ROLE, Code: {}, Runtime: "nodejs22.x" };

test("what keeps to the model breaks nothing", () => {
  const more = { Timeout: 3, MemorySize: 128, Architectures: ["arm64"], Environment: { Variables: { AB: "1" } } };
  expect(constraintViolations(MODEL, "CreateFunction", { ...FUNCTION, ...more })).toEqual([]);
  expect(constraintViolations(MODEL, "NoOperation", {})).toEqual([]);
});

test.each([
  [
    { Timeout: 0 },
    "Value '0' at 'timeout' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
  [
    { Handler: "a b" },
    "Value 'a b' at 'handler' failed to satisfy constraint: Member must satisfy regular expression pattern: [^\\s]+",
  ],
  [{ Role: undefined }, "Value null at 'role' failed to satisfy constraint: Member must not be null"],
  [
    { Architectures: ["x86"] },
    "Value '[x86]' at 'architectures' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]",
  ],
  [
    { Architectures: ["x86_64", "arm64"] },
    "Value '[x86_64, arm64]' at 'architectures' failed to satisfy constraint: Member must have length less than or equal to 1",
  ],
  [
    { Environment: { Variables: { "1-A": "b" } } },
    "Value '{1-A=b}' at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]",
  ],
  [
    { TracingConfig: { Mode: "Loud" } },
    "Value 'Loud' at 'tracingConfig.mode' failed to satisfy constraint: Member must satisfy enum value set: [Active, PassThrough]",
  ],
])("%j: %s", (change, sentence) => {
  expect(constraintViolations(MODEL, "CreateFunction", { ...FUNCTION, ...change })).toEqual([sentence]);
});

test("enumerations that the service itself checks are left to it", () => {
  const request = { ...FUNCTION, Runtime: "cobol85" };
  expect(constraintViolations(MODEL, "CreateFunction", request)).toHaveLength(1);
  expect(constraintViolations(MODEL, "CreateFunction", request, { unlisted: ["Runtime"] })).toEqual([]);
});
