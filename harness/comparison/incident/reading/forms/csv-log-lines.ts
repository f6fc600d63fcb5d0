import { parse } from "csv-parse/sync";
import type { Fact } from "../../../../scenario/facts/fact.ts";
import { type Form, type Problem, placeOf } from "../form.ts";
import { factsInJson } from "../shapes/facts-in-json.ts";
import { jsonOf } from "../shapes/shape.ts";
import { plainName } from "../table-of.ts";
import { endOfCsv } from "./csv-rows.ts";

/** Columns in which consoles export a log's line. */
const OF_LINE = new Set(["@message", "message", "line", "log", "content"]);
const OF_TIME = /^@?(timestamp|time|date|ts)$/;

/** Log lines as consoles export them: a time, the line, and what else was chosen (`@timestamp,@message`). */
export const csvLogLines: Form = (lines, index) => {
  const names = (lines.text[index] ?? "").split(",").map((name) => plainName(name));
  const column = names.findIndex((name) => OF_LINE.has(name));
  if (column < 0 || names.length < 2 || !names.some((name) => OF_TIME.test(name))) return undefined;
  const next = endOfCsv(lines.text, index + 1);
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  try {
    const text = lines.text.slice(index + 1, next).join("\n");
    const records: readonly unknown[] = parse(text, { info: true, relax_column_count: true, relax_quotes: true });
    for (const parsed of records) {
      // With `info` each record comes with the place of its end, which the library's types do not know.
      const { record, info } = parsed as { readonly record: string[]; readonly info: { readonly lines: number } };
      const line = (record[column] ?? "").trim();
      const place = placeOf(lines, index + info.lines);
      const found = factsInJson(jsonOf(line.slice(Math.max(0, line.indexOf("{")))), { place, text: line });
      facts.push(...(found ?? []));
      if (!found && line.includes("{")) problems.push({ place, reason: "a log line that cannot be read" });
    }
  } catch (error) {
    const reason = `CSV that cannot be read: ${error instanceof Error ? error.message : error}`;
    problems.push({ place: placeOf(lines, index), reason });
  }
  return { facts, problems, next };
};
