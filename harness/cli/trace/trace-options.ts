import { resolve } from "node:path";
import { UsageError } from "../../support/usage-error.ts";
import type { HelpParts } from "../framework/help-text.ts";
import type { OptionTable } from "../framework/options.ts";
import { readInteger } from "../framework/read-integer.ts";
import { HELP } from "../framework/shared-options.ts";

/** Every option of `npm run trace`. */
export const TRACE_OPTIONS = {
  grep: {
    kind: "value",
    short: "g",
    placeholder: "PATTERN",
    description: "only events in which this regular expression is found, or in their requests and answers; in any case",
    read: readPattern,
  },
  service: {
    kind: "list",
    placeholder: "NAME",
    description: "only events of this part, as caller or callee: server, s3, validate, database …; may be repeated",
    read: (text: string) => text.split(",").filter((name) => name !== ""),
  },
  "cause-of": {
    kind: "value",
    placeholder: "N",
    description:
      "only event N and what led to it, the first cause first; failure: the event that explains a red scenario",
    read: (text: string) =>
      text === "failure" ? ("failure" as const) : readInteger("cause-of", text, 1, Number.MAX_SAFE_INTEGER),
  },
  bodies: { kind: "switch", description: "also requests and answers" },
  json: { kind: "switch", description: "one JSON object a line instead, with --bodies the bodies in it" },
  otlp: {
    kind: "value",
    placeholder: "FILE|URL",
    description: "instead: write OpenTelemetry spans (OTLP/JSON) there, or send them to that collector",
    read: (text: string) => (/^https?:\/\//.test(text) ? readUrl(text) : resolve(text)),
  },
  perfetto: {
    kind: "value",
    placeholder: "FILE",
    description: "instead: write Chrome trace events there, for ui.perfetto.dev and chrome://tracing",
    read: (text: string) => resolve(text),
  },
  help: HELP,
} as const satisfies OptionTable;

export const TRACE_HELP: HelpParts<typeof TRACE_OPTIONS> = {
  usage: ["npm run trace -- [RUN] [SCENARIO ...] [options]"],
  intro:
    "Prints the events of a kept run: number, virtual seconds from the first event, what happened. RUN is an id or its\n" +
    "beginning, newest, previous, or the folder of a run (default: the newest).",
  options: TRACE_OPTIONS,
  examples: [
    "npm run trace -- listing-28/fixed --service s3 --grep zip",
    "npm run trace -- 20261201-0331 listing-28/fixed --cause-of 267 --bodies",
    "npm run trace -- listing-28/fixed --otlp http://127.0.0.1:4318",
  ],
  closing: [
    "Exit status: 0 printed, 2 usage (also: no such run), 3 a file cannot be written or nobody listens there, 70 a bug of the",
    "harness. With SQL: npm run query. More: docs/report.md",
  ],
};

function readPattern(text: string): RegExp {
  try {
    return new RegExp(text, "i");
  } catch (error) {
    // The engine's own sentence says which part is wrong.
    const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, "") : String(error);
    throw new UsageError(`--grep: not a regular expression: ${reason}`);
  }
}

function readUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw new UsageError(`--otlp: ${text} is no address. Write it as in http://127.0.0.1:4318.`);
  return url;
}
