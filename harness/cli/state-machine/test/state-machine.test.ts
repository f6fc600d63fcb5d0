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

test("placeholders of SAM and CDK get their values; one without is named, and a value without placeholder is refused", () => {
  const folder = temporary();
  const [file, values] = [join(folder, "sam.json"), join(folder, "values.json")];
  const call = `{"Type":"Task","Resource":"\${WorkArn}","Parameters":{"t":"\${Text}"},"End":true}`;
  writeFileSync(file, `{"StartAt":"A","States":{"A":${call}}}`);
  writeFileSync(values, '{"Text":"a \\"quoted\\" text"}');
  const arn = "WorkArn=arn:aws:lambda:us-east-1:123456789012:function:f";
  expect(stateMachine("validate", file).out).toContain(
    `NOTE The placeholder \${WorkArn} has no value: --substitutions WorkArn=VALUE\n`,
  );
  const given = ["--substitutions", arn, "--substitutions", `@${values}`];
  expect(stateMachine("validate", file, ...given)).toMatchObject({
    status: 0,
    out: `${file}: no errors, no warnings\n`,
  });
  expect(stateMachine("draw", file, ...given).out).toContain("flowchart TD");
  const mistyped = stateMachine("validate", file, "--substitutions", "WorkArm=x");
  expect(mistyped).toMatchObject({ status: 2 });
  expect(mistyped.error).toContain('the definition has no placeholder "WorkArm". Did you mean WorkArn?');
  expect(stateMachine("validate", file, "--substitutions", "WorkArn").status).toBe(2);
});

test("what is not emulated is noted once, also when several states ask for it", () => {
  const file = join(temporary(), "athena.json");
  const call =
    '"Type":"Task","Resource":"arn:aws:states:::athena:startQueryExecution","Parameters":{"QueryString":"SELECT 1"}';
  writeFileSync(file, `{"StartAt":"A","States":{"A":{${call},"Next":"B"},"B":{${call},"End":true}}}`);
  expect(stateMachine("validate", file).out.match(/athena:startQueryExecution is not emulated/g)).toHaveLength(1);
});

test("a poll loop whose state is mocked ends: every visit goes on to the next answer", () => {
  const folder = temporary();
  const [file, mocks] = [join(folder, "poll.json"), join(folder, "mocks.json")];
  const poll =
    '"Poll":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},"Next":"Done"}';
  const done =
    '"Done":{"Type":"Choice","Choices":[{"Variable":"$.s","StringEquals":"done","Next":"End"}],"Default":"Poll"}';
  writeFileSync(file, `{"StartAt":"Poll","States":{${poll},${done},"End":{"Type":"Succeed"}}}`);
  const answers = '{"0-1":{"Return":{"s":"running"}},"2":{"Return":{"s":"done"}}}';
  const machines = '{"poll":{"TestCases":{"Happy":{"Poll":"Answers"}}}}';
  writeFileSync(mocks, `{"StateMachines":${machines},"MockedResponses":{"Answers":${answers}}}`);
  expect(stateMachine("run", file, "--mock-config", mocks)).toMatchObject({ status: 0 });
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
