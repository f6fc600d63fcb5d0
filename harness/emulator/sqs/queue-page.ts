import { z } from "zod";
import { invalidValue } from "./errors.ts";
import { optional } from "./input.ts";

/** Members of every request that lists queues. */
export const pageSchema = { MaxResults: optional(z.number().int()), NextToken: optional(z.string()) };

type PageInput = z.infer<z.ZodObject<typeof pageSchema>>;

/**
 * Cuts a page out of names in the order of the alphabet; a token says after which name it begins. Throws
 * InvalidParameterValue.
 */
export function cutPage(
  names: readonly string[],
  { MaxResults, NextToken }: PageInput,
  bounds: { readonly least: number; readonly most: number },
): { readonly names: readonly string[]; readonly NextToken?: string } {
  const { least, most } = bounds;
  if (MaxResults !== undefined && (MaxResults < least || MaxResults > most)) {
    throw invalidValue("MaxResults", MaxResults, `Must be between ${least} and ${most}, if provided.`);
  }
  const after = NextToken === undefined ? "" : nameInToken(NextToken);
  const rest = names.filter((name) => name > after);
  const page = rest.slice(0, MaxResults ?? most);
  const last = page.at(-1);
  // AWS pages only for callers that ask for a page.
  if (MaxResults === undefined || last === undefined || rest.length === page.length) return { names: page };
  return { names: page, NextToken: Buffer.from(last).toString("base64") };
}

/** The name that a token of ours says. Throws InvalidParameterValue. */
function nameInToken(token: string): string {
  const name = Buffer.from(token, "base64").toString("utf8");
  if (name !== "" && Buffer.from(name).toString("base64") === token) return name;
  throw invalidValue("NextToken", token, "The token was not given by this operation.");
}
