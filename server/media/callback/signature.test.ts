import { expect, test } from "vitest";
import { System } from "../../../system/revisions.ts";
import { HttpError } from "../../http/http-error.ts";
import { Logger } from "../../logging/logger.ts";
import type { LogRecord } from "../../ports.ts";
import { checkSignature } from "./signature.ts";

const BODY = Buffer.from('{"jobId":1}');
/** HMAC-SHA256 of the body with the key `golden-test-secret`. */
const SIGNATURE = "26dc54840b4f4fa3b166ea4a194f31111063a3a10bf83df94399bb717e50a935";

function check(
  signature: string | undefined,
  secret = "golden-test-secret",
  system = new System("current"),
): readonly string[] {
  const lines: LogRecord[] = [];
  const headers = { "x-toq-signature": signature };
  try {
    checkSignature(system, secret, new Logger((line) => lines.push(line)), {
      method: "POST",
      path: "/",
      headers,
      body: BODY,
    });
    return ["accepted", ...lines.map(({ message }) => message)];
  } catch (error) {
    const status = error instanceof HttpError ? error.status : 0;
    return [`${status} ${String(error)}`, ...lines.map(({ message }) => message)];
  }
}

const REFUSED = "403 HttpError: invalid callback signature";
const MISMATCH = "adapter.stepfunctions.callback.signature_mismatch";

test("the right signature is accepted, with spaces and in upper case too", () => {
  expect(check(SIGNATURE)).toEqual(["accepted"]);
  expect(check(`  ${SIGNATURE.toUpperCase()} `)).toEqual(["accepted"]);
});

test("a wrong one is refused and logged, a missing one only refused", () => {
  expect(check("0".repeat(64))).toEqual([REFUSED, MISMATCH]);
  expect(check(`sha256=${SIGNATURE}`)).toEqual([REFUSED, MISMATCH]);
  expect(check(undefined)).toEqual([REFUSED]);
  expect(check("  ")).toEqual([REFUSED]);
});

test("without a secret everything is accepted with a warning", () => {
  expect(check(undefined, "")).toEqual(["accepted", "adapter.stepfunctions.callback.secret_missing"]);
});

test("D33: the documented answer to a wrong signature is 401", () => {
  const fixed = new System("fixed");
  expect(check("0".repeat(64), "golden-test-secret", fixed)[0]).toBe("401 HttpError: invalid callback signature");
  expect(check(undefined, "golden-test-secret", new System("fixed", ["D33"]))[0]).toBe(REFUSED);
});
