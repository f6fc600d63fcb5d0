import type { PlantedBug } from "./planted/planted-bug.ts";
import { S3_BUGS } from "./planted/s3-bugs.ts";
import { SQS_BUGS } from "./planted/sqs-bugs.ts";
import { STEP_FUNCTIONS_BUGS } from "./planted/step-functions-bugs.ts";

/** Ten bugs of an emulator; a comparison with another backend must find each of them. */
export const PLANTED_BUGS: readonly PlantedBug[] = [...S3_BUGS, ...SQS_BUGS, ...STEP_FUNCTIONS_BUGS];
