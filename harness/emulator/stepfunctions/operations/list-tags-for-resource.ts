import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { requiredText } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { arnResource } from "./operation.ts";
import { checkTaggable } from "./tags.ts";

/** A version has no tags, and may be asked all the same (recorded by third parties). */
export function listTagsForResource(service: StepFunctionsService): JsonOperation {
  return {
    resource: arnResource("resourceArn"),
    perform(input) {
      const arn = requiredText(input, "resourceArn");
      if (!service.publications.versions.has(arn)) checkTaggable(arn, service);
      return { tags: [...(service.tags.get(arn) ?? [])].map(([key, value]) => ({ key, value })) };
    },
  };
}
