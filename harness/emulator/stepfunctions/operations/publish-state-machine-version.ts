import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { checkArn } from "../arns.ts";
import { MAXIMUM_DESCRIPTION_CHARACTERS } from "../limits.ts";
import { optionalText, requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource, wireDate } from "./operation.ts";

/** Idempotent per revision: what is published already keeps its description (recorded by third parties). */
export function publishStateMachineVersion(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("stateMachineArn"),
    perform(input) {
      const arn = requiredText(input, "stateMachineArn");
      checkArn(arn, "stateMachine");
      const description = optionalText(input, "description", { maximum: MAXIMUM_DESCRIPTION_CHARACTERS });
      const revisionId = optionalText(input, "revisionId");
      const machine = service.changeableMachine(arn);
      // The first revision has no id; INITIAL stands for it.
      const current = machine.revisionId ?? "INITIAL";
      if (revisionId !== undefined && revisionId !== current) {
        throw new AwsError(
          "ConflictException",
          `Failed to publish the State Machine version for revision ${revisionId}. The current State Machine revision is ${current}.`,
        );
      }
      const version = service.publications.publish(machine, description, service.clock.now());
      return { creationDate: wireDate(version.publishedAt), stateMachineVersionArn: version.versionArn };
    },
  };
}
