import { expect, test } from "vitest";
import { ExpiringMap } from "./expiring-map.ts";

test("a value is forgotten at its time", () => {
  let nowMs = 0;
  const map = new ExpiringMap<string>(() => nowMs);
  map.set("a", "x", 10);
  nowMs = 9;
  expect(map.get("a")).toBe("x");
  nowMs = 10;
  expect(map.get("a")).toBeUndefined();
});
