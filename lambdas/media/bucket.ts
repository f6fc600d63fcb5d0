import type { LambdaDependencies } from "../ports.ts";

/** The bucket of all media keys; the name is also the real Lambdas' built-in default (docs/contract/config.md 2). */
export function bucketOf(deps: LambdaDependencies): string {
  return deps.environment.MEDIA_BUCKET || "toq-listing-medias";
}
