import { invalidAttributeValue } from "../errors.ts";

/** A queue's access policy: a JSON object with statements. Empty text takes it away. Throws InvalidAttributeValue. */
export function checkPolicy(text: string): string | undefined {
  if (text === "") return undefined;
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    throw invalidAttributeValue("Policy");
  }
  if (typeof policy !== "object" || policy === null || !("Statement" in policy)) throw invalidAttributeValue("Policy");
  return text;
}
