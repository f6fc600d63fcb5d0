import { createS3, type S3 } from "../../s3/index.ts";
import { createSqs, type Sqs } from "../../sqs/index.ts";
import { smallCloud } from "../../sqs/test/small-cloud.ts";
import { createLambda, type FunctionHandler, type FunctionRegistration, type Lambda } from "../index.ts";
import type { LoggedMessage } from "../log-tail.ts";

/** SQS, S3 and Lambda behind one gateway. */
export function lambdaCloud() {
  const logged: { group: string; stream: string; events: readonly LoggedMessage[] }[] = [];
  const rooms: { sqs?: Sqs; lambda?: Lambda; s3?: S3 } = {};
  const cloud = smallCloud((deps) => {
    rooms.sqs = createSqs(deps);
    rooms.lambda = createLambda(deps, {
      sqs: rooms.sqs,
      logs: { deliverAll: (group, stream, events) => logged.push({ group, stream, events }) },
      sendAs: (source, role, http) => cloud.sendAs(source, role, http),
    });
    rooms.s3 = createS3(deps);
    return [rooms.sqs, rooms.lambda, rooms.s3];
  });
  const { sqs, lambda } = rooms;
  if (!sqs || !lambda) throw new Error("The rooms were not built.");
  return {
    ...cloud,
    sqs,
    lambda,
    /** What functions in processes have logged, invocation by invocation. */
    logged,
    register: (handler: FunctionHandler, changes: Partial<FunctionRegistration> = {}) =>
      lambda.registerFunction({
        functionName: "worker",
        role: "functions",
        timeoutSeconds: 3,
        memoryMegabytes: 128,
        environment: { STAGE: "test" },
        ...changes,
        handler,
      }),
    /** Outcomes of the invocations, in order: the function's own hop. */
    invocations: () =>
      cloud.trace.of("operation").flatMap(({ operation, outcome }) => (operation === "invocation" ? [outcome] : [])),
    notes: () => cloud.trace.of("note").map(({ message }) => message),
  };
}
