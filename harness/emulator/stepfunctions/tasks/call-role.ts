import type { ServiceName } from "../../room.ts";
import type { ServiceAnswer } from "../../service-calls/index.ts";
import type { StateRun } from "../execution/state-run.ts";
import type { Document } from "../json/document.ts";
import { isObject } from "../json/json.ts";
import { toNative } from "../json/native.ts";
import { writeJson } from "../json/write.ts";

/** Calls an operation as the Task's role: of its Credentials, or the machine's. Members that are null count as not given. */
export function callAsTask(
  service: ServiceName,
  operation: string,
  request: Document | Readonly<Record<string, unknown>>,
  run: StateRun,
): Promise<ServiceAnswer> {
  const { execution } = run.thread;
  return execution.integrations.callService({
    service,
    operation,
    request: "text" in request ? membersOf(request as Document) : (request as Readonly<Record<string, unknown>>),
    source: "states",
    roleArn: run.roleArn ?? execution.machine.roleArn,
  });
}

/** Members that are JSON texts on the wire; Step Functions takes the JSON itself too. */
const JSON_TEXTS: ReadonlySet<string> = new Set(["Body", "Definition", "Input", "MessageBody", "Output", "Payload"]);

/** The members of a request that are given (recorded: test_send_message_empty_body takes null for not given). */
export function membersOf({ value }: Document): Record<string, unknown> {
  if (!isObject(value)) return {};
  const given = [...value].filter(([, member]) => member !== null);
  return Object.fromEntries(
    given.map(([name, member]) => [
      name,
      JSON_TEXTS.has(name) && typeof member !== "string" ? writeJson(member) : toNative(member),
    ]),
  );
}
