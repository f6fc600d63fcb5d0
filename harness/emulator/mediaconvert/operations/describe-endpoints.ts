import { jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";

/**
 * The account's own endpoint is the one that was asked, so that older clients stay here.
 * https://docs.aws.amazon.com/mediaconvert/latest/apireference/endpoints.html
 */
export const describeEndpoints = (): RestPerformance => ({
  resource: () => ({ arn: "*", label: "endpoints" }),
  perform: ({ http }) => jsonResponse(200, { endpoints: [{ url: `http://${http.headers.host ?? "localhost"}` }] }),
});
