import { QUEUE } from "../../../system/infrastructure.ts";
import type { EmbeddedCloud } from "../../cloud/backends/embedded.ts";
import type { Trace } from "../../network/trace.ts";

/** A server that writes without end is at rest all the same: after so many looks nobody waits for its silence. */
const MOST_RESTLESS_LOOKS = 30;

/**
 * Lists what has not ended yet: `work` of the cloud, and what the server does. What a foreign process does between two hops cannot
 * be seen; it is taken to be at work while there is news of it.
 */
export function goingOnBeside(work: () => Promise<readonly string[]>, trace: Trace): () => Promise<readonly string[]> {
  let seen = -1;
  let restless = 0;
  return async () => {
    const left = await work();
    const news = trace.events.length !== seen;
    seen = trace.events.length;
    restless = news && left.length === 0 ? restless + 1 : 0;
    if (left.length > 0) return left;
    return news && restless <= MOST_RESTLESS_LOOKS ? ["what the server does"] : [];
  };
}

/** As `goingOnBeside`, with the work of an embedded cloud. */
export function goingOnIn(rooms: EmbeddedCloud, trace: Trace): () => Promise<readonly string[]> {
  return goingOnBeside(async () => {
    const messages = rooms.sqs.messages(QUEUE).length;
    const running = rooms.stepFunctions.executions().filter(({ status }) => status === "RUNNING");
    return [
      ...(messages > 0 ? [`${messages} messages in ${QUEUE}`] : []),
      ...running.map(({ name }) => `execution ${name}`),
    ];
  }, trace);
}
