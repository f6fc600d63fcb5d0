import type { SerializedError, UserConsoleLog } from "vitest";
import type { Reporter, TestCase, TestModule, TestSpecification, TestSuite } from "vitest/node";
import type { BaselineFile } from "../comparison/baseline/baseline-file.ts";
import type { BaselineJudgement } from "../comparison/baseline/judge-baseline.ts";
import type { ScenarioOutcome } from "../scenario/outcome.ts";
import type { RunOptions } from "../scenario/run-options.ts";
import { type Palette, palette } from "../support/palette.ts";
import { printable } from "../support/printable.ts";
import { baselineBlocks, otherReasonLines } from "./baseline-lines.ts";
import { evidenceDetails, evidenceText } from "./evidence-lines.ts";
import { failureBlock, unhandledErrorBlock } from "./failure-block.ts";
import { notApplicableBlock } from "./not-applicable-lines.ts";
import { realWaitsBlock } from "./real-waits-block.ts";
import { repeatCommand } from "./repeat-command.ts";
import { summaryLine } from "./run-lines.ts";
import { RunRecord, type RunRecordOptions, type RunTally } from "./run-record.ts";
import { scenarioLine, traceLine } from "./scenario-line.ts";

export interface TerminalReporterOptions extends RunRecordOptions {
  /** Writes to the terminal; text comes with its line ends. */
  readonly write: (text: string) => void;
  readonly colours: boolean;
  /** Shows the hash of every trace, and lists every field that could not be compared, for green scenarios too. */
  readonly verbose: boolean;
  /** No lines of green and skipped scenarios, and no evidence. */
  readonly quiet?: boolean;
  /** No block of a red scenario. */
  readonly withoutFailures?: boolean;
  readonly runOptions: RunOptions;
  /** Red scenarios that are known. */
  readonly baseline?: Pick<BaselineFile, "name" | "judge">;
  /** Real time in ms, from any origin. */
  readonly now: () => number;
  /** Start of the elapsed time in the first summary, on the same scale as `now`. */
  readonly startedAt: number;
}

/**
 * One line per scenario as it ends, then every failure on its own, evidence, and the summary as the last line. Its own
 * errors are kept in `brokenBy` and never end the run.
 */
export class TerminalReporter implements Reporter {
  readonly #options: TerminalReporterOptions;
  readonly #paint: Palette;
  readonly #brokenBy: unknown[] = [];
  #record: RunRecord;
  #idWidth = 0;
  #startedAt: number;
  #summaryPrinted = false;
  #lastEventAt: number | undefined;
  #interrupted = false;
  readonly #running = new Set<string>();

  constructor(options: TerminalReporterOptions) {
    this.#options = options;
    this.#paint = palette(options.colours);
    this.#record = new RunRecord(options);
    this.#startedAt = options.startedAt;
  }

  /** Of the last run; a watching command has several. */
  get tally(): RunTally {
    return this.#record;
  }

  get summaryPrinted(): boolean {
    return this.#summaryPrinted;
  }

  /** On the scale of `now`; undefined while no run goes on. */
  get lastEventAt(): number | undefined {
    return this.#lastEventAt;
  }

  /** Ids of the files that have begun and not ended. */
  get running(): readonly string[] {
    return [...this.#running].map((path) => this.#options.idOf(path));
  }

  /** What went wrong in the report itself. */
  get brokenBy(): readonly unknown[] {
    return this.#brokenBy;
  }

  /** The run did not come to its end by itself; what is reported later says nothing. */
  get cutShort(): boolean {
    return this.#interrupted;
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    this.#guarded(() => {
      if (this.#summaryPrinted) this.#startedAt = this.#options.now();
      this.#summaryPrinted = false;
      this.#running.clear();
      this.#record = new RunRecord(this.#options);
      this.#idWidth = Math.max(0, ...specifications.map(({ moduleId }) => this.#options.idOf(moduleId).length));
    });
  }

  /** What it waited for before, ffmpeg for one, is no part of its own silence. */
  onTestCaseReady(): void {
    this.#guarded(() => {});
  }

  onTestCaseResult(test: TestCase): void {
    this.#guarded(() => this.#printOutcome(this.#record.ended(test)));
  }

  onTestSuiteResult(suite: TestSuite): void {
    this.#guarded(() => this.#printOutcome(this.#record.broken(suite)));
  }

  onTestModuleStart(module: TestModule): void {
    this.#guarded(() => void this.#running.add(module.moduleId));
  }

  onTestModuleEnd(module: TestModule): void {
    this.#running.delete(module.moduleId);
    this.#guarded(() => this.#printOutcome(this.#record.broken(module)));
  }

