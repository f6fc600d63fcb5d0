import { statSync } from "node:fs";
import { join } from "node:path";
import type { Reporter, TestModule } from "vitest/node";
import { machineTime } from "../../../clock/machine-time.ts";
import { PROJECT_ROOT } from "../../../support/project-root.ts";
import { ProjectState, sourcesBelow } from "./project-state.ts";
import { storyDigest, storyPath } from "./reach-of-run.ts";
import type { RunReach } from "./run-reach.ts";

/** Notes what each story file reached, and writes the record when the run has ended. */
export class NoteReach implements Reporter {
  readonly #reach: RunReach;
  #startedAt = 0;

  constructor(reach: RunReach) {
    this.#reach = reach;
  }

  onTestRunStart(): void {
    this.#startedAt = machineTime.now();
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const { record, units } = this.#reach;
    const state = new ProjectState(sourcesBelow(PROJECT_ROOT), units);
    const saved = new Map<string, boolean>();
    const savedSince = (path: string): boolean => {
      const known = saved.get(path) ?? this.#savedSince(path);
      saved.set(path, known);
      return known;
    };
    for (const module of modules) {
      const { reachedPlaces: places } = module.meta();
      const story = storyPath(module.moduleId);
      // A story that was not told to its end, or whose code was saved meanwhile, is asked again next time.
      const isWhole = [...module.children.allTests()].every((test) =>
        ["passed", "failed"].includes(test.result().state),
      );
      const isOld = places && !savedSince(story) && !Object.keys(places).some(savedSince);
      const reached = isWhole && isOld ? state.reached(places) : undefined;
      record.note(story, reached && { digest: storyDigest(module.moduleId), reached });
    }
    record.write();
  }

  #savedSince(path: string): boolean {
    const found = statSync(join(PROJECT_ROOT, path), { throwIfNoEntry: false });
    return found === undefined || found.mtimeMs >= this.#startedAt;
  }
}
