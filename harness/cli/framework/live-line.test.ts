import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { liveLine } from "./live-line.ts";

/** A stream that says it is a terminal, and what arrived on it. */
function terminal(isTTY: boolean) {
  const stream = new PassThrough();
  let text = "";
  stream.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  return { stream: Object.assign(stream, { isTTY, columns: 40 }) as unknown as NodeJS.WriteStream, read: () => text };
}

/** What stands on the terminal in the end: each line as it was written last. */
function shown(text: string): string[] {
  return text.split("\n").map((line) => line.slice(line.lastIndexOf("\u001b[2K") + 1).replace("[2K", ""));
}

test("what is written stands above the line, and the line goes when it is disposed of", () => {
  const { stream, read } = terminal(true);
  const { write } = stream;
  {
    using line = liveLine(() => "1/3", { stdout: stream, stderr: stream, env: {} });
    stream.write("✓ a\n");
    stream.write("✓ b, and ");
    line.draw();
    stream.write("more\n");
    expect(shown(read())).toEqual(["✓ a", "✓ b, and more", "1/3"]);
  }
  expect(shown(read())).toEqual(["✓ a", "✓ b, and more", ""]);
  expect(stream.write).toBe(write);
});

test("an empty text is no line, and where there is no terminal nothing is written", () => {
  for (const [isTTY, text] of [
    [true, ""],
    [false, "1/3"],
  ] as const) {
    const { stream, read } = terminal(isTTY);
    using line = liveLine(() => text, { stdout: stream, stderr: stream, env: {} });
    line.draw();
    expect(read()).toBe("");
  }
});
