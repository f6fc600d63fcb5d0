import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import { nameSome, reasonOf } from "./last-error.ts";
import { decodeCallback, readCallback } from "./request.ts";

function reasonIn(body: object): string {
  const text = JSON.stringify({ jobId: 1, listingIdentityId: 1, ...body });
  return reasonOf(readCallback(decodeCallback(new System("current"), Buffer.from(text))));
}

/** Recordings cb-FAILED-no-outputs, cb-late-failure-after-success, cb-error-null-details. */
test("last_error joins what the callback tells", () => {
  const error = { code: "some_code", message: "msg", details: { c: "3", b: " ", a: "1" } };
  expect(reasonIn({ error, failureReason: "why" })).toBe('code=SOME_CODE | msg | why | meta={"a":"1","c":"3"}');
  expect(reasonIn({ failureReason: "late" })).toBe("late");
  expect(reasonIn({ error: { code: "c", details: null } })).toBe("code=C");
  expect(reasonIn({})).toBe("");
});

test("five are named, the others counted", () => {
  expect(nameSome(["a", "b", "c", "d", "e"], ", ")).toBe("a, b, c, d, e");
  expect(nameSome(["a", "b", "c", "d", "e", "f"], "; ")).toBe("a; b; c; d; e and 1 more");
});
