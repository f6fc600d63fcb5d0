import type { HttpRequest } from "../../../network/http.ts";
import type { DeployedCode } from "./deployed-code.ts";

/**
 * Where a package can be fetched. AWS gives a presigned URL of a bucket of its own; ours leads to this cloud and needs no
 * signature either, so it names the region of the ARN. `undefined` for what has no ZIP.
 */
export function codeLocation(code: DeployedCode, arn: string, http: HttpRequest): { readonly Location?: string } {
  if (code.zipPath === undefined) return {};
  const digest = Buffer.from(code.sha256, "base64").toString("hex");
  return {
    Location: `http://${http.headers.host ?? "localhost"}/_lambda/code/${digest}?region=${arn.split(":")[3] ?? ""}`,
  };
}
