import { AwsError } from "../../gateway/aws-error.ts";
import { BoundedSearch, SearchTooLong } from "../../stepfunctions/bounded-search.ts";

/**
 * What may stand between percent signs: AWS takes letters, digits and `:_#=@/;,-`, the operators `^ $ ? [ ] { } | + * .`, escaped
 * characters and the classes `\d \D \s \S \w \W \xhh`; no groups
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#regex-expressions).
 */
const PIECE = String.raw`\\[dDsSwW]|\\x[0-9A-Fa-f]{2}|\\[^A-Za-z0-9]|[A-Za-z0-9:_#=@/;,\- ]|[\^$?.|+*\[\]{}]`;
const TEXT = new RegExp(`^(?:${PIECE})+$`);

/** Whether a text has a match. Both throw InvalidParameterException: for what is no expression, and for a search without end. */
export function compileRegularExpression(text: string): (value: string) => boolean {
  const refused = (): AwsError =>
    new AwsError("InvalidParameterException", `Invalid regular expression in filter pattern: ${text}`);
  if (!TEXT.test(text)) throw refused();
  const search = searchOf(text);
  if (!search) throw refused();
  return (value) => {
    try {
      return search.exec(value) !== null;
    } catch (error) {
      throw error instanceof SearchTooLong ? refused() : error;
    }
  };
}

function searchOf(text: string): BoundedSearch | undefined {
  try {
    // No flag: `\-` and `\/` are escapes that AWS takes.
    return new BoundedSearch(new RegExp(text));
  } catch {
    return undefined;
  }
}
