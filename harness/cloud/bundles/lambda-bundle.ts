import { createHash } from "node:crypto";
import type { LambdaName } from "../../../system/infrastructure.ts";
import { cacheDirectory } from "../../support/cache-directory.ts";
import { cacheBundle, readCachedBundle } from "./bundle-cache.ts";
import { bundleCode } from "./bundle-code.ts";
import { digestOfInputs } from "./bundle-inputs.ts";
import type { FunctionPlatform } from "./function-platform.ts";
import { nativeSharp } from "./native-sharp.ts";
import { type PackagedFile, zipFiles } from "./zip-files.ts";

export interface LambdaBundle {
  readonly zip: Buffer;
  /** Base64, as Lambda answers it in `CodeSha256`. */
  readonly sha256: string;
  readonly handler: "index.handler";
  readonly runtime: "nodejs22.x";
}

export interface BundleOptions {
  /** Called before something slow, with a text for the waiting user. */
  readonly onProgress?: (text: string) => void;
  /** Gives the cache's place (XDG_CACHE_HOME) and npm's environment. Default: the process's own. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * One Lambda's code as a zip for the managed Node 22 runtime, libraries and sharp's native part included. It is cached
 * until one of its inputs changes. Throws an EnvironmentError when the cache cannot be written or sharp's part for that
 * platform cannot be had.
 */
export async function bundleLambda(
  name: LambdaName,
  platform: FunctionPlatform,
  { onProgress = () => {}, environment = process.env }: BundleOptions = {},
): Promise<LambdaBundle> {
  const cache = cacheDirectory(environment, "bundles");
  const prefix = `${name}-${platform.architecture}-`;
  const digest = digestOfInputs();
  const file = `${prefix}${digest}.zip`;
  const kept = readCachedBundle(cache, file);
  if (kept) return asBundle(kept);

  onProgress(`bundling the ${name} Lambda …`);
  const { code, usesSharp } = await bundleCode(name);
  const files: PackagedFile[] = [{ name: "index.mjs", content: code, executable: false }];
  if (usesSharp) files.push(...(await nativeSharp(platform, { cache, environment, onProgress })));
  const zip = await zipFiles(files);
  // When a file was saved meanwhile, this bundle may not match the digest and must not be cached under it.
  if (digestOfInputs() === digest) await cacheBundle(cache, prefix, file, zip);
  return asBundle(zip);
}

function asBundle(zip: Buffer): LambdaBundle {
  const sha256 = createHash("sha256").update(zip).digest("base64");
  return { zip, sha256, handler: "index.handler", runtime: "nodejs22.x" };
}
