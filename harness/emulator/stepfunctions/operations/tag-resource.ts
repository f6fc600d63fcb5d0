import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { MAXIMUM_TAGS } from "../limits.ts";
import { requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource } from "./operation.ts";
import { checkTaggable, parseTags } from "./tags.ts";

/** A key that is there gets the new value; of two tags with one key the last counts (recorded: test_tag_state_machine). */
export function tagResource(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("resourceArn"),
    perform(input) {
      const arn = requiredText(input, "resourceArn");
      const given = parseTags(input, "required");
      checkTaggable(arn, service);
      const tags = new Map(service.tags.get(arn));
      for (const { key, value } of given) tags.set(key, value);
      if (tags.size > MAXIMUM_TAGS) {
        throw new AwsError("TooManyTags", `A resource can have at most ${MAXIMUM_TAGS} tags.`, {
          fields: { resourceName: arn },
        });
      }
      service.tags.set(arn, tags);
      return {};
    },
  };
}
