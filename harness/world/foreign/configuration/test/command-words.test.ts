import { expect, test } from "vitest";
import { commandWords } from "../command-words.ts";

test.each([
  ["./server", ["./server"]],
  ["  go  run\t./cmd ", ["go", "run", "./cmd"]],
  [`a "b c" 'd "e'`, ["a", "b c", 'd "e']],
  [`--name="two words"-x`, ["--name=two words-x"]],
  ["--port={{ server.port }} {{tracing}}x", ["--port={{ server.port }}", "{{tracing}}x"]],
  [`a "" b`, ["a", "", "b"]],
  ["C:\\bin\\server $HOME ; | {x}", ["C:\\bin\\server", "$HOME", ";", "|", "{x}"]],
  ["", []],
])("the words of %j", (text, words) => {
  expect(commandWords(text)).toEqual(words);
});

test.each([`a "b`, "it's", `"a' b`])("%j is a quotation that does not end", (text) => {
  expect(commandWords(text)).toBeUndefined();
});
