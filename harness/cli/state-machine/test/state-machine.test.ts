import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { UsageError } from "../../../support/usage-error.ts";
import { readCommandLine } from "../../framework/command-line.ts";
import { stateMachineCommand } from "../state-machine-command.ts";
import { STATE_MACHINE_OPTIONS } from "../state-machine-options.ts";

const COMMAND = new URL("../main.ts", import.meta.url).pathname;
const fixture = (name: string): string => new URL(`./fixtures/state-machines/${name}`, import.meta.url).pathname;
const ORDER = fixture("order.asl.json");
const MOCKS = fixture("mocks.json");

function stateMachine(...parameters: string[]): { status: number | null; out: string; error: string } {
  const { status, stdout, stderr } = spawnSync("node", [COMMAND, ...parameters], { encoding: "utf8" });
  return { status, out: stdout, error: stderr };
}

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "state-machine-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test("validate prints AWS's diagnostics with their places, and errors are status 1", () => {
  expect(stateMachine("validate", ORDER)).toMatchObject({ status: 0, out: `${ORDER}: no errors, no warnings\n` });
  const file = join(temporary(), "bad.json");
  writeFileSync(file, '{"StartAt":"A","States":{"A":{"Type":"Wat"}}}');
  const { status, out } = stateMachine("validate", file);
  expect(status).toBe(1);
  expect(out).toContain("ERROR SCHEMA_VALIDATION_FAILED at /States/A/Type: The field 'Type' should have one of these");
  expect(out).toContain(`${file}: 1 error, no warnings`);
});

test("the project's own machines are good", () => {
  for (const machine of ["processing", "finalization"]) expect(stateMachine("validate", machine).status).toBe(0);
});

test("run prints what came of an execution; an hour of waiting costs nothing", () => {
  const { status, out } = stateMachine("run", ORDER, "--input", '{"n": 5}', "--mock-config", MOCKS);
  expect(status).toBe(0);
  expect(out).toBe(
    'SUCCEEDED after 3601.000 s of its own time, 34 events\n  output                  {"p":{"ok":1.0}}\n',
  );
});

test("run --at prints the stages of a state, attempt by attempt", () => {
  const { out } = stateMachine("run", ORDER, "--input", '{"n": 1}', "--mock-config", MOCKS, "--at", "Call");
  expect(out).toContain('Call (1 of 2)\n  input                   {"n":1,"sum":{"total":2}}\n');
  expect(out.slice(out.indexOf("Call (2 of 2)"))).toContain(
    [
      '  result                  {"Payload":{"ok":1.0}}',
      '  after ResultSelector    {"p":{"ok":1.0}}',
      '  after ResultPath        {"n":1,"sum":{"total":2},"call":{"p":{"ok":1.0}}}',
      '  output                  {"p":{"ok":1.0}}',
    ].join("\n"),
  );
});

test("run --at --alone runs one state with its own input and variables", () => {
  const file = join(temporary(), "one.json");
  writeFileSync(file, '{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"x.$":"$v.w"},"End":true}}}');
  const { status, out } = stateMachine("run", file, "--at", "A", "--alone", "--variables", '{"v":{"w":[1.0]}}');
  expect(status).toBe(0);
  expect(out).toContain("A, alone: SUCCEEDED");
  expect(out).toContain('  after Parameters        {"x":[1.0]}');
});

test("an execution that fails is status 1 with error and cause; one that waits for ever is reported as running", () => {
  expect(stateMachine("run", ORDER, "--input", '{"n": -1}')).toMatchObject({
    status: 1,
    out: "FAILED after 0.000 s of its own time, 5 events\n  error  E\n  cause  c\n",
  });
  const { status, out } = stateMachine("run", fixture("waiting.yaml"));
  expect(status).toBe(1);
  expect(out).toContain("RUNNING after 0.000 s");
  expect(out).toContain("It still waits for the token of ");
});

test("history prints a line for each event", () => {
  const { status, out } = stateMachine("history", ORDER, "--input", '{"n": -1}');
  expect(status).toBe(1);
  expect(out.split("\n")[0]).toBe("id  prev  seconds  type                state   details");
  expect(out).toContain(' 4     3   +0.000  FailStateEntered    Refuse  input={"n":-1}\n');
});

test("draw writes Mermaid or a picture, with the path of an execution", () => {
  const plain = stateMachine("draw", ORDER);
  expect(plain.out).toMatch(/^flowchart TD\n/);
  expect(plain.out).not.toContain("classDef");
  const file = join(temporary(), "order.svg");
  const { status, out } = stateMachine("draw", ORDER, "--svg", "--input", '{"n": -1}', "--out", file);
  expect([status, out]).toEqual([0, `${file}\n`]);
  expect(readFileSync(file, "utf8")).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="\d+"/);
  expect(readFileSync(file, "utf8")).toContain('class="box failed"');
});

test.each([
  [[], "Say what to do: validate, run, history, draw."],
  [["walk"], '"walk" is not one of validate, run, history, draw.'],
  [["run"], "run needs a FILE: a definition, or processing or finalization."],
  [["validate", "/no/such/file.json"], "/no/such/file.json cannot be read"],
  [["run", ORDER, "--at", "Totl"], `--at: ${ORDER} has no state "Totl". Did you mean Total?`],
  [["run", ORDER, "--input", "{x"], "--input: the text is not JSON: Unexpected character ('x' (code 120))"],
  [["validate", ORDER, "--svg"], "--svg means nothing to validate."],
  [["run", ORDER, "--variables", "{}"], "--variables needs --at STATE --alone."],
  [
    ["run", ORDER, "--mock-config", MOCKS, "--test-case", "bad"],
    'there is no "bad"; the test cases of order are good.',
  ],
])("%j is refused with a sentence", async (parameters, sentence) => {
  const obeyed = async () => stateMachineCommand.run(readCommandLine(STATE_MACHINE_OPTIONS, parameters));
  const refusal: unknown = await obeyed().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(UsageError);
  expect(String(refusal)).toContain(sentence);
});

test("a refusal is status 2, on the standard error alone", () => {
  expect(stateMachine("walk")).toEqual({
    status: 2,
    out: "",
    error: '"walk" is not one of validate, run, history, draw.\nHelp: npm run state-machine -- --help\n',
  });
});
