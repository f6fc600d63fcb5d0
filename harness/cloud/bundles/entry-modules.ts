import type { LambdaName } from "../../../system/infrastructure.ts";

/** The module whose `handler` the managed runtime calls, for each Lambda. */
export const ENTRY_MODULES: Readonly<Record<LambdaName, URL>> = {
  validate: new URL("../../../lambdas/deployed/validate.ts", import.meta.url),
  thumbnails: new URL("../../../lambdas/deployed/thumbnails.ts", import.meta.url),
  video_thumbnails: new URL("../../../lambdas/deployed/video-thumbnails.ts", import.meta.url),
  consolidate: new URL("../../../lambdas/deployed/consolidate.ts", import.meta.url),
  zip: new URL("../../../lambdas/deployed/zip.ts", import.meta.url),
  callback: new URL("../../../lambdas/deployed/callback.ts", import.meta.url),
};
