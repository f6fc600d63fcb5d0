import { s3OfProcess } from "../process.ts";
import { createZip } from "../zip/zip.ts";
import { managedHandler } from "./managed-handler.ts";

export const handler = managedHandler(createZip, { s3: s3OfProcess });
