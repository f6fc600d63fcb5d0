import { AwsError } from "../../gateway/aws-error.ts";
import type { JsonInput } from "../../gateway/json-protocol.ts";
import { MAXIMUM_TAG_KEY_CHARACTERS, MAXIMUM_TAG_VALUE_CHARACTERS, MINIMUM_CHARACTERS } from "../limits.ts";
import { optionalText, requiredList } from "../request.ts";
import type { StepFunctionsService } from "../service.ts";
import { resourceNotFound } from "./operation.ts";

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** `tags` of a request. Throws ValidationException, and AccessDeniedException for AWS's own keys. */
export function parseTags(input: JsonInput, presence: "required" | "optional"): Tag[] {
  if (presence === "optional" && (input.tags === undefined || input.tags === null)) return [];
  return requiredList(input, "tags").map((tag, index) => {
    const at = (member: string): string => `tags.${index + 1}.member.${member}`;
    const key =
      optionalText(tag, "key", { minimum: MINIMUM_CHARACTERS, maximum: MAXIMUM_TAG_KEY_CHARACTERS, path: at("key") }) ??
      "";
    const value = optionalText(tag, "value", { maximum: MAXIMUM_TAG_VALUE_CHARACTERS, path: at("value") }) ?? "";
    // Recorded by third parties.
    if (key.startsWith("aws:")) {
      throw new AwsError("AccessDeniedException", "Caller is an end user and not allowed to mutate system tags", {
        namespace: "com.amazon.coral.service",
      });
    }
    return { key, value };
  });
}

/** Machines and activities carry tags, versions and aliases do not (recorded: test_tag_state_machine_version). Throws InvalidArn, ResourceNotFound. */
export function checkTaggable(arn: string, service: StepFunctionsService): void {
  if (!arn.startsWith("arn:")) throw new AwsError("InvalidArn", `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  if (!service.machines.has(arn) && !service.activities.get(arn)) throw resourceNotFound(arn);
}

/** The tags of what has just been created. */
export function setTags(service: StepFunctionsService, arn: string, tags: readonly Tag[]): void {
  if (tags.length > 0) service.tags.set(arn, new Map(tags.map(({ key, value }) => [key, value])));
}
