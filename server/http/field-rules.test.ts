import { expect, test } from "vitest";
import { atLeast, atMost, FieldErrors, oneOf, required, whenGiven } from "./field-rules.ts";
import { HttpError } from "./http-error.ts";

function details(errors: FieldErrors): unknown {
  try {
    errors.refuse();
    return undefined;
  } catch (error) {
    return error instanceof HttpError ? [error.status, error.message, error.details] : error;
  }
}

test("the first broken rule of each field is reported, in the order of the checks", () => {
  const errors = new FieldErrors();
  errors.check("listingIdentityID", 0, required, atLeast(1));
  errors.check("files", [], required, atLeast(1));
  errors.check("limit", 101, atLeast(1), atMost(100));
  errors.check("order", "up", oneOf(["asc", "desc"]));
  errors.check("page", 1, atLeast(1));
  errors.check("assetType", "", whenGiven(oneOf(["ZIP"])));
  expect(details(errors)).toEqual([
    422,
    "Validation failed",
    {
      errors: [
        { field: "listingIdentityID", message: "is required" },
        { field: "files", message: "must be at least 1 characters" },
        { field: "limit", message: "must be at most 100 characters" },
        { field: "order", message: "invalid value" },
      ],
    },
  ]);
});

test.each([
  ["texts by characters, not by their units", "né😀", 3],
  ["lists by their length", [1, 2], 2],
  ["numbers by their value", 7, 7],
  ["large numbers by their value", 7n, 7],
  ["anything else as nothing", true, 0],
  ["an object as nothing", { length: 4 }, 0],
])("%s", (_, value, size) => {
  expect([atLeast(size)(value), atMost(size)(value)]).toEqual([undefined, undefined]);
  expect(atLeast(size + 1)(value)).toBe(`must be at least ${size + 1} characters`);
  expect(atMost(size - 1)(value)).toBe(`must be at most ${size - 1} characters`);
});

test("zero values count as absent, and nothing else does", () => {
  for (const value of [null, undefined, "", false, 0, 0n]) expect(required(value)).toBe("is required");
  for (const value of [" ", true, 1, -1n, [], {}]) expect(required(value)).toBeUndefined();
  expect(oneOf(["1"])(1)).toBe("invalid value");
});

test("nothing is refused when nothing is wrong", () => {
  expect(details(new FieldErrors())).toBeUndefined();
});
