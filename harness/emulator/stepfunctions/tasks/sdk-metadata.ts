import type { ServiceAnswer } from "../../service-calls/index.ts";
import type { Json } from "../json/json.ts";
import { fromNative } from "../json/native.ts";

/** What optimised integrations show of the HTTP answer, members as recorded on SQS and Step Functions (test_send_message, test_start_execution). */
export function sdkMetadata({ body, headers, requestId, status }: ServiceAnswer): [string, Json][] {
  const shown = {
    connection: "keep-alive",
    "Content-Length": String(body.length),
    "Content-Type": headers["content-type"] ?? "application/x-amz-json-1.0",
    Date: headers.date ?? "",
    "x-amzn-RequestId": requestId,
  };
  const order = ["x-amzn-RequestId", "connection", "Content-Length", "Date", "Content-Type"] as const;
  const all = Object.fromEntries(order.map((name) => [name, [shown[name]]]));
  return [
    ["SdkHttpMetadata", fromNative({ AllHttpHeaders: all, HttpHeaders: shown, HttpStatusCode: status })],
    ["SdkResponseMetadata", fromNative({ RequestId: requestId })],
  ];
}
