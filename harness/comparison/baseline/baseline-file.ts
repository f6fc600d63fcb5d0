import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { ScenarioOutcome } from "../../scenario/outcome.ts";
import { machineFailure } from "../../support/machine-failure.ts";
import { UsageError } from "../../support/usage-error.ts";
import { withSlashes } from "../../support/with-slashes.ts";
import type { BaselineEntry } from "./baseline-entry.ts";
import { type BaselineJudgement, judgeBaseline } from "./judge-baseline.ts";
import { knownRule } from "./known-rule.ts";
import { readBaseline } from "./read-baseline.ts";
import { type BaselineUpdate, updatedBaseline } from "./updated-baseline.ts";
import { writeBaseline } from "./write-baseline.ts";

export interface BaselineFileOptions {
  readonly path: string;
  /** Otherwise a file that is not there yet counts as empty. */
  readonly mustExist: boolean;
  /** Ids of all scenarios there are, also of those that the run does not select. */
  readonly scenarios: readonly string[];
}

/** The list of known red scenarios of one system, as a file that people review. */
export class BaselineFile {
  /** As messages call it. */
  readonly name: string;
  readonly entries: readonly BaselineEntry[];
  readonly #path: string;

  /** Reads the file. Throws UsageError when it cannot be read or is malformed. */
  constructor({ path, mustExist, scenarios }: BaselineFileOptions) {
    this.#path = path;
    const near = withSlashes(relative(process.cwd(), path));
    this.name = near.startsWith("../") ? path : near;
    const json = this.#read(mustExist);
    this.entries = json === undefined ? [] : readBaseline(json, this.name, new Set(scenarios));
  }

  judge(outcomes: readonly ScenarioOutcome[]): BaselineJudgement {
    return judgeBaseline(this.entries, outcomes);
  }

  /** Writes what the run says of its scenarios. `now` is in milliseconds since the epoch. */
  update(outcomes: readonly ScenarioOutcome[], now: number): BaselineUpdate {
    const update = updatedBaseline(this.entries, outcomes, new Date(now).toISOString().slice(0, 10));
    try {
      writeBaseline(this.#path, update.entries);
    } catch (error) {
      throw machineFailure(error) ?? new UsageError(`${this.name} cannot be written: ${messageOf(error)}.`);
    }
    return update;
  }

  /** Ids of red scenarios that no entry can describe, because they say nothing about the system. */
  unwritable(outcomes: readonly ScenarioOutcome[]): readonly string[] {
    return outcomes.filter((one) => one.mark === "failed" && knownRule(one) === undefined).map(({ id }) => id);
  }

  #read(mustExist: boolean): string | undefined {
    try {
      // Some editors put a byte order mark before it, which is no JSON.
      return readFileSync(this.#path, "utf8").replace(/^\uFEFF/, "");
    } catch (error) {
      const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
      if (missing && !mustExist) return undefined;
      if (missing) throw new UsageError(`${this.name} does not exist; --update-baseline writes it.`);
      throw new UsageError(`${this.name} cannot be read: ${messageOf(error)}.`);
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