  onUserConsoleLog(log: UserConsoleLog): void {
    this.#guarded(() => {
      for (const line of log.content.replace(/\n$/, "").split("\n")) {
        this.#line(this.#paint.dim(`  ${log.type} | ${printable(line)}`));
      }
    });
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    this.#guarded(() => {
      this.#record.runEnded(modules, errors);
      this.#printEnd();
    });
    this.#lastEventAt = undefined;
  }

  onWatcherStart(): void {
    this.#guarded(() => this.#line(this.#paint.dim("\nWaiting for a change. Enter: run again, q: end.")));
    this.#lastEventAt = undefined;
  }

  /**
   * Reports what has ended so far and nothing later: scenarios that still run fail because their services are taken
   * down.
   */
  interrupted(): void {
    if (!this.#summaryPrinted) this.#printEnd();
    this.#interrupted = true;
  }

  /** The run proves nothing: not another word of it. */
  abandoned(): void {
    this.#interrupted = true;
  }

  /** Failures, evidence and the summary of what has ended so far. */
  #printEnd(): void {
    const { outcomes } = this.#record;
    const { paint, notApplicable } = { paint: this.#paint, notApplicable: this.#notApplicable };
    const baseline = this.#options.baseline?.judge(outcomes);
    const blocks = [
      ...this.#failureBlocks(baseline),
      ...(this.#options.quiet ? [] : this.#evidenceBlock()),
      ...(this.#options.quiet ? [] : realWaitsBlock(outcomes)),
      ...(notApplicable ? notApplicableBlock(outcomes, paint) : []),
      ...(baseline ? baselineBlocks(baseline, this.#options.baseline?.name ?? "", paint) : []),
    ];
    for (const block of blocks) this.#line(`\n${block}`);
    const elapsedMs = this.#options.now() - this.#startedAt;
    this.#line(`\n${summaryLine(outcomes, { elapsedMs, paint, baseline, notApplicable })}`);
    this.#summaryPrinted = true;
  }

  /** Against a system that is not ours a scenario is skipped because it cannot be observed or steered there. */
  get #notApplicable(): boolean {
    return this.#options.runOptions.reference !== undefined;
  }

  #failureBlocks(baseline: BaselineJudgement | undefined): string[] {
    const { outcomes, unhandledErrors } = this.#record;
    const known = new Set(baseline?.known.map(({ outcome }) => outcome));
    const shown = !this.#options.withoutFailures;
    const red = outcomes.filter((outcome) => shown && outcome.mark === "failed" && !known.has(outcome));
    const aloneInFile = ({ id }: ScenarioOutcome) => outcomes.filter((outcome) => outcome.id === id).length === 1;
    return [
      ...red.map((outcome) => {
        const command = repeatCommand(outcome, this.#options.runOptions, aloneInFile(outcome));
        const other = baseline?.otherReason.find((one) => one.outcome === outcome);
        const remarks = other ? otherReasonLines(other.entry, this.#options.baseline?.name ?? "") : [];
        return failureBlock(outcome, command, this.#paint, remarks);
      }),
      ...unhandledErrors.map((error) => unhandledErrorBlock(error, this.#paint)),
    ];
  }

  /** A red scenario's evidence is in its own block. */
  #evidenceBlock(): string[] {
    const lines = this.#record.outcomes.flatMap(({ id, mark, result }) => {
      if (result?.evidence === undefined || mark === "failed") return [];
      const details = this.#options.verbose ? evidenceDetails(result.evidence, this.#paint) : [];
      return [`evidence  ${id}: ${evidenceText(result.evidence)}`, ...details.map((line) => `  ${line}`)];
    });
    return lines.length === 0 ? [] : [lines.join("\n")];
  }

  #printOutcome(outcome: ScenarioOutcome | undefined): void {
    const { quiet, verbose } = this.#options;
    if (outcome === undefined || (quiet && outcome.mark !== "failed")) return;
    // Who compares runs tells once why one of them could not be made.
    if (this.#options.withoutFailures && outcome.mark === "skipped") return;
    const known = this.#options.baseline?.judge([outcome]).known.length === 1;
    const standing = { known, notApplicable: this.#notApplicable };
    this.#line(scenarioLine(outcome, this.#idWidth, this.#paint, standing));
    const trace = verbose ? traceLine(outcome, this.#paint) : undefined;
    if (trace !== undefined) this.#line(trace);
  }

  #line(text: string): void {
    this.#options.write(`${text}\n`);
  }

  #guarded(report: () => void): void {
    if (this.#interrupted) return;
    this.#lastEventAt = this.#options.now();
    try {
      report();
    } catch (error) {
      this.#brokenBy.push(error);
    }
  }
}
