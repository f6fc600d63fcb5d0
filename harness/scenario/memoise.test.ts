import { expect, test } from "vitest";
import { newMemoiser } from "./memoise.ts";

test("work is done once for the same name and bytes, failures included", async () => {
  const memoise = newMemoiser();
  let done = 0;
  const ask = (work: string, bytes: string) =>
    memoise(work, Buffer.from(bytes), async () => {
      done++;
      if (bytes === "bad") throw new Error(`cannot ${work}`);
      return `${work} ${bytes}`;
    });
  expect(await ask("turn", "a")).toBe("turn a");
  expect(await ask("turn", "a")).toBe("turn a");
  expect(await ask("fold", "a")).toBe("fold a");
  await expect(ask("turn", "bad")).rejects.toThrow("cannot turn");
  await expect(ask("turn", "bad")).rejects.toThrow("cannot turn");
  expect(done).toBe(3);
});
