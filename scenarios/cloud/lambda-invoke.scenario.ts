import { type InvocationType, InvokeCommand } from "@aws-sdk/client-lambda";
import { scenario, serviceAnswer } from "#scenario";

const SOURCE = `
export const handler = async (event) => {
  if (event.fail) throw Object.assign(new Error(event.fail), { name: "OutOfFilm" });
  if (event.hang) return new Promise((resolve) => setTimeout(resolve, 5000, "late"));
  return { echo: event, unicode: "ü€", empty: null };
};`;

scenario(
  "Lambda: a function answers, fails in its own words, and is cut off when its time is over",
  { world: { withoutSystem: true } },
  async ({ world, observe }) => {
    const { lambda } = await world.clients();
    await world.deployFunction({ name: "echo", source: SOURCE, timeoutSeconds: 1 });
    const invoke = async (payload: unknown, InvocationType: InvocationType = "RequestResponse") => {
      const Payload = Buffer.from(JSON.stringify(payload));
      const answer = await lambda.send(new InvokeCommand({ FunctionName: "echo", InvocationType, Payload }));
      const text = Buffer.from(answer.Payload ?? []).toString("utf8");
      return { status: answer.StatusCode, error: answer.FunctionError, version: answer.ExecutedVersion, text };
    };
    observe("answer", await invoke({ a: [1, 2.5, "x"], b: { c: true } }));
    observe("answer to a number", await invoke(7));
    const failed = await invoke({ fail: "no more film" });
    // The stack has lines of the runtime.
    const { trace: _trace, ...words } = JSON.parse(failed.text) as Record<string, unknown>;
    observe("failure", { ...failed, text: words });
    observe("dry run", await invoke({}, "DryRun"));
    observe("event", await invoke({}, "Event"));
    const hung = await invoke({ hang: true });
    const { errorMessage } = JSON.parse(hung.text) as { errorMessage: string };
    observe("time-out", { ...hung, text: errorMessage.replace(/^.*(?=Task timed out)/, "") });
    const unknown = lambda.send(new InvokeCommand({ FunctionName: "none" }));
    observe("a function that does not exist", await serviceAnswer(unknown));
  },
);
