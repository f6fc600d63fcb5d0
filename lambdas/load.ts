import type { LambdaName } from "../system/infrastructure.ts";
import type { LambdaDependencies, LambdaHandler } from "./ports.ts";

type Create = (deps: LambdaDependencies) => LambdaHandler;

const LAMBDAS: Readonly<Record<LambdaName, () => Promise<Create>>> = {
  validate: async () => (await import("./validate/validate.ts")).createValidate,
  thumbnails: async () => {
    const [{ createThumbnails }] = await Promise.all([import("./thumbnails/thumbnails.ts"), import("sharp")]);
    return createThumbnails;
  },
  video_thumbnails: async () => (await import("./video-thumbnails/video-thumbnails.ts")).createVideoThumbnails,
  consolidate: async () => (await import("./consolidate/consolidate.ts")).createConsolidate,
  zip: async () => {
    const [{ createZip }] = await Promise.all([import("./zip/zip.ts"), import("@aws-sdk/lib-storage")]);
    return createZip;
  },
  callback: async () => (await import("./callback/callback.ts")).createCallback,
};

/**
 * Imports the code of one Lambda and the libraries that it loads lazily, so that the cold start pays for them and no
 * invocation does.
 */
export function loadLambda(name: LambdaName): Promise<Create> {
  return LAMBDAS[name]();
}

export const LAMBDA_NAMES = Object.keys(LAMBDAS) as LambdaName[];
