import type { PlantedBug } from "../planted-bug.ts";
import { AUTHENTICATION } from "./authentication.ts";
import { CALLBACKS } from "./callbacks.ts";
import { JOBS } from "./jobs.ts";
import { LAMBDAS } from "./lambdas.ts";
import { REQUESTS } from "./requests.ts";
import { STATE_MACHINES } from "./state-machines.ts";

/** Our own bugs. A file's bugs stand together, so that what was compiled for one serves the next. */
export const PLANTED_BUGS: readonly PlantedBug[] = [
  ...AUTHENTICATION,
  ...REQUESTS,
  ...JOBS,
  ...CALLBACKS,
  ...LAMBDAS,
  ...STATE_MACHINES,
];
