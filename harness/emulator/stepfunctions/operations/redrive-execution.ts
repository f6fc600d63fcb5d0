import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { MAXIMUM_CLIENT_TOKEN_CHARACTERS, MINIMUM_CHARACTERS } from "../limits.ts";
import { optionalText, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource, wireDate } from "./operation.ts";
import { notRedrivableReason } from "./redrive-status.ts";

/** Visible ASCII characters. */
const CLIENT_TOKEN = { minimum: MINIMUM_CHARACTERS, maximum: MAXIMUM_CLIENT_TOKEN_CHARACTERS, pattern: "^[!-~]+$" };

/**
 * Goes on with an execution where it failed, was aborted or ran out of time. A client token that has redriven the
 * execution before gets the old answer, whatever has become of it since (recorded by third parties).
 */
export function redriveExecution(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("executionArn"),
    perform(input) {
      const arn = requiredText(input, "executionArn");
      checkArn(arn, "execution");
      const token = optionalText(input, "clientToken", CLIENT_TOKEN);
      const execution = service.execution(arn);
      const answered = token === undefined ? undefined : service.redriveTokens.find(execution, token);
      if (answered !== undefined) return { redriveDate: wireDate(answered) };
      const reason = notRedrivableReason(execution, service);
      if (reason !== undefined) {
        throw new AwsError("ExecutionNotRedrivable", `Execution ${arn} invalid for redrive as: ${reason}`);
      }
      service.redrive(execution);
      const redrivenAt = service.clock.now();
      if (token !== undefined) service.redriveTokens.add(execution, token, redrivenAt);
      return { redriveDate: wireDate(redrivenAt) };
    },
  };
}
