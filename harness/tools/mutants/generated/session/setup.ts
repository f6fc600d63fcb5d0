import { afterAll, inject } from "vitest";
import { type Passes, passesByMutant } from "../rewritten-code.ts";
import type { ActiveMutant } from "./messages.ts";

/** What Stryker's code reads and writes; the names are Stryker's, but for the passes that counting code counts. */
interface StrykerNamespace extends Passes {
  activeMutant?: string;
  hitCount?: number;
  hitLimit?: number;
}

declare global {
  var __stryker__: StrykerNamespace | undefined;
}

declare module "vitest" {
  interface ProvidedContext {
    /** The mutant of this job; null when what the files reach is to be recorded. */
    activeMutant: ActiveMutant | null;
  }
  interface TaskMeta {
    reached?: Record<string, number>;
  }
}

// Vitest runs this before each test file, in the same thread as the file.
globalThis.__stryker__ ??= {};
const stryker = globalThis.__stryker__;
const mutant = inject("activeMutant");
if (mutant) {
  // From the first module on: a mutant in a constant must be there when the constant is made.
  stryker.activeMutant = mutant.id;
  stryker.hitLimit = mutant.hitLimit;
  stryker.hitCount ??= 0;
} else {
  // biome-ignore lint/correctness/noEmptyPattern: Vitest refuses any other first parameter.
  afterAll(({}, suite) => {
    suite.meta.reached = { ...passesByMutant(stryker) };
  });
}
