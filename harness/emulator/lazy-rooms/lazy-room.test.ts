import { expect, test } from "vitest";
import { httpResponse } from "../../network/http.ts";
import type { Room } from "../room.ts";
import { LazyRoom } from "./lazy-room.ts";

const HTTP = { method: "GET", path: "/", headers: {}, body: Buffer.alloc(0) };
const ROOM: Room = {
  service: "logs",
  identify: () => httpResponse(200, {}, "made"),
  handle: async () => httpResponse(200, {}, ""),
  deny: () => httpResponse(403, {}, ""),
};

test("a room is made once, by whoever needs it first, and is asked when it is ready", async () => {
  let made = 0;
  const room = new LazyRoom("logs", async () => {
    made++;
    return ROOM;
  });
  expect([made, room.made]).toEqual([0, undefined]);
  expect(() => room.identify(HTTP)).toThrow("The room of logs has been asked before it was ready.");
  const [ready, needed] = await Promise.all([room.ready(), room.needed()]);
  expect([ready, needed, room.made, made]).toEqual([ROOM, ROOM, ROOM, 1]);
  expect(room.ready()).toBeUndefined();
  expect(room.identify(HTTP)).toMatchObject({ status: 200 });
});

test("what fails to be made is tried again", async () => {
  const outcomes = [Promise.reject(new Error("not yet")), Promise.resolve(ROOM)];
  const room = new LazyRoom("logs", () => outcomes.shift() ?? Promise.reject(new Error("too often")));
  await expect(room.needed()).rejects.toThrow("not yet");
  expect(await room.needed()).toBe(ROOM);
});
