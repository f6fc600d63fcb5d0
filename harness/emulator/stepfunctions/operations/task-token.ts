import type { JsonInput, JsonOperation } from "../../gateway/json-protocol.ts";
import { MAXIMUM_TASK_TOKEN_CHARACTERS, MINIMUM_CHARACTERS } from "../limits.ts";
import { requiredText } from "../request.ts";

/** IAM permits the operations on tokens for all machines, or by the machine's ARN, which no request names. */
export const taskResource: JsonOperation["resource"] = () => ({ arn: "*", label: "task" });

export function readTaskToken(input: JsonInput): string {
  return requiredText(input, "taskToken", { minimum: MINIMUM_CHARACTERS, maximum: MAXIMUM_TASK_TOKEN_CHARACTERS });
}
