import type { HttpRequest } from "../network/http.ts";

/** A request of another service to the SNS of a region (absent: the sender's), in its query protocol. */
export function topicRequest(action: string, members: Readonly<Record<string, string>>, region?: string): HttpRequest {
  const form = new URLSearchParams({ Action: action, Version: "2010-03-31", ...members });
  const headers = {
    host: region === undefined ? "sns.amazonaws.com" : `sns.${region}.amazonaws.com`,
    "content-type": "application/x-www-form-urlencoded; charset=utf-8",
  };
  return { method: "POST", path: "/", headers, body: Buffer.from(form.toString()) };
}
