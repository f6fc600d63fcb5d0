import type { LambdaName } from "../system/infrastructure.ts";
import type { LambdaDependencies, LambdaHandler } from "./ports.ts";

type Create = (deps: LambdaDependencies) => LambdaHandler;

const LAMBDAS: Readonly<Record<LambdaName, () => Promise<Create>>> = {
  validate: async () => (await import("./validate/validate.ts")).createValidate,
  thumbnails: async () => (await import("./thumbnails/thumbnails.ts")).createThumbnails,
  video_thumbnails: async () => (await import("./video-thumbnails/video-thumbnails.ts")).createVideoThumbnails,
  consolidate: async () => (await import("./consolidate/consolidate.ts")).createConsolidate,
  zip: async () => (await import("./zip/zip.ts")).createZip,
  callback: async () => (await import("./callback/callback.ts")).createCallback,
};

/** Imports the code of one Lambda, so that a cold start pays for nothing but its own libraries. */
export function loadLambda(name: LambdaName): Promise<Create> {
  return LAMBDAS[name]();
}

export const LAMBDA_NAMES = Object.keys(LAMBDAS) as LambdaName[];
