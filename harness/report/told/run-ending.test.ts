import { expect, test } from "vitest";
import { CALLBACK_SECRET } from "../../world/system-under-test.ts";
import { FAILED, NOT_LOADED, PASSED } from "../sample-outcomes.ts";
import { runEnding } from "./run-ending.ts";

const NOTHING = { unhandledErrors: [], unfinished: [], notRun: [], deselected: [] };
const OPTIONS = { fileOf: () => "a.ts", commandOf: () => "npm run it", baseline: undefined, redact: ["colour"] };

test("a broken rule and an error are told apart, each with what repeats it", () => {
  const { scenarios } = runEnding({ ...NOTHING, outcomes: [PASSED, FAILED, NOT_LOADED] }, OPTIONS);
  expect(scenarios).toMatchObject([
    { mark: "passed", file: "a.ts" },
    { mark: "failed", redBy: "rule", command: "npm run it" },
    { mark: "failed", redBy: "error", error: { message: "SyntaxError: Unexpected token" } },
  ]);
  expect(scenarios[0]).not.toHaveProperty("command");
});

test("what a baseline knows is marked with its reason", () => {
  const entry = { scenario: FAILED.id, rule: "r", reason: "since May", since: "2026-05-01" };
  const baseline = { known: [{ outcome: FAILED, entry }], nowGreen: [], otherReason: [], notJudged: [] } as never;
  const { scenarios } = runEnding({ ...NOTHING, outcomes: [FAILED] }, { ...OPTIONS, baseline });
  expect(scenarios).toMatchObject([{ knownRed: "since May" }]);
});

test("no secret is in anything that is written of a run's end", () => {
  const token = `${Buffer.from('{"alg":"HS256"}').toString("base64url")}.${Buffer.from('{"typ":"access"}').toString("base64url")}.c2lnbmF0dXJl`;
  const secrets = [token, CALLBACK_SECRET, "Passw0rd-of-mine", "ultramarine"];
  const text = `Bearer ${token} {"password":"Passw0rd-of-mine","colour":"ultramarine"} ${CALLBACK_SECRET}`;
  const outcome = {
    ...FAILED,
    ...(FAILED.result && {
      result: { ...FAILED.result, failure: { rule: text, expected: text, found: text, lastEvents: [] } },
    }),
  };
  const broken = { ...NOT_LOADED, errors: [{ name: "Error", message: text, frames: [text] }] };
  const unhandledErrors = [{ name: "Error", message: text, frames: [text] }];
  const ending = JSON.stringify(runEnding({ ...NOTHING, outcomes: [outcome, broken], unhandledErrors }, OPTIONS));
  for (const secret of secrets) expect(ending).not.toContain(secret);
  expect(ending).toContain("‹access token 1›");
});
