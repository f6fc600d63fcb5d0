import { expect, test } from "vitest";
import { runMachine } from "../test/run-machine.ts";

/** Where a Choice state with one rule goes. */
async function choose(rule: Record<string, unknown>, input: unknown): Promise<string> {
  const { events, last } = await runMachine(
    {
      StartAt: "Choose",
      States: {
        Choose: { Type: "Choice", Choices: [{ ...rule, Next: "Yes" }], Default: "No" },
        Yes: { Type: "Succeed" },
        No: { Type: "Succeed" },
      },
    },
    { input },
  );
  return String(events[3]?.details?.name ?? last.details?.cause);
}

test.each([
  [{ BooleanEquals: true }, true, "Yes"],
  [{ BooleanEquals: true }, "true", "No"],
  [{ StringEquals: "a" }, "a", "Yes"],
  [{ StringLessThan: "b" }, "a", "Yes"],
  [{ StringGreaterThanEqualsPath: "$.other" }, "a", "No"],
  [{ NumericEquals: 1 }, 1.0, "Yes"],
  [{ NumericEquals: 42 }, "42", "No"],
  [{ NumericLessThanEquals: 3 }, 3, "Yes"],
  [{ TimestampGreaterThan: "2025-01-01T00:00:00Z" }, "2025-01-01T00:00:00-01:00", "Yes"],
  [{ TimestampEquals: "2025-01-01T00:00:00Z" }, "2025-01-01", "No"],
  [{ StringMatches: "log-*.txt" }, "log-2025.txt", "Yes"],
  [{ StringMatches: "a\\*" }, "ab", "No"],
  [{ StringMatches: "a\\*" }, "a*", "Yes"],
  [{ IsNull: true }, null, "Yes"],
  [{ IsNumeric: false }, "1", "Yes"],
  [{ IsString: true }, 1, "No"],
  [{ IsBoolean: true }, false, "Yes"],
  [{ IsTimestamp: true }, "2025-01-01T00:00:00Z", "Yes"],
  [{ IsPresent: true }, null, "Yes"],
])("%j of %j → %s", async (operator, value, state) => {
  expect(await choose({ Variable: "$.v", ...operator }, { v: value, other: "b" })).toBe(state);
});

test("And, Or and Not nest, and stop at the first part that decides", async () => {
  const present = { Variable: "$.v", IsPresent: true };
  const isOne = { Variable: "$.v", NumericEquals: 1 };
  expect(await choose({ And: [present, isOne] }, { v: 1 })).toBe("Yes");
  expect(await choose({ And: [present, isOne] }, {})).toBe("No");
  expect(await choose({ Or: [{ Not: present }, isOne] }, {})).toBe("Yes");
  expect(await choose({ Not: { And: [present, isOne] } }, { v: 2 })).toBe("Yes");
});

test("a missing variable fails the execution in AWS's words", async () => {
  expect(await choose({ Variable: "$.v", BooleanEquals: true }, {})).toBe(
    "An error occurred while executing the state 'Choose' (entered at the event id #2). Invalid path '$.v': The choice state's condition path references an invalid value.",
  );
});

test("without a match and a default there is no next state", async () => {
  const { last } = await runMachine(
    {
      StartAt: "Choose",
      States: {
        Choose: { Type: "Choice", Choices: [{ Variable: "$.v", IsPresent: true, Next: "Yes" }] },
        Yes: { Type: "Succeed" },
      },
    },
    {},
  );
  expect(last.details).toMatchObject({
    error: "States.Runtime",
    cause: expect.stringContaining("Failed to transition out of the state."),
  });
});
