import { expect, test } from "vitest";
import { formatRfc3339, formatRfc3339Nano, parseRfc3339 } from "./rfc3339.ts";

test.each([
  ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z"],
  ["2026-01-02T3:04:05Z", "2026-01-02T03:04:05.000Z"],
  ["2026-01-02T03:04:05,5Z", "2026-01-02T03:04:05.500Z"],
  ["0099-01-02T03:04:05Z", "0099-01-02T03:04:05.000Z"],
  ["2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05.678Z"],
  ["2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:05.123Z"],
  ["2026-01-02T03:04:05-03:00", "2026-01-02T06:04:05.000Z"],
  ["2026-01-02T03:04:05+03:00", "2026-01-02T00:04:05.000Z"],
])("%s is read", (text, iso) => {
  expect(new Date(parseRfc3339(text) ?? Number.NaN).toISOString()).toBe(iso);
});

test.each([
  "2026-01-02T03:04:05",
  "2026-01-02",
  "yesterday",
  "2026-02-30T00:00:00Z",
  "2026-01-02T24:00:00Z",
  "2026-01-02T3:4:05Z",
  "",
])("%j is refused", (text) => {
  expect(parseRfc3339(text)).toBeUndefined();
});

test("only needed fraction digits are printed", () => {
  expect(formatRfc3339Nano(Date.UTC(2026, 0, 2, 3, 4, 0, 120))).toBe("2026-01-02T03:04:00.12Z");
  expect(formatRfc3339Nano(Date.UTC(2026, 0, 2, 3, 4, 0))).toBe("2026-01-02T03:04:00Z");
  expect(formatRfc3339(Date.UTC(2026, 0, 2, 3, 4, 0, 120))).toBe("2026-01-02T03:04:00Z");
});
