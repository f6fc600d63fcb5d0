import { expect, test } from "vitest";
import { formatLogLine } from "./json-line.ts";

test("a line has time, level, msg and the fields in the order written, a key twice if written twice", () => {
  const line = formatLogLine(
    {
      level: "INFO",
      message: "HTTP Request",
      fields: [
        ["request_id", "a"],
        ["request_id", "a"],
        ["duration", 23_129_964],
        ["error_codes", { X: 4 }],
        ["callback_error_metadata", null],
      ],
    },
    Date.UTC(2025, 11, 3, 10, 13, 16, 120),
  );
  expect(line).toBe(
    '{"time":"2025-12-03T10:13:16.12Z","level":"INFO","msg":"HTTP Request","request_id":"a","request_id":"a","duration":23129964,"error_codes":{"X":4},"callback_error_metadata":null}',
  );
});

test("the sizes of integers beyond 2^53 and the text of errors are kept", () => {
  const fields = [
    ["listing_identity_id", 18446744073709551615n],
    ["err", new Error("boom")],
  ] as const;
  expect(formatLogLine({ level: "ERROR", message: "m", fields }, 0)).toBe(
    '{"time":"1970-01-01T00:00:00Z","level":"ERROR","msg":"m","listing_identity_id":18446744073709551615,"err":"boom"}',
  );
});
