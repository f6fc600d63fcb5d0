import { expect, test } from "vitest";
import { NotOnThisBackend } from "../cloud/backends/not-on-this-backend.ts";
import { realTime } from "./real-time.ts";

const atRest = () => Promise.resolve([]);

test("a story that waits for long is not for a real clock", async () => {
  const waiting = realTime(atRest).advance(29 * 60_000);
  await expect(waiting).rejects.toThrow(NotOnThisBackend);
  await expect(waiting).rejects.toThrow("needs virtual time: 29 minutes pass, and the clock is real");
});

test("the story's instants are long past, and going there takes nothing", async () => {
  const time = realTime(atRest);
  await time.advanceTo("2025-12-03T10:13:14Z");
  await time.advanceTo("2099-01-01T00:00:00Z");
});

test("settling looks again until nothing goes on, two times in a row", async () => {
  const looks = [["1 messages in jobs"], [], ["execution a", "execution b"], [], []];
  let seen = 0;
  await realTime(async () => looks[seen++] ?? []).settle();
  expect(seen).toBe(5);
});
