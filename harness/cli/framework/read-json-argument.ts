import { readFileSync } from "node:fs";
import { JsonSyntaxError } from "../../emulator/stepfunctions/json/json-syntax-error.ts";
import { parseJson } from "../../emulator/stepfunctions/json/parse.ts";
import { UsageError } from "../../support/usage-error.ts";

/** JSON text of an option: given as it is, or `@FILE`. Throws a UsageError with one sentence. */
export function readJsonArgument(option: string, text: string): string {
  const json = text.startsWith("@") ? readFile(option, text.slice(1)) : text;
  try {
    parseJson(json);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    throw new UsageError(
      `--${option}: ${text.startsWith("@") ? text.slice(1) : "the text"} is not JSON: ${error.message}.`,
    );
  }
  return json;
}

function readFile(option: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`--${option}: ${file} cannot be read (${error instanceof Error ? error.message : error}).`);
  }
}
