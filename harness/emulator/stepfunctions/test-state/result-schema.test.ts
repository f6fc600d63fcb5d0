import { expect, test } from "vitest";
import type { PublishedResults } from "../../published-model/published-results.ts";
import { parseJson } from "../json/parse.ts";
import { resultProblem } from "./result-schema.ts";

const RESULTS: PublishedResults = {
  operations: { Do: "Result" },
  shapes: {
    Result: {
      type: "structure",
      members: {
        name: "Name",
        count: "Count",
        parts: "Parts",
        byKey: "ByKey",
        done: "Done",
        state: "State",
        free: "Free",
      },
      required: ["name"],
    },
    Name: { type: "string", min: 2, max: 4 },
    Parts: { type: "list", member: "Part" },
    Part: { type: "structure", members: { size: "Size" }, required: ["size"] },
    Count: { type: "integer", min: 1, max: 5 },
    Size: { type: "double" },
    ByKey: { type: "map", value: "Part" },
    Done: { type: "boolean" },
    State: { type: "string", enum: ["ON", "OFF"] },
    Free: { type: "document" },
  },
};

const problem = (text: string, mode: "STRICT" | "PRESENT" = "STRICT") =>
  resultProblem(RESULTS, "Result", parseJson(text), mode);

test.each([
  [
    '{"Name":"abc","Parts":[{"Size":1.5}],"ByKey":{"k":{"Size":1}},"Done":true,"State":"ON","Free":[1],"unknown":1}',
    undefined,
  ],
  ["{}", "Required field 'Name' is missing"],
  ['{"name":"abc"}', "Required field 'Name' is missing"],
  ['{"Name":1}', "Field 'Name' must be a string"],
  ['{"Name":"a"}', "Field 'Name' is smaller than the minimum length"],
  ['{"Name":"abcde"}', "Field 'Name' is larger than the maximum length"],
  ['{"Name":"abc","Parts":{}}', "Field 'Parts' must be an array"],
  ['{"Name":"abc","Parts":[1]}', "Field 'Parts' must be an object"],
  ['{"Name":"abc","Parts":[{}]}', "Required field 'Size' is missing"],
  ['{"Name":"abc","ByKey":{"k":{"Size":"1"}}}', "Field 'Size' must be a number"],
  ['{"Name":"abc","Done":"true"}', "Field 'Done' must be a boolean"],
  ['{"Name":"abc","Count":0}', "Field 'Count' is smaller than the minimum value"],
  ['{"Name":"abc","Count":6}', "Field 'Count' is larger than the maximum value"],
  ['{"Name":"abc","State":"MAYBE"}', "Field 'State' is not an expected value"],
])("%s: %s", (text, expected) => {
  expect(problem(text)).toBe(expected);
});

test("PRESENT wants nothing that is not there", () => {
  expect(problem('{"Parts":[{}]}', "PRESENT")).toBeUndefined();
  expect(problem('{"Done":1}', "PRESENT")).toBe("Field 'Done' must be a boolean");
});
