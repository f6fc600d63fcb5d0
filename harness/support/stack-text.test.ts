import { expect, test } from "vitest";
import { stackText } from "./stack-text.ts";

class Database {
  #fail(): Error {
    return new Error("gone");
  }

  async begin(): Promise<Error> {
    await Promise.resolve();
    return this.#fail();
  }
}

class Made {
  readonly error: Error;

  constructor() {
    this.error = new Error("made");
  }
}

test("a stack names the class of a method, and no async", async () => {
  const names = (await framesOf(() => new Database().begin())).map((line) => line.replace(/ \(.*/, ""));
  expect(names.slice(0, 2)).toEqual(["    at Database.#fail", "    at Database.begin"]);
});

test("a constructor and its place are told", async () => {
  const [first] = await framesOf(() => Promise.resolve(new Made().error));
  expect(first).toMatch(/^ {4}at new Made \(.*stack-text\.test\.ts:\d+:\d+\)$/);
});

test("the head is the error's own, also of one that cannot be written", async () => {
  expect(stackText(new TypeError("wrong"), [])).toBe("TypeError: wrong");
  const odd = new Error("odd");
  Object.defineProperty(odd, "message", { get: () => Symbol("no text") });
  expect(stackText(odd, [])).toBe("Error");
});

async function framesOf(make: () => Promise<Error>): Promise<readonly string[]> {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = stackText;
  try {
    return ((await make()).stack ?? "").split("\n").slice(1);
  } finally {
    Error.prepareStackTrace = before;
  }
}
