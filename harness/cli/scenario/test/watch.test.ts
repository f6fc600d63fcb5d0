import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import { start } from "./run-command.ts";

const COMMAND = join(import.meta.dirname, "fixtures/external-scenarios.ts");

/** A story of the cloud alone that calls a module beside it, which answers 1. */
function stories(): { directory: string; path: string; module: (answer: number) => void } {
  // Below the project, whose files are watched.
  mkdirSync(join(PROJECT_ROOT, "reports"), { recursive: true });
  const directory = mkdtempSync(join(PROJECT_ROOT, "reports", "watch-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const story = (name: string, expected: string): string =>
    'import { expect, scenario } from "#scenario";\nimport { answer, other } from "./answers.ts";\n' +
    `scenario("${name}", { world: { withoutSystem: true } }, async () => { expect(${expected}).toBe(1); });\n`;
  const module = (answer: number): void =>
    writeFileSync(
      join(directory, "answers.ts"),
      `export function answer(): number { return ${answer}; }\nexport function other(): number { return 1; }\n`,
    );
  module(1);
  writeFileSync(join(directory, "asks.scenario.ts"), story("asks", "answer()"));
  writeFileSync(join(directory, "other.scenario.ts"), story("asks another", "other()"));
  return { directory, path: relative(PROJECT_ROOT, directory), module };
}

const TITLE = "a saved function runs again the story that reached it, and not the one that imports the same module";

test(TITLE, { timeout: 120_000 }, async () => {
  const { directory, path, module } = stories();
  const child = start(["--watch"], { STORIES: directory }, COMMAND);
  const output = linesOf(child.stdout);
  expect(await output.until(/Waiting for a change/)).toContain("2 scenarios: 2 passed");
  module(2);
  const again = await output.until(/Waiting for a change/);
  expect(again).toContain(`Changed: ${path}/answers.ts: touches 1 of 2 story files\n`);
  expect(again).toMatch(/^✗ \S+\/asks {2}/m);
  expect(again).toContain("1 scenario: 1 failed");
  child.kill("SIGINT");
  const [code] = await new Promise<[number | null]>((resolve) => child.once("exit", (status) => resolve([status])));
  expect(code).toBe(130);
});

/** What a process prints, taken piece by piece. */
function linesOf(stream: NodeJS.ReadableStream | null): { until(pattern: RegExp): Promise<string> } {
  let text = "";
  let found = (): void => {};
  stream?.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    found();
  });
  return {
    until: (pattern) =>
      new Promise((resolve) => {
        found = () => {
          const match = pattern.exec(text);
          if (!match) return;
          const taken = text.slice(0, match.index);
          text = text.slice(match.index + match[0].length);
          resolve(taken);
        };
        found();
      }),
  };
}
