import type { BaselineFile } from "../comparison/baseline/baseline-file.ts";
import type { ScenarioOutcome } from "../scenario/outcome.ts";
import type { Palette } from "../support/palette.ts";
import { InOrder } from "./in-order.ts";
import { scenarioLine, traceLine } from "./scenario-line.ts";

export type ReportStyle = "list" | "dot" | "failures" | "nothing";

export interface OutcomeLinesOptions {
  readonly style: ReportStyle;
  readonly paint: Palette;
  readonly write: (text: string) => void;
  readonly verbose: boolean;
  readonly columns?: number;
  /** No lines of skipped scenarios: who compares runs tells once why one of them could not be made. */
  readonly withoutFailures?: boolean;
  readonly baseline?: Pick<BaselineFile, "judge">;
  /** Skipped scenarios cannot be run against this system; the reasons stand below. */
  readonly notApplicable: boolean;
}

const DOTS_PER_LINE = 80;
const DOTS: Readonly<Record<ScenarioOutcome["mark"], (paint: Palette) => string>> = {
  passed: (paint) => paint.green("·"),
  failed: (paint) => paint.red("✗"),
  skipped: (paint) => paint.yellow("○"),
};

/** What is printed of each scenario while a run goes on: a line, in the order of the files, or a dot. */
export class OutcomeLines {
  readonly #options: OutcomeLinesOptions;
  readonly #idWidth: number;
  readonly #order: InOrder;
  /** Where each reason for skipping was told first. */
  readonly #reasons = new Map<string, string>();
  #dots = 0;

  constructor(ids: readonly string[], options: OutcomeLinesOptions) {
    this.#options = options;
    this.#idWidth = Math.max(0, ...ids.map(({ length }) => length));
    this.#order = new InOrder(ids.toSorted(), options.write);
  }

  add(file: string, outcome: ScenarioOutcome): void {
    const { style, withoutFailures } = this.#options;
    const left = (style === "failures" && outcome.mark !== "failed") || (withoutFailures && outcome.mark === "skipped");
    if (style === "dot") this.#dot(outcome);
    else if (!left) this.#order.add(file, this.#linesOf(outcome));
  }

  ended(file: string): void {
    this.#order.ended(file);
  }

  flush(): void {
    this.#order.flush();
    this.flushDots();
  }

  /** What follows begins a line of its own. */
  flushDots(): void {
    if (this.#dots % DOTS_PER_LINE > 0) this.#options.write("\n");
    this.#dots = 0;
  }

  #linesOf(outcome: ScenarioOutcome): string {
    const { paint, verbose, columns, baseline, notApplicable } = this.#options;
    const known = baseline?.judge([outcome]).known.length === 1;
    const line = scenarioLine(outcome, this.#idWidth, paint, {
      known,
      notApplicable,
      ...(outcome.note !== undefined && { sameReasonAs: this.#toldFirst(outcome.note, outcome.id) }),
      ...(columns !== undefined && { columns }),
    });
    const trace = verbose ? traceLine(outcome, paint) : undefined;
    return trace === undefined ? `${line}\n` : `${line}\n${trace}\n`;
  }

  /** Undefined for the first one. */
  #toldFirst(reason: string, id: string): string | undefined {
    const first = this.#reasons.get(reason);
    if (first === undefined) this.#reasons.set(reason, id);
    return first;
  }

  #dot({ mark }: ScenarioOutcome): void {
    const { write, paint } = this.#options;
    this.#dots++;
    write(DOTS[mark](paint));
    if (this.#dots % DOTS_PER_LINE === 0) write("\n");
  }
}
