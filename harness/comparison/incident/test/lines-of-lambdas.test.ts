import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { FUNCTIONS } from "../../../../system/infrastructure.ts";
import { factsOf } from "../../../scenario/facts/fact.ts";
import { readLines } from "../reading/read-lines.ts";

const PAGE = join(import.meta.dirname, "../../../../docs/contract/logs.md");

/** Every message of the contract's page by the Lambda that writes it; “validate (SQS)” and “validate (step)” are one. */
function messages(): readonly (readonly [lambda: keyof typeof FUNCTIONS, message: string])[] {
  const [, section = ""] = /^## 3\. Lambda logs.*?\n([\s\S]*?)^## 4/m.exec(readFileSync(PAGE, "utf8")) ?? [];
  return section.split("\n").flatMap((line) => {
    const [, name = "", told = ""] = /^\| (\w+)[^|]* \| (.*) \|$/.exec(line) ?? [];
    if (!(name in FUNCTIONS)) return [];
    const lambda = name as keyof typeof FUNCTIONS;
    // Messages are words or names with dots; fields and statuses are neither.
    const quoted = [...told.matchAll(/`([A-Z][A-Za-z_]* [^`]+|lambda\.zip\.\w+)`/g)].flatMap(([, one]) => one ?? []);
    return quoted.map((message) => [lambda, message] as const);
  });
}

test("a line without a prefix is the Lambda's that writes such lines", () => {
  const all = messages();
  expect(all.length).toBeGreaterThan(35);
  for (const [lambda, message] of all) {
    const text = [JSON.stringify({ time: "2025-12-03T10:13:16Z", level: "INFO", msg: message })];
    const [line] = factsOf(readLines({ file: "r", text }).facts, "log");
    // Both Lambdas for thumbnails write this one, and the line does not tell which.
    if (lambda === "video_thumbnails" && message === "Skipping asset with previous error") continue;
    expect({ message, source: line?.source }).toEqual({ message, source: FUNCTIONS[lambda] });
  }
});
