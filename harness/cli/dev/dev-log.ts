import type { HopWatch } from "../../network/network.ts";
import type { TraceEvent } from "../../network/trace.ts";
import { type Palette, palette } from "../../support/palette.ts";
import { hopText } from "../cloud/hop-line.ts";
import { type LogEntry, readLogLine } from "./log-entry.ts";
import { logText } from "./log-stream.ts";

/** The one stream of all parts of a run. */
export class DevLog {
  readonly #write: (text: string) => void;
  readonly #now: () => number;
  readonly #paint: Palette;
  readonly #showsRequests: boolean;

  constructor(options: {
    readonly write: (text: string) => void;
    readonly now: () => number;
    readonly colours: boolean;
    readonly showsRequests: boolean;
  }) {
    this.#write = options.write;
    this.#now = options.now;
    this.#paint = palette(options.colours);
    this.#showsRequests = options.showsRequests;
  }

  /** What this command itself has to say. */
  say(level: "INFO" | "WARN" | "ERROR", message: string): void {
    this.#print({ at: this.#now(), part: "dev", level, message, fields: [] });
  }

  /** A line that a program has written; what is no JSON and came over standard error is a warning at least. */
  line(part: string, line: string, isError: boolean): void {
    this.#print(readLogLine(part, line, this.#now(), isError ? "WARN" : "INFO"));
  }

  /** What happens in the cloud: lines of functions, executions and the states that they enter. */
  readonly event = (event: TraceEvent): void => {
    if (event.kind === "log") this.#print(entryOfFunction(event.source, event.message, event.level, event.at));
    if (event.kind !== "state" || !/^Execution|StateEntered$/.test(event.type)) return;
    const fields = [
      ["execution", event.execution.split(":").at(-1)],
      ["detail", event.detail],
    ] as const;
    const message = `${event.type} ${event.state}`.trim();
    const known = fields.filter(([, value]) => value !== undefined && value !== "");
    const failed = /Failed|TimedOut|Aborted/.test(event.type);
    this.#print({ at: event.at, part: "machine", level: failed ? "ERROR" : "INFO", message, fields: known });
  };

  /** A request to the cloud. */
  readonly hop: HopWatch = (event, outcome) => {
    if (!this.#showsRequests) return;
    const at = event.at + (event.durationMs ?? 0);
    this.#print({ at, part: "cloud", level: "INFO", message: hopText(event, outcome), fields: [] });
  };

  #print(entry: LogEntry): void {
    this.#write(`${logText(entry, this.#paint)}\n`);
  }
}

/** `listing-media-zip-staging` is `zip`. */
function entryOfFunction(source: string, line: string, level: string, at: number): LogEntry {
  return readLogLine(/^listing-media-(.+)-staging$/.exec(source)?.[1] ?? source, line, at, level);
}
