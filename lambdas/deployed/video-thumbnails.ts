import { s3OfProcess } from "../process.ts";
import { createVideoThumbnails } from "../video-thumbnails/video-thumbnails.ts";
import { managedHandler } from "./managed-handler.ts";

export const handler = managedHandler(createVideoThumbnails, { s3: s3OfProcess });
