import type { HttpRequest } from "../../../network/http.ts";
import type { FunctionUrl } from "./function-url.ts";

/**
 * Names below `localhost` are this machine, so a URL leads back to where it was asked for. AWS's own are
 * `https://ID.lambda-url.REGION.on.aws/`.
 */
export function describeUrl(url: FunctionUrl, at: { arn: string; region: string; http: HttpRequest }) {
  const port = /:(\d+)$/.exec(at.http.headers.host ?? "")?.[0] ?? "";
  return {
    FunctionUrl: `http://${url.id}.lambda-url.${at.region}.localhost${port}/`,
    FunctionArn: at.arn,
    AuthType: url.authType,
    ...(url.cors && { Cors: url.cors }),
    CreationTime: new Date(url.createdAt).toISOString(),
    LastModifiedTime: new Date(url.modifiedAt).toISOString(),
    InvokeMode: url.invokeMode,
  };
}
