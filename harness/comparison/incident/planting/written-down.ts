import type { RandomStream } from "../../../clock/random-streams.ts";
import type { Seen } from "../../../scenario/facts/seen.ts";
import { ANSWER_FORMS } from "./answer-forms.ts";
import { EXECUTION_FORMS } from "./execution-forms.ts";
import { LINE_FORMS } from "./line-forms.ts";
import { around, LANGUAGES, type Language } from "./prose.ts";
import type { Report } from "./report.ts";
import { ROW_FORMS } from "./row-forms.ts";

/** The form of each part of a report. */
export interface Forms {
  readonly rows: keyof typeof ROW_FORMS;
  readonly lines: keyof typeof LINE_FORMS;
  readonly answers: keyof typeof ANSWER_FORMS;
  readonly executions: keyof typeof EXECUTION_FORMS;
  readonly language: Language;
  /** What stands before every line, as in an answer to a mail. */
  readonly before: "" | "> " | "    ";
  readonly lineEnd: "\n" | "\r\n";
}

/** The whole report as somebody would paste it. */
export function writtenDown({ tables, lines, executions, keys, answers }: Report, forms: Forms): string {
  const words = around(forms.language);
  const parts = [
    words.title,
    ...[...tables].filter(([, rows]) => rows.length > 0).map(([table, rows]) => ROW_FORMS[forms.rows](table, rows)),
    ...(lines.length > 0 ? [`${words.log}\n`, LINE_FORMS[forms.lines](lines)] : []),
    ...(executions.length > 0 ? [EXECUTION_FORMS[forms.executions](executions)] : []),
    ...(keys.length > 0 ? [keys.map((key) => `2026-01-05 10:00:00     123456 ${key}`).join("\n")] : []),
    ...(answers.length > 0 ? [ANSWER_FORMS[forms.answers](answers)] : []),
    words.end,
  ];
  const text = `${parts.join("\n\n")}\n`;
  return text
    .split("\n")
    .map((line) => (line === "" ? line : `${forms.before}${line}`))
    .join(forms.lineEnd);
}

/** Draws forms. */
export function drawForms(random: RandomStream): Forms {
  const draw = <T>(all: readonly T[]): T => all[random.integer(all.length)] as T;
  const names = <T extends object>(forms: T) => Object.keys(forms) as (keyof T)[];
  return {
    rows: draw(names(ROW_FORMS)),
    lines: draw(names(LINE_FORMS)),
    answers: draw(names(ANSWER_FORMS)),
    executions: draw(names(EXECUTION_FORMS)),
    language: draw(LANGUAGES),
    before: draw(["", "", "", "> ", "    "] as const),
    lineEnd: draw(["\n", "\n", "\r\n"] as const),
  };
}

/** What people have of a world, without 30 to 60 % of it. */
export function partOf(seen: Seen, random: RandomStream): Report {
  const share = 0.3 + 0.3 * random.next();
  const keep = <T>(all: readonly T[]): readonly T[] => all.filter(() => random.next() >= share);
  const jobs = seen.rows.get("media_processing_jobs") ?? [];
  const kept = keep(jobs);
  const rows = (table: string) => keep(seen.rows.get(table) ?? []);
  return {
    tables: new Map([
      // A report without a single job is none.
      ["media_processing_jobs", kept.length > 0 ? kept : jobs.slice(-1)],
      ["media_assets", rows("media_assets")],
      ["listing_versions", rows("listing_versions")],
    ]),
    lines: keep(seen.logs.filter(({ source }) => source === "server")).map(({ at, level, message, fields }) => ({
      time: new Date(at).toISOString(),
      level,
      message,
      fields,
    })),
    executions: keep(seen.executions),
    keys: keep([...seen.keys]),
    answers: keep(seen.answers.filter(({ path }) => /\/(process|complete)$/.test(path))),
  };
}
