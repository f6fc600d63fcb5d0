import { expect, test } from "vitest";
import { withoutFrames } from "./container-logs.ts";

test("pieces of both streams are joined without their headers", () => {
  const piece = (stream: number, text: string) =>
    Buffer.concat([Buffer.from([stream, 0, 0, 0, 0, 0, 0, text.length]), Buffer.from(text)]);
  expect(withoutFrames(Buffer.concat([piece(1, "out\n"), piece(2, "err\n")])).toString()).toBe("out\nerr\n");
});

test("output of a terminal has no headers and stays as it is", () => {
  expect(withoutFrames(Buffer.from("plain text\n")).toString()).toBe("plain text\n");
});
