import type { JsonInput, JsonOperation } from "../../gateway/json-protocol.ts";
import { requiredText } from "../request.ts";

/** IAM permits the operations on tokens for all machines, or by the machine's ARN, which no request names. */
export const taskResource: JsonOperation["resource"] = () => ({ arn: "*", label: "task" });

export function readTaskToken(input: JsonInput): string {
  return requiredText(input, "taskToken", { minimum: 1, maximum: 2048 });
}
