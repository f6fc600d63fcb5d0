import { expect, test } from "vitest";
import { MemoryStore } from "./expiring-store.ts";

test("a text is kept until its time, and no longer", async () => {
  let nowMs = 1000;
  const store = new MemoryStore(() => nowMs);
  await store.set("a", "text", 2000);
  expect(await store.get("a")).toBe("text");
  nowMs = 2000;
  expect(await store.get("a")).toBeUndefined();
  await store.set("b", "text", 3000);
  await store.delete("b");
  expect(await store.get("b")).toBeUndefined();
});
