import { expect, test } from "vitest";
import { outgoingTraceparent, startRequestSpan } from "./trace-context.ts";

const ids = { uuid: () => "", hex: (_purpose: string, digits: number) => "1".repeat(digits) };
const TRACE = "0af7651916cd43dd8448eb211c80319c";

test("a valid traceparent becomes the parent", () => {
  const span = startRequestSpan(ids, `00-${TRACE}-b7ad6b7169203331-01`);
  expect(span).toEqual({ traceId: TRACE, spanId: "1".repeat(16) });
  expect(outgoingTraceparent(ids, span)).toBe(`00-${TRACE}-${"1".repeat(16)}-01`);
});

test.each([
  undefined,
  "",
  "nonsense",
  `ff-${TRACE}-b7ad6b7169203331-01`,
  `00-${"0".repeat(32)}-b7ad6b7169203331-01`,
  `00-${TRACE}-${"0".repeat(16)}-01`,
  `00-${TRACE}-b7ad6b7169203331-01-more`,
])("%j starts a new trace", (traceparent) => {
  expect(startRequestSpan(ids, traceparent).traceId).toBe("1".repeat(32));
});
