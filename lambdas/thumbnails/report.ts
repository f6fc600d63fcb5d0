import { encodeGoJsonPlain } from "../../system/go/json.ts";
import type { System } from "../../system/revisions.ts";

export interface GeneratedAsset {
  readonly key: string;
  readonly type: string;
  readonly sourceKey: string;
}

export interface DerivativeError {
  readonly sourceKey: string;
  readonly errorCode: string;
  readonly errorMessage: string;
}

export interface Derivatives {
  readonly generated: readonly GeneratedAsset[];
  readonly errors: readonly DerivativeError[];
}

/** The Lambda's answer. D4: the status is SUCCESS even when nothing succeeded. */
export function writeReport(system: System, { generated, errors }: Derivatives): string {
  const failed = errors.length > 0 && generated.length === 0 && !system.has("D4");
  return encodeGoJsonPlain({
    body: {
      status: failed ? "FAILED" : "SUCCESS",
      generatedAssets: generated,
      errors,
    },
  });
}

/** D4: a key that cannot have derivatives is found out only after the photo was downloaded and resized. */
export function checksKeysFirst(system: System): boolean {
  return !system.has("D4");
}
