import { createHash } from "node:crypto";

/** AWS names each build of a runtime by a digest; ours is of the runtime's name, so that it stays the same. */
export function runtimeVersionArn(region: string, runtime: string): string {
  return `arn:aws:lambda:${region}::runtime:${createHash("sha256").update(runtime).digest("hex")}`;
}
