import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { UsageError } from "../../support/usage-error.ts";
import { debuggedRun, requireInspectorPort } from "./debug-options.ts";
import { inspection, vitestTimeoutMs } from "./inspection.ts";
import { longestScenarioMs } from "./scenario-run.ts";

const plain = {
  inspect: false,
  "inspect-brk": false,
  "inspect-port": undefined,
  "pause-on-failure": false,
  watch: false,
};
const runOptions = { defects: [], repeat: 1 };

test("nothing is debugged unless it is asked for", () => {
  expect(debuggedRun(plain, true)).toBeUndefined();
  expect(inspection(undefined)).toEqual({});
});

test("a debugged run has no time limit, and one worker waits for the debugger at the port", () => {
  const debug = debuggedRun({ ...plain, "inspect-brk": true, "inspect-port": 0 }, false);
  expect(debug).toEqual({ inspector: { port: 0, waits: true } });
  expect(inspection(debug)).toMatchObject({ fileParallelism: false, inspector: { port: 0, waitForDebugger: true } });
  expect(longestScenarioMs({ runOptions, ...(debug && { debug }) })).toBe(Number.POSITIVE_INFINITY);
  expect(vitestTimeoutMs(Number.POSITIVE_INFINITY)).toBe(0);
  expect(debuggedRun({ ...plain, inspect: true }, false)).toEqual({ inspector: { port: 9229, waits: false } });
});

test("a port that is taken is refused, because Node would go on without a debugger", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void other.close());
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  await expect(requireInspectorPort({ inspector: { port, waits: true } })).rejects.toThrow(`port ${port} of 127.0.0.1`);
  await expect(requireInspectorPort({ inspector: { port: 0, waits: true } })).resolves.toBeUndefined();
  await expect(requireInspectorPort(undefined)).resolves.toBeUndefined();
});

test("keys of a pause are made for each run", () => {
  const [one, other] = [1, 2].map(() => debuggedRun({ ...plain, "pause-on-failure": true }, true)?.pause);
  expect(one?.accessKeyId).toMatch(/^AKIA[0-9A-F]{16}$/);
  expect(one?.secret).not.toBe(other?.secret);
  expect(one?.channel).not.toBe(other?.channel);
});

test.each([
  [{ "inspect-port": 9229 }, true, "--inspect-port needs --inspect or --inspect-brk"],
  [{ inspect: true, workers: 2 }, true, "--inspect runs one scenario at a time: leave out --workers"],
  [{ "inspect-brk": true, workers: 4 }, true, "--inspect-brk runs one scenario at a time"],
  [{ "pause-on-failure": true }, false, "it needs a terminal"],
  [{ "pause-on-failure": true, watch: true }, true, "--pause-on-failure and --watch exclude each other"],
  [{ "pause-on-failure": true, backend: "localstack" }, true, "worlds of the replica on the embedded cloud"],
  [{ "pause-on-failure": true, isForeign: true }, true, "worlds of the replica on the embedded cloud"],
])("what does not go together is refused: %o", (values, isTerminal, sentence) => {
  const read = () => debuggedRun({ ...plain, ...values }, isTerminal);
  expect(read).toThrow(UsageError);
  expect(read).toThrow(sentence);
});
