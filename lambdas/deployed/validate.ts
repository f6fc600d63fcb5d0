import { s3OfProcess, sfnOfProcess } from "../process.ts";
import { createValidate } from "../validate/validate.ts";
import { managedHandler } from "./managed-handler.ts";

export const handler = managedHandler(createValidate, { s3: s3OfProcess, sfn: sfnOfProcess });
