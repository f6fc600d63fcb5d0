/** Loaded by a worker before anything else, in runs that record what stories reach: V8 then notes each function that runs. */
import { Session } from "node:inspector";

export const coverage = new Session();
coverage.connect();
coverage.post("Profiler.enable");
coverage.post("Profiler.startPreciseCoverage", { callCount: false, detailed: false });
