import { expect, test } from "vitest";
import { System } from "../../system/revisions.ts";
import { HttpError } from "./http-error.ts";
import { intendedRefusal } from "./intended-refusal.ts";

test("D22: a refusal says what it means; with the defect it is a panic", () => {
  const refusal = intendedRefusal(new System("fixed"), 403, "project uploads are disabled");
  expect(refusal).toBeInstanceOf(HttpError);
  expect(refusal).toMatchObject({ status: 403, message: "project uploads are disabled" });
  expect(intendedRefusal(new System("current"), 403, "x")).not.toBeInstanceOf(HttpError);
});
