import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { machineTime } from "../../clock/machine-time.ts";
import { RECORD_VERSION } from "../../scenario/record/format.ts";
import type { RunFile } from "../../scenario/record/run-file.ts";
import { currentProcess } from "../../support/process-identity.ts";
import { reasonOf } from "../../support/reason.ts";
import type { Shard } from "../../support/shard.ts";
import type { RunEnding } from "../told/run-ending.ts";
import { removeOldRuns } from "./old-runs.ts";

export interface RunFolderOptions {
  /** Where runs are kept: `reports/runs`. */
  readonly root: string;
  readonly parameters: readonly string[];
  /** How many runs stay, this one among them; pinned ones do not count. */
  readonly keep: number;
  readonly shard?: Shard | undefined;
  /** Of a run that is put together from others: which they are, and when they began and ended. */
  readonly mergedFrom?: readonly string[];
  readonly startedAt?: string;
  readonly endedAt?: string | undefined;
}

/** The folder of a run that goes on. What goes wrong here costs the record and never the verdict. */
export class RunFolder {
  readonly id: string;
  readonly path: string;
  readonly #options: RunFolderOptions;
  readonly #begun: Omit<RunFile, "state" | "scenarios" | "endedAt">;
  #lost: string | undefined;

  /** Makes the folder; where that fails, `lost` says why and the rest does nothing. */
  constructor(options: RunFolderOptions) {
    this.#options = options;
    const now = new Date(machineTime.now()).toISOString();
    const { id, lost } = makeFolder(options.root, now);
    this.id = id;
    this.path = join(options.root, id);
    this.#lost = lost;
    this.#begun = {
      version: RECORD_VERSION,
      id,
      owner: currentProcess(),
      startedAt: options.startedAt ?? now,
      parameters: [...options.parameters],
      ...(options.shard && { shard: options.shard }),
      ...(options.mergedFrom && { mergedFrom: [...options.mergedFrom] }),
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
    };
    this.#write({ ...this.#begun, state: "running", scenarios: [] });
  }

  /** Why the run is not kept, or not whole. */
  get lost(): string | undefined {
    return this.#lost;
  }

  /** The last word of the run; older runs go. */
  end({ scenarios, notRun = [], errors = [], notKept }: RunEnding, interrupted: boolean, exitStatus?: number): void {
    this.#lost ??= notKept;
    const endedAt = this.#options.endedAt ?? new Date(machineTime.now()).toISOString();
    this.#write({
      ...this.#begun,
      state: interrupted ? "interrupted" : "ended",
      endedAt,
      ...(exitStatus !== undefined && { exitStatus }),
      ...(notRun.length > 0 && { notRun }),
      ...(errors.length > 0 && { errors }),
      scenarios,
    });
    this.#guarded(() => removeOldRuns(this.#options.root, this.#options.keep));
  }

  #write(file: RunFile): void {
    const path = join(this.path, "run.json");
    this.#guarded(() => {
      // Whole or not at all, for whoever reads meanwhile.
      writeFileSync(`${path}.new`, `${JSON.stringify(file, undefined, 2)}\n`);
      renameSync(`${path}.new`, path);
    });
  }

  #guarded(work: () => void): void {
    if (this.#lost !== undefined) return;
    try {
      work();
    } catch (error) {
      this.#lost = reasonOf(error);
    }
  }
}

/** `20261201-025108-417`, and a letter behind it where two runs begin in one millisecond. */
function makeFolder(root: string, startedAt: string): { id: string; lost?: string } {
  const base = startedAt.replace(/[-:Z]/g, "").replace(/[T.]/g, "-");
  let id = base;
  try {
    mkdirSync(root, { recursive: true });
    for (const suffix of ["", ..."bcdefgh"]) {
      id = `${base}${suffix}`;
      if (madeAnew(join(root, id))) return { id };
    }
    return { id, lost: `${join(root, base)} is there already` };
  } catch (error) {
    return { id, lost: reasonOf(error) };
  }
}

function madeAnew(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}
