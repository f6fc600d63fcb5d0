import { jsonResponse, type RestOperation } from "../../gateway/rest-json-protocol.ts";

/** https://docs.aws.amazon.com/mediaconvert/latest/apireference/jobs-id.html */
export const cancelJob = (cancel: (id: string) => void): RestOperation => ({
  name: "CancelJob",
  method: "DELETE",
  path: "/2017-08-29/jobs/{Id}",
  resource: ({ labels }) => ({ arn: "*", label: labels.Id ?? "" }),
  perform: ({ labels }) => {
    cancel(labels.Id ?? "");
    return jsonResponse(202, {});
  },
});
