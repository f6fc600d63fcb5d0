import { jsonResponse, type RestOperation } from "../../gateway/rest-json-protocol.ts";

/** https://docs.aws.amazon.com/mediaconvert/latest/apireference/jobs-id.html */
export const getJob = (find: (id: string) => unknown): RestOperation => ({
  name: "GetJob",
  method: "GET",
  path: "/2017-08-29/jobs/{Id}",
  resource: ({ labels }) => ({ arn: "*", label: labels.Id ?? "" }),
  perform: ({ labels }) => jsonResponse(200, { job: find(labels.Id ?? "") }),
});
