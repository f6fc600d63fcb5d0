import { inject } from "vitest";
import { retellRedStories } from "../../scenario/retelling.ts";
import { retellOnReplica } from "./retell-on-replica.ts";

// Vitest runs this before each scenario file of a run whose system is not the replica, because `scenario()` knows nothing
// of comparisons.
const { reference } = inject("runOptions");
if (reference) retellRedStories((scenario, red, options) => retellOnReplica(scenario, red, reference, options));
