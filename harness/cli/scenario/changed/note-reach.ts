import { statSync } from "node:fs";
import { join } from "node:path";
import type { Reporter, TestModule, TestRunEndReason, TestSpecification } from "vitest/node";
import { machineTime } from "../../../clock/machine-time.ts";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import { ProjectState, sourcesBelow } from "./project-state.ts";
import { storyDigest, storyPath } from "./reach-of-run.ts";
import type { RunReach } from "./run-reach.ts";

/** Written at most so often while a run goes on; real milliseconds. */
const BETWEEN_WRITES_MS = 5_000;

/** Notes what each story file reached as it ends, so that a run that is broken off is not asked all again. */
export class NoteReach implements Reporter {
  readonly #reach: RunReach;
  #startedAt = 0;
  #writtenAt = 0;
  #state: ProjectState | undefined;
  /** Below the project, since the run has begun. */
  readonly #saved = new Set<string>();
  /** Of this run, by path on this machine. */
  readonly #notBegun = new Set<string>();

  constructor(reach: RunReach) {
    this.#reach = reach;
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    this.#notBegun.clear();
    for (const { moduleId } of specifications) this.#notBegun.add(moduleId);
    this.#startedAt = machineTime.now();
    this.#writtenAt = this.#startedAt;
    this.#state = undefined;
    this.#saved.clear();
  }

  onTestModuleStart({ moduleId }: TestModule): void {
    this.#notBegun.delete(moduleId);
  }

  onTestModuleEnd(module: TestModule): void {
    const { record, units } = this.#reach;
    this.#state ??= new ProjectState(sourcesBelow(PROJECT_ROOT), units);
    const { reachedPlaces: places } = module.meta();
    // Broken off before it began: what it reached when it last ran still holds for the code of then.
    if (!places) return;
    const story = storyPath(module.moduleId);
    // A story that was not told to its end, or whose code was saved meanwhile, is asked again next time.
    const isWhole = [...module.children.allTests()].every((test) => ["passed", "failed"].includes(test.result().state));
    const isOld = ![story, ...Object.keys(places)].some((path) => this.#savedSince(path));
    const reached = isWhole && isOld ? this.#state.reached(places) : undefined;
    record.note(story, reached && { digest: storyDigest(module.moduleId), reached });
    if (machineTime.now() - this.#writtenAt >= BETWEEN_WRITES_MS) this.#write();
  }

  onTestRunEnd(_modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    // What every story needs could not be loaded, say: whoever mends it wants to see that it is mended.
    if (errors.length > 0 && reason !== "interrupted")
      for (const file of this.#notBegun) this.#reach.record.note(storyPath(file), undefined);
    this.#write();
  }

  #write(): void {
    this.#reach.record.write();
    this.#writtenAt = machineTime.now();
  }

  #savedSince(path: string): boolean {
    if (this.#saved.has(path)) return true;
    const found = statSync(join(PROJECT_ROOT, path), { throwIfNoEntry: false });
    if (found !== undefined && found.mtimeMs < this.#startedAt) return false;
    this.#saved.add(path);
    return true;
  }
}
