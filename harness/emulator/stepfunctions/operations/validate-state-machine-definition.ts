import type { JsonOperation } from "../../gateway/json-protocol.ts";
import { diagnose } from "../definition/parse-machine.ts";
import { MAXIMUM_DEFINITION_CHARACTERS, MAXIMUM_DIAGNOSTICS, MINIMUM_CHARACTERS, MINIMUM_COUNT } from "../limits.ts";
import { optionalChoice, optionalInteger, requiredText } from "../request.ts";

/** Says what is wrong with a definition, without creating anything. */
export function validateStateMachineDefinition(): JsonOperation {
  return {
    resource: () => ({ arn: "*", label: "" }),
    perform(input) {
      const definition = requiredText(input, "definition", {
        minimum: MINIMUM_CHARACTERS,
        maximum: MAXIMUM_DEFINITION_CHARACTERS,
      });
      const type = optionalChoice(input, "type", ["STANDARD", "EXPRESS"]) ?? "STANDARD";
      const severity = optionalChoice(input, "severity", ["ERROR", "WARNING"]) ?? "ERROR";
      const maxResults = optionalInteger(input, "maxResults", { minimum: MINIMUM_COUNT, maximum: MAXIMUM_DIAGNOSTICS });
      const found = diagnose(definition, type).filter(
        (diagnostic) => severity === "WARNING" || diagnostic.severity === "ERROR",
      );
      const diagnostics = found.slice(0, maxResults || MAXIMUM_DIAGNOSTICS);
      return {
        result: found.some((diagnostic) => diagnostic.severity === "ERROR") ? "FAIL" : "OK",
        diagnostics,
        truncated: found.length > diagnostics.length,
      };
    },
  };
}
