import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { MAXIMUM_TAG_KEY_CHARACTERS, MINIMUM_CHARACTERS } from "../limits.ts";
import { requiredText, requiredTexts } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource } from "./operation.ts";
import { checkTaggable } from "./tags.ts";

/** Keys that are not there are passed over (recorded: test_untag_state_machine). */
export function untagResource(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("resourceArn"),
    perform(input) {
      const arn = requiredText(input, "resourceArn");
      const keys = requiredTexts(input, "tagKeys", {
        minimum: MINIMUM_CHARACTERS,
        maximum: MAXIMUM_TAG_KEY_CHARACTERS,
      });
      checkTaggable(arn, service);
      for (const key of keys) service.tags.get(arn)?.delete(key);
      return {};
    },
  };
}
