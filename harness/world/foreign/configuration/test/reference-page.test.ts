import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { PROJECT_ROOT } from "../../../../support/project-root.ts";
import { PLACEHOLDERS } from "../../placeholders.ts";
import { configurationSchema } from "../configuration-schema.ts";

const PAGE = readFileSync(join(PROJECT_ROOT, "docs/harness-config.md"), "utf8");

/** Every key that the schema takes, `*` for names that the user chooses and for the members of a list. */
function keysOf(schema: unknown, path: readonly string[] = []): readonly string[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([key, inner]) => {
      const own = [...path, key];
      return [own.join("."), ...keysOf(inner, own)];
    });
  }
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return keysOf(schema.unwrap(), path);
  if (schema instanceof z.ZodPipe) return keysOf(schema.out, path);
  if (schema instanceof z.ZodRecord) return keysOf(schema.valueType, [...path, "*"]);
  if (schema instanceof z.ZodArray) return keysOf(schema.element, [...path, "*"]);
  return [];
}

test("the page has a row for every key, and none for another", () => {
  const lambda = /^lambdas\.[a-z_]+\./;
  const known = keysOf(configurationSchema).map((key) =>
    key.replace(/^systems\.\*\./, "").replace(lambda, "lambdas.*."),
  );
  const section = PAGE.slice(PAGE.indexOf("## Keys"), PAGE.indexOf("## Placeholders"));
  const rows = [...section.matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, cell = ""]) => cell.split(", "));
  expect(rows.map((key) => key.replaceAll("`", "")).sort()).toEqual([...new Set(known)].sort());
});

test("the page has a row for every placeholder, with its meaning", () => {
  const section = PAGE.slice(PAGE.indexOf("## Placeholders"), PAGE.indexOf("- **Literal braces**"));
  const rows = [...section.matchAll(/^\| `(.*?)` \| (.*?) \|$/gm)].map(([, name, meaning]) => [name, meaning]);
  expect(Object.fromEntries(rows)).toEqual(PLACEHOLDERS);
});
