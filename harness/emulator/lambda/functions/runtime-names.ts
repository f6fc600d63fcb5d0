import { invalidParameterValue } from "../errors.ts";
import { publishedRuntimes } from "../lambda-model.ts";

/** No function can be created with these any more: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html#runtimes-deprecated */
const ENDED = new Set([
  "dotnetcore1.0",
  "dotnetcore2.0",
  "dotnetcore2.1",
  "dotnetcore3.1",
  "nodejs",
  "nodejs10.x",
  "nodejs12.x",
  "nodejs4.3",
  "nodejs4.3-edge",
  "nodejs6.10",
  "nodejs8.10",
  "python2.7",
  "python3.6",
  "ruby2.5",
]);

/** Throws InvalidParameterValueException for what AWS runs no new function with. */
export function checkRuntime(name: string): void {
  const published = publishedRuntimes();
  if (!published.includes(name)) {
    throw invalidParameterValue(
      `Value ${name} at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: ` +
        `[${published.join(", ")}] or be a valid ARN`,
    );
  }
  if (ENDED.has(name)) {
    throw invalidParameterValue(
      `The runtime parameter of ${name} is no longer supported for creating or updating AWS Lambda functions. We ` +
        "recommend you use a supported runtime while creating or updating functions.",
    );
  }
}

/** From Java 11, Python 3.12 and .NET 8 on: https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html */
export function hasSnapStart(name: string): boolean {
  const [, family, version] = /^(java|dotnet|python3\.)(\d+)$/.exec(name) ?? [];
  if (family === undefined) return false;
  return Number(version) >= { java: 11, dotnet: 8, "python3.": 12 }[family as "java" | "dotnet" | "python3."];
}
