import { jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";

/** https://docs.aws.amazon.com/mediaconvert/latest/apireference/jobs-id.html */
export const getJob = (find: (id: string) => unknown): RestPerformance => ({
  resource: ({ labels }) => ({ arn: "*", label: labels.Id ?? "" }),
  perform: ({ labels }) => jsonResponse(200, { job: find(labels.Id ?? "") }),
});
