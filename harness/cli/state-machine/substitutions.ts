import { nearest } from "../../support/nearest.ts";
import { printable } from "../../support/printable.ts";
import { UsageError } from "../../support/usage-error.ts";
import { readJsonArgument } from "../framework/read-json-argument.ts";

export type Substitution = readonly [key: string, value: string];

/**
 * `${Key}` of SAM's DefinitionSubstitutions, which CDK and CloudFormation have too
 * (https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-statemachine.html).
 */
const PLACEHOLDER = /\$\{([^{}"\n]+)\}/g;

/** `KEY=VALUE`, or `@FILE` with a JSON object of texts, numbers and booleans. Throws UsageError. */
export function readSubstitutions(text: string): readonly Substitution[] {
  if (text.startsWith("@")) return readFile(text);
  const [key = "", ...value] = text.split("=");
  if (key === "" || value.length === 0) throw new UsageError(`--substitutions: "${text}" is not KEY=VALUE.`);
  return [[key, value.join("=")]];
}

function readFile(text: string): readonly Substitution[] {
  const values: unknown = JSON.parse(readJsonArgument("substitutions", text));
  if (typeof values !== "object" || values === null || Array.isArray(values)) {
    throw new UsageError(`--substitutions: ${text.slice(1)} must hold a JSON object.`);
  }
  return Object.entries(values).map(([key, value]) => {
    if (typeof value === "object") throw new UsageError(`--substitutions: ${key} in ${text.slice(1)} must be a text.`);
    return [key, String(value)];
  });
}

/** Puts values for the placeholders of a definition in JSON. Throws UsageError for a value that has no placeholder. */
export function substitute(definition: string, substitutions: readonly Substitution[]): string {
  const values = new Map(substitutions);
  const names = placeholdersIn(definition);
  for (const key of values.keys()) {
    if (names.includes(key)) continue;
    const meant = nearest(key, names);
    const known = names.length === 0 ? "." : `; it has ${names.join(", ")}.`;
    const hint = meant === undefined ? known : `. Did you mean ${meant}?`;
    throw new UsageError(`--substitutions: the definition has no placeholder "${key}"${hint}`);
  }
  return definition.replace(PLACEHOLDER, (whole, name: string) => {
    const value = values.get(name);
    // Placeholders stand inside texts.
    return value === undefined ? whole : JSON.stringify(value).slice(1, -1);
  });
}

/** A sentence for each placeholder that nobody has given a value. */
export function missingValues(definition: string): string[] {
  return placeholdersIn(definition)
    .map((name) => printable(name))
    .map((name) => `NOTE The placeholder \${${name}} has no value: --substitutions ${name}=VALUE`);
}

/** The names of all placeholders, each once. */
function placeholdersIn(definition: string): string[] {
  return [...new Set([...definition.matchAll(PLACEHOLDER)].map(([, name = ""]) => name))];
}
