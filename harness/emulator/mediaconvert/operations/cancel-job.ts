import { jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";

/** https://docs.aws.amazon.com/mediaconvert/latest/apireference/jobs-id.html */
export const cancelJob = (cancel: (id: string) => void): RestPerformance => ({
  resource: ({ labels }) => ({ arn: "*", label: labels.Id ?? "" }),
  perform: ({ labels }) => {
    cancel(labels.Id ?? "");
    return jsonResponse(202, {});
  },
});
