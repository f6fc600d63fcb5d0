import { badRequest, corsForbidden } from "../errors.ts";
import type { S3Operation } from "../operation.ts";
import { emptyResponse } from "../responses.ts";

/** A browser's question before a request of a page from elsewhere (https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html). */
export const preflight: S3Operation = {
  action: "GetBucketCORS",
  withoutPermission: true,
  perform({ request, store }) {
    const { headers } = request;
    const origin = headers.origin;
    const method = headers["access-control-request-method"];
    const resource = request.key === "" ? "BUCKET" : "OBJECT";
    if (origin === undefined) {
      throw badRequest("Insufficient information. Origin request header needed.");
    }
    if (method === undefined) {
      throw badRequest("Invalid Access-Control-Request-Method: null");
    }
    const asked = (headers["access-control-request-headers"] ?? "")
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "");
    const cors = store.findBucket(request.bucket)?.settings.cors;
    if (!cors) throw corsForbidden("CORSResponse: CORS is not enabled for this bucket.", method, resource);
    const answer = cors.answer(origin, method, asked);
    if (!answer) {
      throw corsForbidden(
        "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
        method,
        resource,
      );
    }
    return emptyResponse(200, answer);
  },
};
