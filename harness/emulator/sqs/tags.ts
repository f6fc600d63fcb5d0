import { invalidParameterValue } from "./errors.ts";
import { MAX_QUEUE_TAGS, MAX_TAG_KEY_CHARACTERS, MAX_TAG_VALUE_CHARACTERS } from "./limits.ts";

/**
 * All tags that a queue is to have. Throws InvalidParameterValue:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-tags.html
 */
export function checkTags(tags: Readonly<Record<string, string>>): void {
  const entries = Object.entries(tags);
  if (entries.length > MAX_QUEUE_TAGS) {
    throw invalidParameterValue(`Too many tags added for queue: ${entries.length}, at most ${MAX_QUEUE_TAGS}.`);
  }
  for (const [key, value] of entries) {
    if (key.length === 0 || key.length > MAX_TAG_KEY_CHARACTERS || value.length > MAX_TAG_VALUE_CHARACTERS) {
      throw invalidParameterValue(
        `Tag keys must be between 1 and ${MAX_TAG_KEY_CHARACTERS} characters in length, ` +
          `tag values at most ${MAX_TAG_VALUE_CHARACTERS}.`,
      );
    }
    if (/^aws:/i.test(key)) throw invalidParameterValue("Tag keys must not begin with aws:.");
  }
}
