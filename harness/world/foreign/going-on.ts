import { QUEUE } from "../../../system/infrastructure.ts";
import type { EmbeddedCloud } from "../../cloud/backends/embedded.ts";
import type { Trace } from "../../network/trace.ts";

/** A server that writes without end is at rest all the same: after so many looks nobody waits for its silence. */
const MOST_RESTLESS_LOOKS = 30;

/**
 * Lists what has not ended yet. What a foreign process does between two hops cannot be seen; it is taken to be at work while
 * there is news of it.
 */
export function goingOnIn(rooms: EmbeddedCloud, trace: Trace): () => Promise<readonly string[]> {
  let seen = -1;
  let restless = 0;
  return async () => {
    const messages = rooms.sqs.messages(QUEUE).length;
    const running = rooms.stepFunctions.executions().filter(({ status }) => status === "RUNNING");
    const work = [
      ...(messages > 0 ? [`${messages} messages in ${QUEUE}`] : []),
      ...running.map(({ name }) => `execution ${name}`),
    ];
    const news = trace.events.length !== seen;
    seen = trace.events.length;
    restless = news && work.length === 0 ? restless + 1 : 0;
    if (work.length > 0) return work;
    return news && restless <= MOST_RESTLESS_LOOKS ? ["what the server does"] : [];
  };
}
