import { relative } from "node:path";
import type { SerializedError, UserConsoleLog } from "vitest";
import type { Reporter, TestCase, TestModule, TestSpecification, TestSuite } from "vitest/node";
import type { BaselineFile } from "../comparison/baseline/baseline-file.ts";
import type { BaselineJudgement } from "../comparison/baseline/judge-baseline.ts";
import type { ScenarioOutcome } from "../scenario/outcome.ts";
import type { RunOptions } from "../scenario/run-options.ts";
import { type Palette, palette } from "../support/palette.ts";
import { printable } from "../support/printable.ts";
import { withSlashes } from "../support/with-slashes.ts";
import { baselineBlocks, otherReasonLines } from "./baseline-lines.ts";
import { evidenceDetails, evidenceText } from "./evidence-lines.ts";
import { failureBlock, unhandledErrorBlock } from "./failure-block.ts";
import type { LiveState } from "./live-text.ts";
import { notApplicableBlock } from "./not-applicable-lines.ts";
import { OutcomeLines, type ReportStyle } from "./outcome-lines.ts";
import { realWaitsBlock } from "./real-waits-block.ts";
import { repeatCommand } from "./repeat-command.ts";
import { summaryLine } from "./run-lines.ts";
import { RunRecord, type RunRecordOptions, type RunTally } from "./run-record.ts";

export interface TerminalReporterOptions extends RunRecordOptions {
  /** Writes to the terminal; text comes with its line ends. */
  readonly write: (text: string) => void;
  readonly colours: boolean;
  /** Shows the hash of every trace, and lists every field that could not be compared, for green scenarios too. */
  readonly verbose: boolean;
  /**
   * `list`: a line for each scenario (default); `dot`: a mark for each; `failures`: no lines of green and skipped scenarios,
   * and no evidence; `nothing`: not a word, because something else is on standard output.
   */
  readonly style?: ReportStyle;
  /** Of the terminal; undefined where lines may be as long as they like. */
  readonly columns?: number;
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
 * One line per scenario in the order of their ids, then every failure on its own, evidence, and the summary as the last line. Its own
 * errors are kept in `brokenBy` and never end the run.
 */
export class TerminalReporter implements Reporter {
  readonly #options: TerminalReporterOptions;
  readonly #paint: Palette;
  readonly #brokenBy: unknown[] = [];
  #record: RunRecord;
  #lines: OutcomeLines;
  #begun = false;
  #all = 0;
  #startedAt: number;
  #summaryPrinted = false;
  #lastEventAt: number | undefined;
  #interrupted = false;
  readonly #running = new Set<string>();

  constructor(options: TerminalReporterOptions) {
    this.#options = options;
    this.#paint = palette(options.colours);
    this.#record = new RunRecord(options);
    this.#lines = this.#linesOf([]);
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

  /** For a line that tells how far the run is; `preparing` is what happens before the first scenario. */
  live(preparing: string): LiveState {
    return {
      ...(!this.#begun && { preparing }),
      done: this.#all - this.#record.notRun.length,
      all: this.#all,
      failed: this.#record.outcomes.filter(({ mark }) => mark === "failed").length,
      running: this.running,
      elapsedMs: this.#options.now() - this.#startedAt,
    };
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
      this.#record = new RunRecord(this.#options, specifications);
      this.#all = this.#record.notRun.length;
      this.#begun = true;
      this.#lines = this.#linesOf(this.#record.notRun);
    });
  }

  /** What it waited for before, ffmpeg for one, is no part of its own silence. */
  onTestCaseReady(): void {
    this.#guarded(() => {});
  }

  onTestCaseResult(test: TestCase): void {
    this.#guarded(() => this.#printOutcome(test.module, this.#record.ended(test)));
  }

  onTestSuiteResult(suite: TestSuite): void {
    this.#guarded(() => this.#printOutcome(suite.module, this.#record.broken(suite)));
  }

  onTestModuleStart(module: TestModule): void {
    this.#guarded(() => void this.#running.add(module.moduleId));
  }

  onTestModuleEnd(module: TestModule): void {
    this.#running.delete(module.moduleId);
    this.#guarded(() => {
      const id = this.#options.idOf(module.moduleId);
      this.#printOutcome(module, this.#record.broken(module));
      this.#record.fileEnded(id);
      this.#lines.ended(id);
    });
  }

  onUserConsoleLog(log: UserConsoleLog): void {
    this.#guarded(() => {
      this.#lines.flushDots();
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

  onWatcherRerun(_files: readonly string[], trigger?: string): void {
    this.#guarded(() => {
      const changed =
        trigger === undefined ? "Again" : `Changed: ${withSlashes(relative(this.#options.projectRoot, trigger))}`;
      this.#line(`\n${this.#paint.cyan(changed)}\n`);
    });
  }

  onWatcherStart(): void {
    this.#guarded(() => this.#line(this.#paint.dim("\nWaiting for a change. Enter: run all, h: all keys, q: end.")));
    this.#lastEventAt = undefined;
  }

  /** What a watching command does now. */
  tellWatching(text: string): void {
    this.#guarded(() => this.#line(`\n${this.#paint.cyan(text)}\n`));
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

  /** What runs now never ends: it is red, and so is the run. */
  endless(message: string): void {
    this.#record.endless(this.running, message);
    this.interrupted();
  }

  /** The run proves nothing: not another word of it. */
  abandoned(): void {
    this.#interrupted = true;
  }

  /** Failures, evidence and the summary of what has ended so far. */
  #printEnd(): void {
    const { outcomes, notRun } = this.#record;
    this.#lines.flush();
    const { paint, notApplicable } = { paint: this.#paint, notApplicable: this.#notApplicable };
    const baseline = this.#options.baseline?.judge(outcomes);
    const blocks = [
      ...this.#failureBlocks(baseline),
      ...(this.#options.style === "failures" ? [] : this.#evidenceBlock()),
      ...(this.#options.style === "failures" ? [] : realWaitsBlock(outcomes)),
      ...(notApplicable ? notApplicableBlock(outcomes, paint) : []),
      ...(baseline ? baselineBlocks(baseline, this.#options.baseline?.name ?? "", paint) : []),
    ];
    for (const block of blocks) this.#line(`\n${block}`);
    const elapsedMs = this.#options.now() - this.#startedAt;
    const { repeat } = this.#options.runOptions;
    const summary = { elapsedMs, paint, baseline, notApplicable, notRun: notRun.length, repeat };
    this.#line(`\n${summaryLine(outcomes, summary)}`);
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
        return failureBlock(outcome, command, this.#paint, { remarks, columns: this.#options.columns });
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

  #linesOf(ids: readonly string[]): OutcomeLines {
    return new OutcomeLines(ids, {
      ...this.#options,
      style: this.#options.style ?? "list",
      paint: this.#paint,
      notApplicable: this.#notApplicable,
      write: (text) => this.#write(text),
    });
  }

  #printOutcome(module: TestModule, outcome: ScenarioOutcome | undefined): void {
    if (outcome !== undefined) this.#lines.add(this.#options.idOf(module.moduleId), outcome);
  }

  #line(text: string): void {
    this.#write(`${text}\n`);
  }

  #write(text: string): void {
    if (this.#options.style !== "nothing") this.#options.write(text);
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
