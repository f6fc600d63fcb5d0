import { expect, test } from "vitest";
import { wantsColours } from "./colours.ts";

const TERMINAL = { isTTY: true };

test.each([
  [TERMINAL, {}, true],
  [{}, {}, false],
  [TERMINAL, { NO_COLOR: "1" }, false],
  [TERMINAL, { NO_COLOR: "" }, true],
  [TERMINAL, { TERM: "dumb" }, false],
  [{}, { FORCE_COLOR: "" }, true],
  [{}, { FORCE_COLOR: "1" }, true],
  [TERMINAL, { FORCE_COLOR: "0" }, false],
  [{}, { FORCE_COLOR: "3", NO_COLOR: "1" }, true],
])("%j with %j: %j", (stream, environment, painted) => {
  expect(wantsColours(stream, environment)).toBe(painted);
});
