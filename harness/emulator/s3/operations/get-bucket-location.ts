import type { S3Operation } from "../operation.ts";
import { xmlResponse } from "../responses.ts";

export const getBucketLocation: S3Operation = {
  action: "GetBucketLocation",
  parameters: ["location"],

  perform({ request, store }) {
    const { region } = store.bucket(request.bucket);
    // us-east-1 is told by an empty element. The document's root holds the text itself.
    const response = xmlResponse("LocationConstraint", {});
    if (region === "us-east-1") return response;
    const body = response.body.toString("utf8").replace("></", `>${region}</`);
    return { ...response, body: Buffer.from(body) };
  },
};
