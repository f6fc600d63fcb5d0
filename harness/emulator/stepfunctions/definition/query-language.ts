import type { Fields } from "./fields.ts";
import type { QueryLanguage } from "./machine.ts";

/** `QueryLanguage` of a machine or a state. */
export function readQueryLanguage(fields: Fields): QueryLanguage | undefined {
  const language = fields.text("QueryLanguage");
  if (language === undefined || language === "JSONPath" || language === "JSONata") return language;
  fields.problems.schema(
    "The field 'QueryLanguage' should have one of these values: [JSONPath, JSONata]",
    fields.at("QueryLanguage"),
  );
  return undefined;
}
