import type { TestSpecification, Vitest } from "vitest/node";
import type { ScenarioRun } from "./scenario-run.ts";

export interface WatchedRunsOptions {
  readonly vitest: Vitest;
  readonly idOf: ScenarioRun["idOf"];
  /** As vitestFilters gives them: what is watched. */
  readonly filters: readonly string[];
  /** Of the command line; it holds until another is typed. */
  readonly titlePattern?: RegExp;
  /** Above a run, or in place of one. */
  readonly tell: (line: string) => void;
  /** When a run has ended, or there was none. */
  readonly onWaiting: () => void;
}

/** The runs of a watching command, one after the other. */
export class WatchedRuns {
  readonly #options: WatchedRunsOptions;
  #last: ReadonlySet<string> | undefined;
  #filesWith = "";
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(options: WatchedRunsOptions) {
    this.#options = options;
  }

  get busy(): boolean {
    return this.#waiting > 0;
  }

  tell(line: string): void {
    this.#options.tell(line);
  }

  /** Without the patterns that were typed. */
  all(): Promise<void> {
    const { vitest, titlePattern } = this.#options;
    this.#filesWith = "";
    if (titlePattern) vitest.setGlobalTestNamePattern(titlePattern);
    else vitest.resetGlobalTestNamePattern();
    return this.#run("All", () => true);
  }

  again(): Promise<void> {
    const last = this.#last;
    return this.#run("Again", ({ moduleId }) => last === undefined || last.has(moduleId));
  }

  failed(): Promise<void> {
    const failed = new Set(this.#options.vitest.state.getFailedFilepaths());
    if (failed.size === 0) return this.#nothing("Nothing was red.");
    return this.#run("What was red", ({ moduleId }) => failed.has(moduleId));
  }

  /** Of ids in any case; holds for what is saved later, too. */
  filesWith(text: string): Promise<void> {
    this.#filesWith = text.toLowerCase();
    return this.#run(text === "" ? "All files" : `Files with ${text}`, () => true);
  }

  titlesLike(pattern: string): Promise<void> {
    const { vitest } = this.#options;
    if (pattern === "") vitest.resetGlobalTestNamePattern();
    else {
      try {
        vitest.setGlobalTestNamePattern(new RegExp(pattern, "i"));
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        return this.#nothing(`${error.message}.`);
      }
    }
    return this.#run(pattern === "" ? "All titles" : `Titles like ${pattern}`, () => true);
  }

  async cancel(): Promise<void> {
    if (this.busy) await this.#options.vitest.cancelCurrentRun("keyboard-input");
  }

  /** All stories that are watched, new ones included. */
  async watched(): Promise<readonly TestSpecification[]> {
    return this.#options.vitest.globTestSpecifications([...this.#options.filters]);
  }

  /** Those that a change touches, as `choose` says when its turn has come: the line to tell, and the files. */
  changed(choose: (watched: readonly string[]) => { readonly line: string; readonly files: ReadonlySet<string> }) {
    return this.#inTurn(async () => {
      const specifications = await this.watched();
      const { line, files } = choose(specifications.map(({ moduleId }) => moduleId));
      await this.#start(
        line,
        specifications.filter(({ moduleId }) => files.has(moduleId)),
      );
    });
  }

  #run(line: string, wanted: (specification: TestSpecification) => boolean): Promise<void> {
    return this.#inTurn(async () => this.#start(line, (await this.watched()).filter(wanted)));
  }

  async #start(line: string, wanted: readonly TestSpecification[]): Promise<void> {
    const { vitest, idOf } = this.#options;
    const specifications = wanted.filter(({ moduleId }) => idOf(moduleId).toLowerCase().includes(this.#filesWith));
    this.tell(line);
    if (specifications.length === 0) {
      if (wanted.length > 0 || this.#filesWith !== "")
        this.tell(`No file among them has ${this.#filesWith} in its id.`);
    } else {
      this.#last = new Set(specifications.map(({ moduleId }) => moduleId));
      await vitest.runTestSpecifications([...specifications]);
    }
    this.#options.onWaiting();
  }

  async #nothing(line: string): Promise<void> {
    this.tell(line);
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#waiting++;
    const done = this.#queue.then(work).finally(() => this.#waiting--);
    // Who asked for it has the error; what comes next goes on.
    this.#queue = done.catch(() => {});
    return done;
  }
}
