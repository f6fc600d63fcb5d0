// The cold start pays for the library, the first photo does not.
import "sharp";
import { s3OfProcess } from "../process.ts";
import { createThumbnails } from "../thumbnails/thumbnails.ts";
import { managedHandler } from "./managed-handler.ts";

export const handler = managedHandler(createThumbnails, { s3: s3OfProcess });
